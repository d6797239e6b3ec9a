public import Register

/// Why a source's pages were not read. Every case stops the source; none loses a row in silence.
public enum ReadingError: RegisterError, Equatable {
    /// No bytes but white space.
    case emptyBody(Place)
    /// The server answered with an error.
    case badStatus(Place, status: Int)
    /// Another kind of file than the manifest says.
    case wrongFormat(Place, expected: ReadRule.Format, found: String)
    /// A page that asks whether a browser is there, or refuses one.
    case challenged(Place, marker: String)
    /// The document itself is broken, or beyond a ceiling.
    case unreadable(Place, reason: String)
    /// No row has the header's names. `alike`: what stands there instead, by the name it may mean.
    case headerMissing(Place, missing: [String], alike: [String: String])
    /// A column that is neither mapped nor ignored.
    case unknownColumn(Place, column: String, nearest: String?)
    /// No column of this name, though the manifest maps a field from it.
    case missingColumn(Place, field: FieldRules.Field, columns: [String])
    /// A mapped column that is blank in every row.
    case emptyColumn(Place, column: String, field: FieldRules.Field, rows: Int)
    /// A column without a name has text in it.
    case unnamedColumn(Place, position: Int, value: String)
    /// The header is there and no row, and the page does not say that it is empty.
    case noRows(Place)
    /// The JSON has no array at the manifest's path.
    case arrayMissing(Place, path: String, members: [String])
    /// No page to read rows from.
    case noPages(SourceID)
    /// A letter or a statement out of which no text comes.
    case noText(url: String, reason: String)

    /// Where: the source, the file, and the part of it.
    public struct Place: Sendable, Equatable, CustomStringConvertible {
        public var source: SourceID
        /// The last part of the address the page came from.
        public var file: String
        /// `table 1`, `sheet "2026" row 42`; empty for the whole file.
        public var part: String

        public init(source: SourceID, file: String, part: String = "") {
            self.source = source
            self.file = file
            self.part = part
        }

        public var description: String { [source.rawValue, file, part].filter { !$0.isEmpty }.joined(separator: " ") }
    }

    public var code: String {
        switch self {
        case .emptyBody: "READ-01"
        case .badStatus: "READ-02"
        case .wrongFormat: "READ-03"
        case .challenged: "READ-04"
        case .unreadable: "READ-05"
        case .headerMissing: "READ-06"
        case .unknownColumn: "READ-07"
        case .missingColumn: "READ-08"
        case .emptyColumn: "READ-09"
        case .unnamedColumn: "READ-10"
        case .noRows: "READ-11"
        case .arrayMissing: "READ-12"
        case .noPages: "READ-13"
        case .noText: "READ-14"
        }
    }

    public var message: String {
        switch self {
        case .emptyBody(let place): "\(place): the page is empty."
        case .badStatus(let place, let status): "\(place): the server answered \(status)."
        case .wrongFormat(let place, let expected, let found): "\(place): expected the format \(expected.rawValue), found \(found)."
        case .challenged(let place, let marker): "\(place): a page that checks for a browser, not the notices (it says \"\(marker)\")."
        case .unreadable(let place, let reason): "\(place): \(reason)."
        case .headerMissing(let place, let missing, let alike): Self.headerMessage(place, missing: missing, alike: alike)
        case .unknownColumn(let place, let column, _): "\(place): the column \"\(column)\" is neither mapped nor ignored."
        case .missingColumn(let place, let field, let columns):
            "\(place): no column \(Self.quoted(columns)), from which \(field.rawValue) is mapped."
        case .emptyColumn(let place, let column, let field, let rows):
            "\(place): the column \"\(column)\", mapped to \(field.rawValue), is blank in all \(rows) rows."
        case .unnamedColumn(let place, let position, let value):
            "\(place): column \(position) has no name and holds \"\(value.prefix(60))\"."
        case .noRows(let place): "\(place): the header is there and no row below it."
        case .arrayMissing(let place, let path, let members):
            "\(place): no array at \"\(path)\"; the page has \(members.isEmpty ? "no members" : Self.quoted(members))."
        case .noText(let url, let reason): "\(url): no text can be taken out of the document: \(reason)."
        case .noPages(let source): "\(source): the fetch brought no page to read rows from."
        }
    }

    public var hint: String {
        switch self {
        case .emptyBody, .badStatus: "Open the page in a browser; if it is well, try again later, else change fetch in the manifest."
        case .wrongFormat: "Check the address under fetch; if the source changed its format, change read.format."
        case .challenged: "Save the page with a browser and import it with --from FILE."
        case .unreadable: "Fetch the page again; if it stays so, save it with a browser and import it with --from FILE."
        case .headerMissing: "Compare the page's column names with read.header in the manifest."
        case .unknownColumn(_, let column, let nearest):
            "Map \"\(column)\" under fields, or list it under ignore." + (nearest.map { " The nearest known name is \"\($0)\"." } ?? "")
        case .missingColumn: "Correct the name under fields, or mark the field optional: true if the page can be without it."
        case .emptyColumn: "See whether the values moved to another column; mark the field optional: true if blank is normal."
        case .unnamedColumn: "See what the column holds; map or ignore it under the name (blank)."
        case .noRows: "Open the page. If it says in words that it has no notices, list those words under read.empty."
        case .arrayMissing: "Correct read.array in the manifest."
        case .noText: "Open it. If a person can read it, give it again as a PDF, a picture (PNG, JPEG, TIFF), markup or plain text."
        case .noPages: "Give at least one step under fetch the role rows."
        }
    }

    private static func headerMessage(_ place: Place, missing: [String], alike: [String: String]) -> String {
        let found = alike.keys.sorted().map { "\"\($0)\" may be \"\(alike[$0] ?? "")\"" }
        return "\(place): no header row with \(quoted(missing))."
            + (found.isEmpty ? "" : " Found instead: \(found.joined(separator: "; ")).")
    }

    private static func quoted(_ names: [String]) -> String {
        names.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    }
}
