import Foundation
import Testing

@testable import Patterns

/// A pattern finds byte by byte what `Regex` finds.
@Suite struct TextPatternTests {
    private static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What the manifests' patterns are made of, each with forms that lead back and forth.
    static let patterns = [
        #"(?i)\b(amend(?:ed|s|ment)?|revised|re-notice)\b"#, #"(\d{5})(?:-\d{4})?$"#,
        #"^([\s\S]+?)\s*(?:(?:Phase \d\s*\(|Exhibit [A-Z](?![a-z]))[\s\S]*)?$"#,
        #"^((?:(?!\d)[^\n]*\n)*?(?!\d)[^\n]*(?:\bInc\.?|\bL\.?P\.?))(?=\n(?!(?i:d/?b/?a)))|^([\s\S]+?)(?=\n(?:\d+[ -]|#)|$)"#,
        #"(?:^|;\s*)([^;]*)$"#, #"^(?:[\d./]+\s+)?(.+?)(?: - .*| \(?\d{3,6} .*)?$"#, #"(?is)^(.*?)(?:\s*\(NEW\))?\s*$"#, #"\B(\w)\b"#,
        #"(a|ab)(c|bcd)*(d*)"#, #"(?:a|b|)*?c"#, #"(?:(a)|b)*"#, #"[^\s,]{2,4}+ "#, #"a{2,}?b|\W+"#, #"^\S.*?\S\s{2,}(\S[^,]*), NY,"#,
        #"(?s)a.b"#,
    ]

    @Test("bytes find what Regex finds, in random texts of the signs that patterns are about", arguments: patterns)
    func agrees(pattern: String) throws {
        let bytes = try #require(BytePattern(pattern))
        let expression = try Regex(pattern)
        var random = Generator(state: UInt64(pattern.utf8.count))
        let pieces = [
            "a", "b", "c", "d", "ab", "bcd", "A", "Z", " ", "  ", "\n", "\n\n", ";", ", ", ".", "'", "-", "_", ":", "(", ")", "/", "#", "1",
            "12345", "-6789",
            "Inc.", "L.P", "dba", "DBA ", "Phase 2 (", "Exhibit A", "(NEW)", "amended", "Revised", "re-notice", "NY,", "\t", "\u{B}",
        ]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let found = Array(text.utf8).withUnsafeBufferPointer { text in
                bytes.firstMatch(in: text).map { String(decoding: text[$0], as: UTF8.self) }
            }
            #expect(found == Self.value(of: expression, in: text), "\(pattern) in \(text.debugDescription)")
        }
    }

    @Test("a text beyond ASCII, or with carriage returns, is searched all the same")
    func foreign() throws {
        let pattern = try #require(TextPattern(#"^(\w+)\s"#))
        #expect(pattern.value(in: "Café Paris") == "Café")
        #expect(pattern.value(in: "Bar\r\nParis") == "Bar")
    }

    @Test("a form that bytes do not know is left to Regex", arguments: [#"(\w)\1"#, #"(?>a)(b)"#, #"[\p{L}]"#, "e\u{301}"])
    func left(pattern: String) throws {
        #expect(BytePattern(pattern) == nil)
        #expect(TextPattern(pattern) != nil)
    }

    @Test("what is no expression is none", arguments: ["(", "[a", "a{2,1}", "*", "a)", "[z-a]", "(?<"])
    func disorder(pattern: String) { #expect(TextPattern(pattern) == nil) }

    @Test("the manifests' patterns are matched byte by byte, nearly all")
    func manifests() throws {
        let folder = Self.home.appendingPathComponent("Importers")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)).compactMap { $0 as? URL }
        let lines = try files.filter { $0.pathExtension == "yaml" }.flatMap {
            try String(contentsOf: $0, encoding: .utf8).split(separator: "\n")
        }
        let patterns = lines.compactMap { line in line.firstMatch(of: #/pattern: '((?:[^']|'')*)'/#).map { $0.1.replacing("''", with: "'") }
        }
        #expect(patterns.count > 100)
        let known = patterns.filter { BytePattern(String($0)) != nil }
        #expect(known.count * 20 >= patterns.count * 19, "\(patterns.filter { BytePattern(String($0)) == nil })")
    }

    private static func value(of expression: Regex<AnyRegexOutput>, in text: String) -> String? {
        guard let match = text.firstMatch(of: expression) else { return nil }
        let groups = match.output.map(\.substring)
        return (groups.count > 1 ? groups.dropFirst().lazy.compactMap { $0 }.first : groups.first ?? nil).map(String.init)
    }

    /// The same texts in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
        }
    }
}
