import Foundation
import Register
import Testing

@testable import Normalizing

/// What is read at a glance is what a closer look reads: over every cell of every sample in `Importers`.
@Suite struct ShortcutTests {
    static let importers = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Importers")

    /// The cells of all CSV samples, cut at every comma and line end: names, dates, counts, places, and pieces of them.
    static func cells() throws -> Set<String> {
        let files = FileManager.default.enumerator(at: importers, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        var cells: Set<String> = []
        for file in files where file.pathExtension == "csv" {
            let text = try String(contentsOf: file, encoding: .utf8)
            cells.formUnion(text.split { $0 == "," || $0.isNewline || $0 == "\"" }.map { $0.trimmingCharacters(in: .whitespaces) })
        }
        return cells
    }

    @Test("a plain name has nothing in it for a closer look")
    func names() throws {
        let cells = try Self.cells()
        let plain = cells.filter(PlainName.isPlain)
        #expect(plain.count > 1000)
        for name in plain { #expect(EmployerReader.closely(name) == ReadEmployer(name: name)) }
    }

    @Test("a plain date is the one day that people mean by it")
    func dates() throws {
        let today = try #require(CalendarDate("2026-11-23"))
        var count = 0
        for cell in try Self.cells() {
            guard let date = PlainDate.read(cell), WrittenDate.believable(date.year, today: today) else { continue }
            count += 1
            let read = DateReader(today: today).read(cell, anchors: [])
            #expect(read.items.map(\.first) == [date] && read.warnings.isEmpty, "\(cell)")
        }
        #expect(count > 500)
    }

    @Test("no word for nothing is overlooked")
    func blanks() {
        for word in Blank.words {
            for written in [word, word.uppercased(), " \(word) ", word + ".", word + ":"] {
                #expect(Blank.isBlank(written) == Blank.words.contains(written.comparable), "\(written)")
            }
        }
    }

    @Test(
        "a day of no month is not read at a glance",
        arguments: ["13/45/2026", "25/12/2026", "2026-02-30", "7/31/26", "7/31/2026-8/2/2026", "1/2/3"])
    func notPlain(text: String) { #expect(PlainDate.read(text) == nil) }

    // MARK: bytes and characters

    @Test("white space is folded at a glance as it is letter by letter")
    func folding() {
        for text in Self.texts() {
            let slowly = text.split { $0.isWhitespace || "\u{200B}\u{2060}\u{FEFF}".contains($0) }.joined(separator: " ")
            #expect(text.folded == slowly, "\(text.debugDescription)")
        }
    }

    @Test("the words of an address are the same whether a foreign letter stands behind them or not")
    func addressWords() {
        for text in Self.texts() where text.utf8.allSatisfy({ $0 < 0x80 }) {
            let (plain, foreign) = (AddressWords(text), AddressWords(text + ", é"))
            #expect(foreign.count == plain.count + 1)
            for word in 0..<plain.count {
                #expect(plain.bytes(of: word) == foreign.bytes(of: word), "\(text.debugDescription)")
                #expect(plain.key(of: word..<word + 1) == foreign.key(of: word..<word + 1), "\(text.debugDescription)")
                #expect(plain[word].isAfterComma == foreign[word].isAfterComma && plain[word].endsPart == foreign[word].endsPart)
            }
        }
    }

    @Test("a jurisdiction is known by its words as by its text")
    func jurisdictions() {
        let state = StateNames(own: Roster.some[0].code, roster: Roster.some)
        let names = Roster.some.flatMap {
            [$0.name, $0.name.uppercased(), $0.code.rawValue, $0.code.rawValue.lowercased(), $0.name + " Falls"]
        }
        for name in names + Self.texts().map(\.folded) where !name.isEmpty {
            let words = name.split(separator: " ").map { Array($0.utf8)[...] }
            #expect(state.code(of: words) == state.code(of: name), "\(name)")
            if name.utf8.count == 2 { #expect(state.code(of: words, inAnyCase: true) == state.code(of: name.uppercased()), "\(name)") }
        }
    }

    @Test("few are what an array of them is")
    func few() {
        var (few, array) = (Few<Int>(), [Int]())
        for number in 1...4 {
            few.append(number)
            array.append(number)
            #expect(Array(few) == array && few.count == number && few.first == array.first && few.last == number)
            few[number - 1] = -number
            array[number - 1] = -number
        }
        few += [7]
        few.removeFirst()
        #expect(Array(few) == Array(array.dropFirst()) + [7])
        #expect(few == Few(Array(few)) && few != [])
    }

    /// Texts of what cells are made of, the same in every run.
    static func texts() -> [String] {
        let pieces = [
            "a", "Ohio", "Falls", " ", " ", "  ", "\t", "\n", "\u{B}", ",", ";", "(", ")", ".", "St.", "Saint", "O'Fallon", "&", "12345",
            "12345-6789", "é",
            "\u{A0}", "\u{200B}", "\u{7F}", "-", "abcdefgh", "New", "York", "NY", "ny",
        ]
        var state: UInt64 = 1
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        return (0..<3000).map { _ in (0..<random(9)).map { _ in pieces[random(pieces.count)] }.joined() }
    }
}
