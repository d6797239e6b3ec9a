/// What an employer files: one closed record of envelope, employer, event, sites, answers on AI and certification.
///
/// Absent and null are the same; nulls are dropped when the record is made. Paths are dotted, list items count from 0:
/// `event.workers`, `sites.0.city`. The fields and their meaning are ``FilingField/all``.
public struct FilingRecord: Sendable, Equatable {
    /// An object without nulls.
    public private(set) var content: JSONValue

    public init(_ content: JSONValue = .object([:])) {
        self.content = content.withoutNulls ?? .object([:])
    }

    /// The value at a path; nil where absent. Setting nil removes it; missing objects and the next list item are made.
    public subscript(path: String) -> JSONValue? {
        get { content.value(at: path[...]) }
        set { content = content.replacing(Self.steps(path), with: newValue?.withoutNulls) ?? .object([:]) }
    }

    /// Every value that is no object and no list, by its path, sorted. A list of plain values counts as one value.
    public var leaves: [(path: String, value: JSONValue)] {
        content.leaves(under: "").sorted { $0.path < $1.path }
    }

    /// Members of the record that say something about the filing and not about the layoff; they are no change of content.
    public static let envelope: Set<String> = [
        "form_type", "filer_id", "origin", "amends_accession_no", "amendment_reason", "amendment_text", "supersedes_disclosure_id",
        "certification",
    ]

    /// Paths that differ from an earlier record, sorted; envelope and certification are not compared.
    public func changedFields(since earlier: FilingRecord) -> [String] {
        let old = Dictionary(uniqueKeysWithValues: earlier.leaves.map { ($0.path, $0.value) })
        let new = Dictionary(uniqueKeysWithValues: leaves.map { ($0.path, $0.value) })
        return Set(old.keys).union(new.keys)
            .filter { old[$0] != new[$0] && !Self.envelope.contains(String($0.prefix { $0 != "." })) }
            .sorted()
    }

    /// The form it is filed as; nil for a word that is none.
    public var form: FormType? { self["form_type"]?.text.flatMap(FormType.init) }
    /// The filer's number, ten digits; nil where none is stated.
    public var filer: String? { self["filer_id"]?.text }
    /// The day that is filed under that path; nil where none is stated or it is no day.
    public func day(_ path: String) -> CalendarDate? { self[path]?.text.flatMap { CalendarDate($0) } }

    /// The record without its envelope and certification, for a restatement on top of it.
    public var restatable: FilingRecord {
        guard case .object(let members) = content else { return self }
        return FilingRecord(.object(members.filter { !Self.envelope.contains($0.key) || $0.key == "certification" }))
    }

    /// Split at bytes: `.` is one wherever it stands.
    static func steps(_ path: String) -> [String] { path.utf8.split(separator: UInt8(ascii: ".")).map { String(Substring($0)) } }
}

extension JSONValue {
    /// The value with every null member and item removed; nil for null itself and for a map in which nothing is stated.
    var withoutNulls: JSONValue? {
        switch self {
        case .null: return nil
        case .object(let members):
            let stated = members.compactMapValues(\.withoutNulls)
            return stated.isEmpty ? nil : .object(stated)
        case .array(let items): return .array(items.compactMap(\.withoutNulls))
        default: return self
        }
    }

    /// The number when it is whole: `12`, and `12.0` too.
    public var wholeNumber: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    /// Whole persons, 0 or more: no more than there are in the United States by far, so that sums of them stay numbers.
    var count: Int? { wholeNumber.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil } }

    public var amount: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    public var flag: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    public var items: [JSONValue]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    public var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// Step by step, without a list of them: rules ask for dozens of paths of each filing.
    func value(at path: Substring) -> JSONValue? {
        let dot = path.utf8.firstIndex(of: UInt8(ascii: "."))
        let step = path[..<(dot ?? path.endIndex)]
        let rest = dot.map { path[path.utf8.index(after: $0)...] } ?? ""
        guard !step.isEmpty else { return rest.isEmpty ? self : value(at: rest) }
        switch self {
        case .object(let members): return members[String(step)]?.value(at: rest)
        case .array(let items):
            guard let index = Int(step), items.indices.contains(index) else { return nil }
            return items[index].value(at: rest)
        default: return nil
        }
    }

    func replacing(_ steps: [String], with value: JSONValue?) -> JSONValue? {
        guard let step = steps.first else { return value }
        let rest = Array(steps.dropFirst())
        if let index = Int(step), index >= 0 {
            var items = self.items ?? []
            guard index <= items.count else { return self }
            let old: JSONValue = items.indices.contains(index) ? items[index] : .null
            let new = old.replacing(rest, with: value)
            if index == items.count {
                if let new { items.append(new) }
            } else if let new {
                items[index] = new
            } else {
                items.remove(at: index)
            }
            return .array(items)
        }
        var members = self.members ?? [:]
        members[step] = (members[step] ?? .null).replacing(rest, with: value)
        return .object(members)
    }

    func leaves(under path: String) -> [(path: String, value: JSONValue)] {
        let prefix = path.isEmpty ? "" : path + "."
        switch self {
        case .object(let members): return members.flatMap { $0.value.leaves(under: prefix + $0.key) }
        case .array(let items) where items.contains { $0.members != nil || $0.items != nil }:
            return items.enumerated().flatMap { $0.element.leaves(under: prefix + String($0.offset)) }
        case .array(let items) where items.isEmpty: return []
        default: return [(path, self)]
        }
    }
}
