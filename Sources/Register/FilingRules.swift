/// Every rule that an employer's filing meets on its way into the ledger.
///
/// A pure function: record and context in, findings and measure out. All reject rules are tried, and each that fires is listed;
/// hold and warn rules only when nothing was rejected. A rule whose input is absent, or was refused by another rule, is not evaluated.
public enum FilingRules {
    /// The forms that an employer files here.
    public static let forms = Set(FormType.allCases.filter { !$0.isObserved }.map(\.rawValue))

    public static func judge(_ record: FilingRecord, in context: FilingContext) -> FilingVerdict {
        var check = FilingCheck(record, context)
        let measure = FilingMeasure(of: record, under: context.law)
        let quarter = QuarterMeasure(of: record, in: context)
        if let accession = context.acceptedBefore {
            check.refuseReplay(of: accession)
        } else {
            check.rejections()
            if check.findings.isEmpty { check.doubts(measure, quarter) }
        }
        let changed = context.amended.map { record.changedFields(since: $0.record) } ?? []
        return FilingVerdict(findings: check.findings.sortedByCode, measure: measure, quarter: quarter, changedFields: changed)
    }

    /// The verdict on bytes that are no record: not JSON (FIL-102), or not UTF-8 (FIL-803).
    public static func unreadable(_ code: FilingCode, _ message: String, under law: FilingLaw) -> FilingVerdict {
        let finding = FilingFinding(
            code: code, field: "", value: nil, message: message, hint: "Hand in canonical JSON (RFC 8785) in UTF-8.")
        return FilingVerdict(findings: [finding], measure: FilingMeasure(of: FilingRecord(), under: law), quarter: nil, changedFields: [])
    }

    /// Why one field is refused: what a person is told right after answering its question.
    public static func refusals(of field: String, in record: FilingRecord, _ context: FilingContext) -> [FilingFinding] {
        judge(record, in: context).findings.filter { $0.loudness == .reject && ($0.field == field || $0.field.hasPrefix(field + ".")) }
    }
}

/// The outcome of all rules: the loudest that fired decides.
public struct FilingVerdict: Sendable, Equatable {
    public enum Outcome: String, Sendable, Codable, CaseIterable {
        case accepted, held, rejected
    }

    /// By code, then field.
    public let findings: [FilingFinding]
    public let measure: FilingMeasure
    /// Of forms `Q`, `Q/A` and `Q/NA`.
    public let quarter: QuarterMeasure?
    public let changedFields: [String]

    public var outcome: Outcome {
        switch findings.map(\.loudness).max() {
        case .reject: .rejected
        case .hold: .held
        case .warn, nil: .accepted
        }
    }

    /// The codes that fired, each once, sorted.
    public var codes: [FilingCode] { Set(findings.map(\.code)).sorted { $0.rawValue < $1.rawValue } }
}

extension [FilingFinding] {
    var sortedByCode: [FilingFinding] { sorted { ($0.code.rawValue, $0.field) < ($1.code.rawValue, $1.field) } }
}

/// The rules at work on one record: what was found, and which fields are no longer to be trusted.
struct FilingCheck {
    let record: FilingRecord
    let context: FilingContext
    var findings: [FilingFinding] = []
    private var refused: Set<String> = []

    init(_ record: FilingRecord, _ context: FilingContext) {
        self.record = record
        self.context = context
    }

    /// The form that the rules go by; nil where it was refused.
    var filedAs: FormType? { isRefused("form_type") ? nil : record.form }
    var form: String { record["form_type"]?.text ?? "" }
    var isWithdrawal: Bool { form == "N/W" }

    /// Every reject rule but the replay's.
    fileprivate mutating func rejections() {
        shape()
        envelope()
        chain()
        employer()
        if filedAs?.family == .quarter {
            quarter()
        } else {
            event()
            sites()
            counts()
            ai()
        }
        certification()
        text()
        signature()
    }

    /// Notes a finding; a field that a rule refused outright is no input to another.
    mutating func report(_ code: FilingCode, _ field: String, _ message: String, hint: String, refuses: Bool = false) {
        // An answer is kept with its decision: what must not be recorded is not in it either.
        let isSecret = FilingField.at(field)?.isPrivate == true || code == .workerNames || code == .socialSecurityNumber
        findings.append(FilingFinding(code: code, field: field, value: isSecret ? nil : record[field], message: message, hint: hint))
        if refuses { refused.insert(field) }
    }

    /// Whether the field or a part of the record around it was refused. By its ancestors: a hostile record has many refused fields.
    func isRefused(_ path: String) -> Bool {
        guard !refused.isEmpty else { return false }
        if refused.contains("") || refused.contains(path) { return true }
        var end = path.endIndex
        while let dot = path[..<end].lastIndex(of: ".") {
            if refused.contains(String(path[..<dot])) { return true }
            end = dot
        }
        return false
    }

    /// True when nothing was filed there, or only white space; a refused value is not blank.
    func isBlank(_ path: String) -> Bool {
        guard !isRefused(path) else { return false }
        guard let value = record[path] else { return true }
        return value.text.map { $0.trimmed.isEmpty } ?? false
    }

    func value(_ path: String) -> JSONValue? { isRefused(path) ? nil : record[path] }
    func text(_ path: String) -> String? { value(path)?.text.flatMap { $0.trimmed.isEmpty ? nil : $0 } }
    func whole(_ path: String) -> Int? { value(path)?.wholeNumber }
    func amount(_ path: String) -> Double? { value(path)?.amount }
    func flag(_ path: String) -> Bool? { value(path)?.flag }
    func date(_ path: String) -> CalendarDate? { text(path).flatMap { CalendarDate($0) } }

    /// `sites.0`, `sites.1`, … of a list.
    func items(_ path: String) -> [String] {
        (value(path)?.items ?? []).indices.map { path + "." + String($0) }
    }

    /// The sum over a list's items; nil as soon as one of them is not stated.
    func sum(_ path: String, _ name: String) -> Int? {
        let items = items(path)
        let figures = items.compactMap { whole($0 + "." + name) }
        return figures.count == items.count && !items.isEmpty ? figures.reduce(0, +) : nil
    }
}

extension String {
    /// Without white space at either end.
    var trimmed: String {
        let head = drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
