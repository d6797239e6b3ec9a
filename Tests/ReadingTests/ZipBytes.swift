/// Builds zip archives byte by byte, so that a test can also lie in them.
struct ZipBytes {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// An entry as it is, not compressed.
    mutating func add(_ name: String, _ text: String) {
        let bytes = Array(text.utf8)
        add(name, bytes, method: 0, size: bytes.count, check: Self.check(of: bytes))
    }

    /// An entry that unpacks to this many zero bytes: a thousand times its size in the archive.
    mutating func addBomb(_ name: String, unpacked: Int, claimed: Int) {
        var bits = BitWriter()
        bits.write(0b1, 1)
        bits.write(0b01, 2)
        bits.writeReversed(0b0011_0000, 8)
        // Length 258 at distance 1, in the fixed code.
        for _ in 0..<unpacked / 258 {
            bits.writeReversed(0b1100_0101, 8)
            bits.write(0, 5)
        }
        bits.write(0, 7)
        add(name, bits.finished, method: 8, size: claimed, check: 0)
    }

    private mutating func add(_ name: String, _ bytes: [UInt8], method: Int, size: Int, check: UInt32) {
        let offset = body.count
        let numbers = [(20, 2), (0, 2), (method, 2), (0, 4), (Int(check), 4), (bytes.count, 4), (size, 4), (name.utf8.count, 2), (0, 2)]
        let common = numbers.flatMap { little($0.0, $0.1) }
        body += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + bytes
        directory += [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10) + little(offset, 4)
        directory += Array(name.utf8)
        count += 1
    }

    var bytes: [UInt8] {
        let end = [(0, 4), (count, 2), (count, 2), (directory.count, 4), (body.count, 4), (0, 2)].flatMap { little($0.0, $0.1) }
        return body + directory + [0x50, 0x4B, 5, 6] + end
    }

    private func little(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

    private static func check(of bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = (sum >> 1) ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~sum
    }

    private struct BitWriter {
        private var bytes: [UInt8] = []
        private var pending: UInt32 = 0
        private var used = 0

        mutating func write(_ value: UInt32, _ width: Int) {
            pending |= value << UInt32(used)
            used += width
            while used >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
                used -= 8
            }
        }

        /// Huffman codes are written from their highest bit.
        mutating func writeReversed(_ code: UInt32, _ width: Int) {
            for place in (0..<width).reversed() { write((code >> UInt32(place)) & 1, 1) }
        }

        var finished: [UInt8] { bytes + (used > 0 ? [UInt8(truncatingIfNeeded: pending)] : []) }
    }
}

/// A workbook of one or more sheets, each given as the XML inside `worksheet`.
struct WorkbookBytes {
    var sheets: [(name: String, xml: String)]
    var sharedStrings = ""
    var styles = ""
    var properties = ""
    var hidden: Set<String> = []
    var bomb = false

    var bytes: [UInt8] {
        var zip = ZipBytes()
        let space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"r\""
        let list = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(hidden.contains(sheet.name) ? " state=\"hidden\"" : "") r:id=\"rId\(index + 1)\"/>"
        }
        zip.add("xl/workbook.xml", "<workbook \(space)>\(properties)<sheets>\(list.joined())</sheets></workbook>")
        let relations = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"x/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }
        zip.add(
            "xl/_rels/workbook.xml.rels",
            "<Relationships>\(relations.joined())<Relationship Id=\"s\" Type=\"x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
                + "<Relationship Id=\"t\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>")
        zip.add("xl/sharedStrings.xml", "<sst>\(sharedStrings)</sst>")
        zip.add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")
        for (index, sheet) in sheets.enumerated() {
            if bomb {
                zip.addBomb("xl/worksheets/sheet\(index + 1).xml", unpacked: 140 << 20, claimed: 1000)
            } else {
                zip.add("xl/worksheets/sheet\(index + 1).xml", "<worksheet \(space)>\(sheet.xml)</worksheet>")
            }
        }
        return zip.bytes
    }
}
