/// Ceilings on what one document may make us hold. A document beyond one is refused, never cut.
public struct DocumentLimits: Sendable, Hashable {
    /// Bytes of the document as it came.
    public var bytes: Int
    /// Cells of all its tables or sheets together.
    public var cells: Int
    /// Levels of nesting of markup or JSON.
    public var depth: Int
    /// Files in an archive.
    public var entries: Int
    /// Bytes of one file of an archive, and of all that are read, after unpacking.
    public var entryBytes: Int
    public var unpackedBytes: Int

    public init(
        bytes: Int = 64 << 20, cells: Int = 4_000_000, depth: Int = 10_000, entries: Int = 2_000, entryBytes: Int = 128 << 20,
        unpackedBytes: Int = 256 << 20
    ) {
        self.bytes = bytes
        self.cells = cells
        self.depth = depth
        self.entries = entries
        self.entryBytes = entryBytes
        self.unpackedBytes = unpackedBytes
    }

    public static let standard = DocumentLimits()

    func check(bytes count: Int) throws(DocumentError) {
        guard count <= bytes else { throw .tooLarge(what: "the document", limit: "\(bytes) bytes") }
    }
}
