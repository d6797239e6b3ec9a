public import Register

extension Catalog {
    /// Raised with every change of the program that can read the same page differently.
    private static let program = 2

    /// Names the program's reading and the source's manifest, so that a corrected reading can be told from an amended page.
    ///
    /// - Returns: `1-` and the first twelve digits of the manifest's SHA-256.
    public func readingVersion(of source: Source) throws(CatalogError) -> String {
        let path = "\(home.importers)/\(source.state.rawValue.lowercased())/\(source.id).yaml"
        return "\(Self.program)-\(Digest(of: try Self.bytes(at: path)).description.prefix(12))"
    }
}
