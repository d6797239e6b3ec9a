import Foundation
public import Register

extension Catalog {
    /// The counties, ZIP codes and places of one jurisdiction, from the rosters of `Schema/reference`; only its own lines are read.
    ///
    /// - Throws: for a roster that is not there, or a line of it that is not in order.
    public func places(of state: StateCode) throws(CatalogError) -> PlaceRoster {
        try shelf.roster(of: state) { () throws(CatalogError) in try readPlaces(of: state) }
    }

    private func readPlaces(of state: StateCode) throws(CatalogError) -> PlaceRoster {
        guard let fips = jurisdictions.first(where: { $0.code == state })?.fips else {
            throw .unknownState(place: "Schema/reference", code: state.rawValue, nearest: nil)
        }
        var counties: [(fips: String, name: String)] = []
        for line in try lines(of: state, in: "counties.csv", values: 3) { counties.append((String(line[1]), String(line[2]))) }
        var roster = PlaceRoster(state: state, counties: counties)
        for line in try lines(of: state, in: "zip-codes.csv", values: 3) {
            guard let zip = UInt32(line[1]) else { throw .badRoster(place: "zip-codes.csv", reason: "\"\(line[1])\" is no ZIP code") }
            roster.add(zip: zip, county: fips + line[2])
        }
        for line in try lines(of: state, in: "places.csv", values: 7) {
            roster.add(
                place: line[1],
                PlaceRoster.Place(
                    county: line[2].isEmpty ? nil : fips + line[2], share: Int(line[3]) ?? 0, fips: line[4].isEmpty ? nil : fips + line[4],
                    sources: line[5].count, isIndependent: line[5].contains("i"), others: line[6].split(separator: " ").map { fips + $0 }))
        }
        return roster
    }

    /// Names the vintage of the rosters, and of the rules by which they are read.
    public func placesVintage() throws(CatalogError) -> Digest {
        try shelf.vintage("places") { () throws(CatalogError) in try digestOfPlaces() }
    }

    private func digestOfPlaces() throws(CatalogError) -> Digest {
        var bytes = Array("\(Placement.rules)".utf8)
        for file in ["counties.csv", "zip-codes.csv", "places.csv"] { bytes += try Self.bytes(at: home.path + "/Schema/reference/" + file) }
        return Digest(of: bytes)
    }

    /// The lines of a state in a file that is sorted by its first column, the state's code.
    private func lines(of state: StateCode, in file: String, values: Int) throws(CatalogError) -> [[Substring]] {
        let path = "Schema/reference/" + file
        guard let data = FileManager.default.contents(atPath: home.path + "/" + path) else {
            throw .unreadable(path: path, reason: "no such file, or it may not be read")
        }
        let block = data.withUnsafeBytes { bytes in
            String(decoding: bytes[Self.start(of: state.rawValue + ",", in: bytes)..<Self.start(of: state.rawValue + "-", in: bytes)], as: UTF8.self)
        }
        var lines: [[Substring]] = []
        for line in Substring(block).utf8.split(separator: 0x0A).map(Substring.init) {
            let cells = line.utf8.split(separator: 0x2C, omittingEmptySubsequences: false).map(Substring.init)
            guard cells.count == values else { throw .badRoster(place: path, reason: "\"\(line)\" has not \(values) values") }
            lines.append(cells)
        }
        return lines
    }

    /// Where the lines begin that are not before a key, by bisection. The header is lower case and stands first.
    private static func start(of key: String, in bytes: UnsafeRawBufferPointer) -> Int {
        func lineStart(_ position: Int) -> Int {
            var position = position
            while position > 0, bytes[position - 1] != 0x0A { position -= 1 }
            return position
        }
        func next(_ position: Int) -> Int {
            var position = position
            while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            return min(position + 1, bytes.count)
        }
        var (low, high) = (next(0), bytes.count)
        while low < high {
            let line = max(lineStart((low + high) / 2), low)
            if bytes[line...].prefix(key.utf8.count).lexicographicallyPrecedes(key.utf8) { low = next(line) } else { high = line }
        }
        return low
    }
}
