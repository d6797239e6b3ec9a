/// A form in which a summary leaves the register. The same rows give the same bytes.
public enum SummaryForm: String, Sendable, Hashable, CaseIterable {
    /// UTF-8 JSON: what was asked, the position, the columns with their comments, one row a line in column order, and how many rows fit.
    case json
    /// One row a line as a JSON object, and nothing else: for programs that read as they go.
    case ndjson
    /// RFC 4180 with a header and `\n` line ends; not stated is an empty field, an empty text is `""`.
    case csv
}

/// What a summary says besides its rows.
public struct SummaryHead: Sendable, Equatable {
    public let report: Report
    /// The log's position the rows speak of.
    public let asOfPosition: Int
    /// Rows that fit the query before its limit.
    public let total: Int

    public init(report: Report, asOfPosition: Int, total: Int) {
        self.report = report
        self.asOfPosition = asOfPosition
        self.total = total
    }
}

/// Writes a summary row by row, so that of a long one no more than a row need be in memory.
public struct SummaryWriter: Sendable {
    private let form: SummaryForm
    private let report: Report
    private let asOfPosition: Int
    /// What stands before each value of a row.
    private let labels: [[UInt8]]
    private var rows = 0

    public init(_ form: SummaryForm, of report: Report, asOfPosition: Int) {
        self.form = form
        self.report = report
        self.asOfPosition = asOfPosition
        labels = report.columns.enumerated().map { place, column in
            switch form {
            case .csv: place == 0 ? [] : [UInt8(ascii: ",")]
            case .json, .ndjson: Array("\(place == 0 ? "" : ",")\(JSONValue.string(column.name).canonicalText):".utf8)
            }
        }
    }

    /// What comes before the first row.
    public func open(to bytes: inout [UInt8]) {
        switch form {
        case .ndjson: return
        case .csv:
            for (column, label) in zip(report.columns, labels) {
                bytes += label
                CSVField.write(.string(column.name), to: &bytes)
            }
            bytes.append(UInt8(ascii: "\n"))
        case .json:
            let columns = report.columns.map {
                JSONValue.object(["name": .string($0.name), "type": .string($0.type), "comment": .string($0.comment)]).canonicalText
            }
            bytes +=
                """
                {"report":\(JSONValue.string(report.name).canonicalText),
                "question":\(JSONValue.string(report.question).canonicalText),
                "definition_sha256":"\(report.definition)",
                "as_of_position":\(asOfPosition),
                "columns":[\(columns.joined(separator: ",\n"))],
                "rows":[
                """.utf8
        }
    }

    /// One row; values in the order of the report's columns.
    public mutating func write(_ values: [JSONValue], to bytes: inout [UInt8]) {
        switch form {
        case .csv:
            for (label, value) in zip(labels, values) {
                bytes += label
                CSVField.write(value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "\n"))
        case .json, .ndjson:
            if form == .json { bytes += (rows == 0 ? "\n" : ",\n").utf8 }
            bytes.append(UInt8(ascii: "{"))
            for (label, value) in zip(labels, values) {
                bytes += label
                value.writeCanonical(to: &bytes)
            }
            bytes += (form == .json ? "}" : "}\n").utf8
        }
        rows += 1
    }

    /// What comes after the last row. How many fit is known only then.
    public func close(total: Int, to bytes: inout [UInt8]) {
        if form == .json { bytes += "\(rows == 0 ? "" : "\n")],\n\"total\":\(total)}\n".utf8 }
    }
}

/// One value as a field of CSV.
private enum CSVField {
    static func write(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: return
        case .string(let text): quoted(harmless(text), to: &bytes)
        case .array(let values) where values.allSatisfy({ $0.text != nil }):
            quoted(harmless(values.compactMap(\.text).joined(separator: "; ")), to: &bytes)
        case .array, .object: quoted(value.canonicalText, to: &bytes)
        case .bool, .integer, .number: value.writeCanonical(to: &bytes)
        }
    }

    /// A spreadsheet runs a cell that begins like a formula; an apostrophe keeps it text. A plain number stays a number.
    private static func harmless(_ text: String) -> String {
        guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return text }
        let isNumber = Double(text) != nil && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 || $0 == 43 || $0 == 46 }
        return isNumber ? text : "'" + text
    }

    private static func quoted(_ text: String, to bytes: inout [UInt8]) {
        let mark = UInt8(ascii: "\"")
        guard text.isEmpty || text.utf8.contains(where: { $0 == mark || $0 == 44 || $0 == 10 || $0 == 13 }) else {
            bytes += text.utf8
            return
        }
        bytes.append(mark)
        for byte in text.utf8 {
            if byte == mark { bytes.append(mark) }
            bytes.append(byte)
        }
        bytes.append(mark)
    }
}
