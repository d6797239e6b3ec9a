internal import Documents
internal import Register

/// One snapshot being read, and what its first bytes say it is.
struct Page {
    enum Kind: String {
        case empty = "nothing"
        case html = "an HTML page"
        case json = "JSON"
        case archive = "a zip archive"
        case oldWorkbook = "an old workbook (XLS)"
        case pdf = "a PDF"
        case text = "plain text"
    }

    let contents: Contents
    let source: Source
    var snapshot: Snapshot { contents.snapshot }
    var kind: Kind { contents.kind }

    /// What is the same whatever source a page is read for, worked out once.
    final class Contents {
        let snapshot: Snapshot
        let kind: Kind
        private let keepsGrid: Bool
        private var grid: Grid?

        /// - Parameter keepsGrid: the page is read for several sources. Of many pages of one source, each is let go once it is read.
        init(_ snapshot: Snapshot, keepsGrid: Bool = true) {
            self.snapshot = snapshot
            self.keepsGrid = keepsGrid
            kind = Page.kind(of: snapshot.bytes)
        }

        /// The lines and cells of a CSV file.
        func grid(declared: String?) throws(DocumentError) -> Grid {
            if let grid { return grid }
            let grid = try CSVDocument(snapshot.bytes, declared: declared).grid
            if keepsGrid { self.grid = grid }
            return grid
        }
    }

    init(_ snapshot: Snapshot, source: Source) { self.init(Contents(snapshot, keepsGrid: false), source: source) }

    init(_ contents: Contents, source: Source) {
        self.contents = contents
        self.source = source
    }

    private static func kind(of bytes: [UInt8]) -> Kind {
        if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) || bytes.starts(with: Array("PK\u{5}\u{6}".utf8)) { return .archive }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .oldWorkbook }
        if bytes.starts(with: Array("%PDF".utf8)) { return .pdf }
        let head = TextEncoding.utf8(Array(bytes.prefix(4096))).drop { $0 <= 0x20 }
        switch head.first {
        case nil: return bytes.allSatisfy { $0 <= 0x20 } ? .empty : .text
        case UInt8(ascii: "<"): return .html
        case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
        default: return .text
        }
    }

    /// The charset the server declared.
    var charset: String? {
        guard let type = snapshot.header("content-type")?.lowercased(), let range = type.firstRange(of: "charset=") else { return nil }
        return String(type[range.upperBound...].prefix { $0 != ";" }).filter { $0 != "\"" && $0 != " " }
    }

    func place(_ part: String = "") -> ReadingError.Place {
        let path = snapshot.url.split(separator: "?").first ?? ""
        return ReadingError.Place(source: source.id, file: String(path.split(separator: "/").last ?? path[...]), part: part)
    }

    /// The whole page is what it should be, before a word of it is read.
    func check() throws(ReadingError) {
        guard snapshot.status == 0 || (200...299).contains(snapshot.status) else { throw .badStatus(place(), status: snapshot.status) }
        guard kind != .empty else { throw .emptyBody(place()) }
        guard kind != expected else { return }
        if expected == .archive, kind == .oldWorkbook { return }
        if kind == .html, let marker = Challenge.marker(in: snapshot.bytes) { throw .challenged(place(), marker: marker) }
        guard expected == .text || source.read.format == .csv && kind == .text else {
            throw .wrongFormat(place(), expected: source.read.format, found: kind.rawValue)
        }
        guard kind == .json || kind == .text else { throw .wrongFormat(place(), expected: source.read.format, found: kind.rawValue) }
    }

    /// A CSV may begin with any character but those of a page or a binary file.
    private var expected: Kind {
        switch source.read.format {
        case .table, .joblink, .links: .html
        case .labels: source.read.block == nil ? .text : .html
        case .workbook: .archive
        case .csv: .text
        case .json: .json
        case .pdf: .pdf
        }
    }
}
