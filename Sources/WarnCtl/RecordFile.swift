import Foundation
import Register
import Yams

/// A filing record read from a file, with the line of each field, so that a finding can say where.
struct RecordFile {
    let name: String
    let record: FilingRecord
    /// First line of each field and of each map and list, by dotted path.
    let lines: [String: Int]

    /// YAML, or JSON where the name ends in `.json`.
    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError.unreadableFile(path: path, reason: "no such file")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandError.unreadableFile(path: path, reason: "it is not UTF-8")
        }
        try self.init(text, name: path, isJSON: path.lowercased().hasSuffix(".json"))
    }

    init(_ text: String, name: String, isJSON: Bool) throws {
        var places = Places()
        let value: JSONValue
        if isJSON {
            var parser = PlacedJSON(text, name: name)
            value = try parser.document(&places)
        } else {
            guard let root = try Self.compose(text, name: name) else {
                throw CommandError.notARecord(place: name, reason: "the file is empty")
            }
            value = try PlacedYAML(name: name).value(root, at: "", &places)
        }
        guard value.members != nil else { throw CommandError.notARecord(place: name + ":1", reason: "the record is not a map of fields") }
        self.name = name
        self.record = FilingRecord(value)
        self.lines = places.lines
    }

    /// `file.yaml:12` of a field, or of the nearest map around it.
    func place(of path: String) -> String {
        var steps = path.split(separator: ".")
        while !steps.isEmpty {
            if let line = lines[steps.joined(separator: ".")] { return "\(name):\(line)" }
            steps.removeLast()
        }
        return name
    }

    private static func compose(_ text: String, name: String) throws -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let YamlError.scanner(_, problem, mark, _) {
            throw CommandError.notARecord(place: "\(name):\(mark.line)", reason: problem)
        } catch let YamlError.parser(_, problem, mark, _) {
            throw CommandError.notARecord(place: "\(name):\(mark.line)", reason: problem)
        } catch let YamlError.duplicatedKeysInMapping(duplicates, context) {
            let keys = duplicates.joined(separator: ", ")
            throw CommandError.notARecord(place: "\(name):\(context.mark.line)", reason: "\(keys) stands twice in one map")
        } catch {
            throw CommandError.notARecord(place: name, reason: String(describing: error))
        }
    }
}

/// Lines by path, collected while reading.
struct Places {
    private(set) var lines: [String: Int] = [:]

    mutating func note(_ path: String, line: Int) { if lines[path] == nil { lines[path] = line } }
}

/// YAML as a record: a plain scalar takes its field's type, so that `zip: 12207` and `bumping_rights: no` mean what they say.
struct PlacedYAML {
    let name: String

    func value(_ node: Node, at path: String, _ places: inout Places) throws -> JSONValue {
        if let line = node.mark?.line { places.note(path, line: line) }
        switch node {
        case .scalar(let scalar):
            return scalar.style == .plain || scalar.style == .any ? PlainScalar.value(scalar.string, at: path) : .string(scalar.string)
        case .sequence(let items):
            var values: [JSONValue] = []
            for (index, item) in items.enumerated() { values.append(try value(item, at: Self.join(path, String(index)), &places)) }
            return .array(values)
        case .mapping(let pairs):
            var members: [String: JSONValue] = [:]
            for (key, child) in pairs {
                guard let key = key.string else {
                    throw CommandError.notARecord(place: "\(name):\(key.mark?.line ?? 1)", reason: "a key is not a text")
                }
                let childPath = Self.join(path, key)
                if let line = child.mark?.line { places.note(childPath, line: line) }
                members[key] = try value(child, at: childPath, &places)
            }
            return .object(members)
        case .alias:
            throw CommandError.notARecord(place: name, reason: "an alias names no anchor")
        }
    }

    static func join(_ path: String, _ step: String) -> String { path.isEmpty ? step : path + "." + step }
}

/// A value typed without quotes, on a command line, in YAML, or at a question.
enum PlainScalar {
    /// Read as its field's type where it can be; otherwise as YAML 1.2 reads it (`true`, `null`, `12`, else a text).
    static func value(_ text: String, at path: String) -> JSONValue {
        if ["null", "~", ""].contains(text) { return .null }
        switch FilingField.at(path)?.kind {
        case .text, .date, .moment, .choice, .choices, .texts: return .string(text)
        case .count, .number, .flag, .countsByState, nil: break
        }
        if text == "true" || text == "false" { return .bool(text == "true") }
        return number(text) ?? .string(text)
    }

    static func number(_ text: String) -> JSONValue? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        let isPlain = digits.allSatisfy { $0.isASCII && ($0.isNumber || ".eE+-".contains($0)) } && digits.first?.isNumber == true
        guard isPlain, digits == "0" || !digits.hasPrefix("0") || digits.hasPrefix("0.") else { return nil }
        if let whole = Int(text) { return .integer(whole) }
        return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    }
}
