public import Register

extension Catalog {
    /// The roster `Schema/reference/jurisdictions.csv`: states, the federal district and territories.
    public static func jurisdictions(_ home: Home) throws(CatalogError) -> [Jurisdiction] {
        let path = "Schema/reference/jurisdictions.csv"
        let lines = try text(at: home.path + "/" + path).split(separator: "\n").enumerated()
        var roster: [Jurisdiction] = []
        for (index, line) in lines where index > 0 && !line.hasPrefix("#") {
            roster.append(try jurisdiction(line, place: "\(path):\(index + 1)"))
        }
        return roster.sorted { $0.code < $1.code }
    }

    private static func jurisdiction(_ line: Substring, place: String) throws(CatalogError) -> Jurisdiction {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 4 else { throw .badRoster(place: place, reason: "\(cells.count) values instead of 4") }
        guard let code = StateCode(rawValue: cells[0]) else { throw .badRoster(place: place, reason: "\"\(cells[0])\" is no code") }
        guard let kind = Jurisdiction.Kind(rawValue: cells[3]) else { throw .badRoster(place: place, reason: "\"\(cells[3])\" is no kind") }
        return Jurisdiction(code: code, name: cells[1], fips: cells[2], kind: kind)
    }
}
