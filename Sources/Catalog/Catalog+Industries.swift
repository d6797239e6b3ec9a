public import Register

extension Catalog {
    /// The tables of NAICS, `naics.csv` and `naics-earlier.csv`, and `sector-words.csv`, all of `Schema/reference`.
    ///
    /// - Throws: for a table that is not there, or a line of it that is not in order.
    public func industries() throws(CatalogError) -> IndustryTable {
        try shelf.table("industries") { () throws(CatalogError) in try readIndustries() }
    }

    private func readIndustries() throws(CatalogError) -> IndustryTable {
        var titles: [Int: [String: String]] = [:]
        for file in ["naics.csv", "naics-earlier.csv"] {
            for (line, cells) in try cells(of: file, values: 3) {
                guard let vintage = Int(cells[0]) else {
                    throw .badRoster(place: "Schema/reference/\(file):\(line)", reason: "\"\(cells[0])\" is no year")
                }
                titles[vintage, default: [:]][cells[1]] = cells[2]
            }
        }
        let words = try cells(of: "sector-words.csv", values: 2).map { (words: $0.cells[0], sector: $0.cells[1]) }
        return IndustryTable(titles: titles, words: words)
    }

    /// Names the vintage of the tables, and of the rules by which they are read.
    public func industriesVintage() throws(CatalogError) -> Digest {
        try shelf.vintage("industries") { () throws(CatalogError) in try digestOfIndustries() }
    }

    private func digestOfIndustries() throws(CatalogError) -> Digest {
        var bytes = Array("\(Industry.rules)".utf8)
        for file in ["naics.csv", "naics-earlier.csv", "sector-words.csv"] {
            bytes += try Self.bytes(at: home.path + "/Schema/reference/" + file)
        }
        return Digest(of: bytes)
    }

    private func cells(of file: String, values: Int) throws(CatalogError) -> [(line: Int, cells: [String])] {
        let path = "Schema/reference/" + file
        var rows: [(line: Int, cells: [String])] = []
        let lines = try Self.bytes(at: home.path + "/" + path).split(separator: 0x0A)
        for (index, line) in lines.enumerated().dropFirst() {
            let cells = Self.cells(of: line)
            guard cells.count == values else { throw .badRoster(place: "\(path):\(index + 1)", reason: "\(cells.count) values instead of \(values)") }
            rows.append((index + 1, cells))
        }
        return rows
    }

    /// The values of a line, of which some stand in quotation marks; a mark within is doubled.
    private static func cells(of line: ArraySlice<UInt8>) -> [String] {
        let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var last: UInt8?
        for byte in line {
            switch byte {
            case quote:
                if !isQuoted, last == quote { cell.append(byte) }
                isQuoted.toggle()
            case comma where !isQuoted:
                cells.append(String(decoding: cell, as: UTF8.self))
                cell.removeAll(keepingCapacity: true)
            default: cell.append(byte)
            }
            last = byte
        }
        return cells + [String(decoding: cell, as: UTF8.self)]
    }
}
