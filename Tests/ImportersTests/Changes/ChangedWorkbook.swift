import Foundation

@testable import Documents

/// The sheets of a workbook, their cells with style and all; written back as an archive without compression.
struct ChangedWorkbook {
    let tables: [ChangedTable]
    private let parts: [(name: String, bytes: [UInt8])]
    private let sheets: [Int]

    init(_ bytes: [UInt8]) throws {
        let archive = try Archive(bytes, limits: DocumentLimits())
        parts = try Self.names(in: bytes).map { ($0, try archive.read($0) ?? []) }
        sheets = parts.indices.filter { [parts] in parts[$0].name.contains("worksheets/sheet") && parts[$0].name.hasSuffix(".xml") }
        let shared = Self.sharedStrings(parts.first { $0.name.hasSuffix("sharedStrings.xml") }.map(\.bytes) ?? [])
        tables = sheets.map { [parts] in Self.table(String(decoding: parts[$0].bytes, as: UTF8.self), shared) }
    }

    func bytes(_ tables: [ChangedTable]) -> [UInt8] {
        var parts = parts
        for (place, sheet) in sheets.enumerated() {
            let markup = String(decoding: parts[sheet].bytes, as: UTF8.self)
            guard let data = markup.firstMatch(of: #/(?s)<sheetData>.*</sheetData>/#) else { continue }
            let rows = tables[place].rows.enumerated().map { Self.written($1, number: $0 + 1) }
            parts[sheet].bytes = Array(
                (markup[..<data.range.lowerBound] + "<sheetData>" + rows.joined() + "</sheetData>" + markup[data.range.upperBound...]).utf8)
        }
        return Zip.archive(parts)
    }

    // MARK: Sheets

    private static func table(_ markup: String, _ shared: [String]) -> ChangedTable {
        var rows: [ChangedTable.Row] = []
        for row in markup.matches(of: #/(?s)<row\b[^>]*\br="(\d+)"[^>]*?(?:/>|>(.*?)</row>)/#) {
            // Rows that are left out are blank ones.
            while rows.count + 1 < Int(row.output.1) ?? 0 { rows.append(.init(opening: "", cells: [], closing: "")) }
            var cells: [String] = []
            for cell in (row.output.2 ?? "").matches(of: #/(?s)<c r="([A-Z]+)\d+"(?:[^>]*?/>|.*?</c>)/#) {
                let place = cell.output.1.utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
                while cells.count < place { cells.append("") }
                cells.append(String(cell.output.0))
            }
            rows.append(.init(opening: "", cells: cells, closing: ""))
        }
        let width = rows.map(\.cells.count).max() ?? 0
        for place in rows.indices where rows[place].cells.count > 1 {
            rows[place].cells += Array(repeating: "", count: width - rows[place].cells.count)
        }
        return ChangedTable(
            rows: rows, text: { Self.text($0, shared) },
            renamed: { _, name in "<c r=\"A1\" t=\"inlineStr\"><is><t>\(name)</t></is></c>" })
    }

    private static func written(_ row: ChangedTable.Row, number: Int) -> String {
        let cells = row.cells.enumerated().filter { !$1.isEmpty }.map { place, cell in
            cell.replacing(#/^<c r="[A-Z]+\d+"/#, with: "<c r=\"\(letters(place))\(number)\"")
        }
        return cells.isEmpty ? "" : "<row r=\"\(number)\">\(cells.joined())</row>"
    }

    private static func letters(_ place: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + place % 26)))
        return place < 26 ? letter : letters(place / 26 - 1) + letter
    }

    private static func text(_ cell: String, _ shared: [String]) -> String {
        if cell.contains("t=\"s\""), let index = cell.firstMatch(of: #/<v>(\d+)</v>/#).flatMap({ Int($0.output.1) }), index < shared.count {
            return shared[index]
        }
        return plain(cell)
    }

    private static func sharedStrings(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).matches(of: #/(?s)<si>(.*?)</si>|<si/>/#).map { plain(String($0.output.1 ?? "")) }
    }

    private static func plain(_ markup: String) -> String {
        markup.replacing(#/<[^>]*>/#, with: "").replacingOccurrences(of: "&amp;", with: "&").replacingOccurrences(of: "&#10;", with: " ")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The entries' names, from the archive's directory.
    private static func names(in bytes: [UInt8]) -> [String] {
        var names: [String] = []
        var place = 0
        while let found = bytes[place...].firstRange(of: [0x50, 0x4B, 0x01, 0x02]) {
            let start = found.lowerBound
            guard start + 46 <= bytes.count else { break }
            let length = Int(bytes[start + 28]) | Int(bytes[start + 29]) << 8
            names.append(String(decoding: bytes[(start + 46)..<min(bytes.count, start + 46 + length)], as: UTF8.self))
            place = start + 46 + length
        }
        return names
    }
}

/// Writes an archive whose entries are stored as they are.
enum Zip {
    static func archive(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var (archive, directory) = ([UInt8](), [UInt8]())
        for part in parts {
            let name = Array(part.name.utf8)
            let facts =
                word(20) + word(0) + word(0) + word(0) + word(33) + long(crc(part.bytes)) + long(UInt32(part.bytes.count))
                + long(UInt32(part.bytes.count)) + word(name.count) + word(0)
            directory += [0x50, 0x4B, 1, 2] + word(20) + facts + word(0) + word(0) + word(0) + long(0) + long(UInt32(archive.count)) + name
            archive += [0x50, 0x4B, 3, 4] + facts + name + part.bytes
        }
        return archive + directory + [0x50, 0x4B, 5, 6] + word(0) + word(0) + word(parts.count) + word(parts.count)
            + long(UInt32(directory.count)) + long(UInt32(archive.count)) + word(0)
    }

    private static func word(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
    private static func long(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> ($0 * 8) & 255) } }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
