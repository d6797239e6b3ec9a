/// A workbook, XLSX or old (XLS), told apart by its first bytes: its sheets as grids, with dates as days.
///
/// Cells hold what a person sees: shared, inline and rich text, the stored results of formulas, dates by the cell's format in
/// either date system. Rows and columns that are hidden are read like any other; sheets that are hidden are only named.
public struct Workbook: Sendable {
    /// Visible sheets in the workbook's order. A sheet's name is verbatim: a trailing space belongs to it.
    public let sheets: [Grid]
    public let hiddenSheets: [String]

    /// - Parameter wanted: reads only the sheets whose name this accepts; the others are left without rows.
    public init(_ bytes: [UInt8], wanted: (String) -> Bool = { _ in true }, limits: DocumentLimits = .standard) throws(DocumentError) {
        guard !bytes.starts(with: Self.oldFormat) else {
            sheets = try OldWorkbook(bytes, wanted: wanted, limits: limits).sheets
            hiddenSheets = []
            return
        }
        let archive = try Archive(bytes, limits: limits)
        let root = try Relations(of: "", in: archive).target(ofType: "officeDocument") ?? "xl/workbook.xml"
        let relations = try Relations(of: root, in: archive)
        let index = try WorkbookIndex(try Self.part(root, in: archive))
        let strings = try relations.target(ofType: "sharedStrings").flatMap { path throws(DocumentError) in
            try archive.read(path).map { bytes throws(DocumentError) in try SharedStrings(XMLPart(bytes, name: path), limits: limits).texts
            }
        }
        let styles = try relations.target(ofType: "styles").flatMap { path throws(DocumentError) in
            try archive.read(path).map { bytes throws(DocumentError) in try WorkbookStyles(XMLPart(bytes, name: path)) }
        }
        // Each could be the same part, read again.
        guard index.sheets.count <= limits.entries else { throw .tooLarge(what: root, limit: "\(limits.entries) sheets") }
        let values = CellValues(strings: strings ?? [], styles: styles ?? WorkbookStyles(), startsIn1904: index.startsIn1904)
        var sheets: [Grid] = []
        var cells = 0
        for sheet in index.sheets where !sheet.isHidden {
            guard wanted(sheet.name), let path = relations.target(sheet.relation), relations.type(sheet.relation) == "worksheet" else {
                sheets.append(Grid(name: sheet.name, rows: []))
                continue
            }
            let links = try Relations(of: path, in: archive)
            let reading = SheetReading(try Self.part(path, in: archive), values: values, links: links, limits: limits, cellsSoFar: cells)
            let rows = try reading.rows()
            cells += rows.reduce(0) { $0 + $1.cells.count }
            sheets.append(Grid(name: sheet.name, rows: rows))
        }
        self.sheets = sheets
        hiddenSheets = index.sheets.filter(\.isHidden).map(\.name)
    }

    /// - Parameter records: what `warn-xls` printed of an old workbook.
    package init(records: [UInt8], limits: DocumentLimits = .standard) throws(DocumentError) {
        sheets = try OldWorkbook(records: records, wanted: { _ in true }, limits: limits).sheets
        hiddenSheets = []
    }

    /// An OLE compound file.
    private static let oldFormat: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    private static func part(_ path: String, in archive: Archive) throws(DocumentError) -> XMLPart {
        guard let bytes = try archive.read(path) else { throw .missingPart(path) }
        return try XMLPart(bytes, name: path)
    }
}

/// Which parts one part of the archive speaks of.
struct Relations {
    private var targets: [String: (path: String, type: String)] = [:]

    /// - Parameter part: a part's path; empty for the whole archive.
    init(of part: String, in archive: Archive) throws(DocumentError) {
        let folder = part.split(separator: "/").dropLast().joined(separator: "/")
        let file = part.split(separator: "/").last.map(String.init) ?? ""
        let path = (folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels"
        guard let bytes = try archive.read(path) else { return }
        let xml = try XMLPart(bytes, name: path)
        while let node = try xml.next() {
            guard case .open("Relationship", _) = node else { continue }
            let attributes = xml.attributes
            guard let id = attributes["Id"], let target = attributes["Target"] else { continue }
            let isExternal = attributes["TargetMode"] == "External"
            let type = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
            targets[id] = (isExternal ? target : Self.resolve(target, in: folder), type)
        }
    }

    func target(_ id: String) -> String? { targets[id]?.path }
    func type(_ id: String) -> String? { targets[id]?.type }
    func target(ofType type: String) -> String? { targets.values.first { $0.type == type }?.path }

    private static func resolve(_ target: String, in folder: String) -> String {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}

/// The workbook's own part: its sheets and its date system.
struct WorkbookIndex {
    var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    var startsIn1904 = false

    init(_ xml: XMLPart) throws(DocumentError) {
        while let node = try xml.next() {
            switch node {
            case .open("workbookPr", _):
                startsIn1904 = ["1", "true"].contains(xml.attributes["date1904"])
            case .open("sheet", _):
                let attributes = xml.attributes
                guard let name = attributes["name"], let relation = attributes["id"] else { continue }
                sheets.append((name, relation, attributes["state"].map { $0 != "visible" } ?? false))
            default: continue
            }
        }
    }
}
