public import Register

extension Catalog {
    /// Raised with every change of the program that can read the same page differently.
    private static let program = 7

    /// Names the program's reading, the source's manifest and the rosters it is read with, so that a corrected reading can be told from
    /// an amended page, and a new roster reaches a page that stays as it is.
    ///
    /// - Returns: the program's number, then the first twelve digits of the manifest's SHA-256 and the first eight of the rosters'.
    public func readingVersion(of source: Source) throws(CatalogError) -> String {
        let path = "\(home.importers)/\(source.state.rawValue.lowercased())/\(source.id).yaml"
        var rosters = try placesVintage().description
        if source.fields.haveIndustry { rosters += try industriesVintage().description }
        let (manifest, roster) = (Digest(of: try Self.bytes(at: path)), Digest(of: Array(rosters.utf8)))
        return "\(Self.program)-\(manifest.description.prefix(12))-\(roster.description.prefix(8))"
    }
}
