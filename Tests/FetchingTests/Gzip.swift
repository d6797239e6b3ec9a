/// Just enough gzip to serve: stored blocks that are honest, and a bomb that is not.
enum Gzip {
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

    /// At most 65,535 bytes, uncompressed inside a valid gzip member.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let length = UInt16(bytes.count)
        let trailer = littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
        return header + [1] + littleEndian(length) + littleEndian(~length) + bytes + trailer
    }

    /// About 160 times smaller than the zeros it unpacks to; ends without a trailer.
    static func bomb(zeros: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.add(0b1, count: 1)
        bits.add(0b01, count: 2)
        bits.addCode(0b0011_0000, count: 8)
        // Length 258 at distance 1, again and again, in the fixed code.
        for _ in 0..<zeros / 258 {
            bits.addCode(0b1100_0101, count: 8)
            bits.addCode(0, count: 5)
        }
        bits.addCode(0, count: 7)
        return header + bits.bytes
    }

    private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    private struct BitWriter {
        var bytes: [UInt8] = []
        private var used = 8

        /// Lowest bit first.
        mutating func add(_ bits: Int, count: Int) {
            for index in 0..<count {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                bytes[bytes.count - 1] |= UInt8(bits >> index & 1) << UInt8(used)
                used += 1
            }
        }

        /// A Huffman code: highest bit first.
        mutating func addCode(_ code: Int, count: Int) {
            for index in (0..<count).reversed() { add(code >> index, count: 1) }
        }
    }
}
