/// One record of what `warn-xls` prints of an old workbook: what it is, a number, and bytes whose count stands before them.
///
/// Nothing in it needs escaping, so nothing that a workbook says can be taken for something else. The one who reads it believes none
/// of the numbers: the program has read a stranger's bytes.
public struct SheetRecord: Sendable, Equatable {
    public enum Kind: UInt8, Sendable {
        /// A sheet begins: its index, its name.
        case sheet = 0x53
        /// A row begins: its number, 1-based.
        case row = 0x52
        // Cells: the 0-based column, and a whole number in digits; the bits of a double, low byte first; a text; a moment as
        // `yyyy-MM-dd`, with whatever follows.
        case integer = 0x49
        case real = 0x44
        case text = 0x54
        case day = 0x59
        /// The workbook cannot be read: why. Nothing follows.
        case failure = 0x46
        /// All of it was said.
        case end = 0x45
    }

    public let kind: Kind
    public let number: UInt32
    public let bytes: ArraySlice<UInt8>

    public init(_ kind: Kind, number: UInt32 = 0, bytes: ArraySlice<UInt8> = []) {
        self.kind = kind
        self.number = number
        self.bytes = bytes
    }

    public func append(to output: inout [UInt8]) {
        output.append(kind.rawValue)
        for value in [number, UInt32(bytes.count)] { withUnsafeBytes(of: value.littleEndian) { output.append(contentsOf: $0) } }
        output.append(contentsOf: bytes)
    }

    /// Takes the first record off the bytes; nil where they do not begin with a whole one.
    public init?(takenFrom rest: inout ArraySlice<UInt8>) {
        guard rest.count >= 9, let kind = Kind(rawValue: rest[rest.startIndex]) else { return nil }
        func number(at offset: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(rest[rest.startIndex + offset + $1]) << UInt32(8 * $1) }
        }
        let count = Int(number(at: 5))
        guard rest.count - 9 >= count else { return nil }
        let start = rest.startIndex + 9
        self.init(kind, number: number(at: 1), bytes: rest[start..<start + count])
        rest = rest[(start + count)...]
    }
}
