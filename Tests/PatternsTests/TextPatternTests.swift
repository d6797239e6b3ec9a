import Patterns
import Testing

/// What a manifest's pattern finds in a cell.
@Suite struct TextPatternTests {
    /// Pattern, text, value.
    static let cases: [(String, String, String?)] = [
        // The whole match, a group, the first group that took part.
        (#"\d{5}"#, "Troy 48084 MI", "48084"), (#"(\d{5})(?:-\d{4})?$"#, "Troy 48084-1234", "48084"),
        (#"^(?:x(\d)|y(\w))"#, "yz", "z"), (#"^(\d)?[a-z]+"#, "abc", nil), (#"^(\d*)[a-z]+"#, "abc", ""), ("none", "text", nil), ("a", "", nil),
        ("^$", "", ""),
        // Cases, of letters beyond ASCII, too.
        (#"(?i)\b(amended|revised)\b"#, "REVISED 3/1", "REVISED"), ("(?i)(ñandú)", "El ÑANDÚ", "ÑANDÚ"), (#"^(\w+)\s"#, "Café Paris", "Café"),
        // A full stop ends a word: the file's name says that it is revised.
        (#"(?i)\b(revised)\b"#, "WARN Notice_Final revised.pdf", "revised"), (#"(?i)\b(revised)\b"#, "Service-REVISED.pdf", "REVISED"),
        (#"(?i)\b(revised)\b"#, "unrevised", nil),
        // The end is the end of the text; a line break of any kind is no character of a line.
        ("(b)$", "b\n", nil), ("(?m)(b)$", "b\na", "b"), ("^(.*)", "a\u{2028}b", "a"), ("^(.*)", "a\r\nb", "a"), ("(?s)^(.*)", "a\nb", "a\nb"),
        // Ahead, behind, lazily.
        (#"^([\s\S]+?)(?=\n\d)"#, "Mills\nUnit B\n12 Main", "Mills\nUnit B"), (#"(?<!\d)(\d{2})(?!\d)"#, "123 45", "45"),
    ]

    @Test("the first group that took part, or the whole match", arguments: cases)
    func value(pattern: String, text: String, value: String?) throws {
        #expect(try #require(TextPattern(pattern)).value(in: text) == value)
    }

    @Test("one pattern, text after text")
    func again() throws {
        let pattern = try #require(TextPattern(#"(?:(a)|(b))c"#))
        #expect(["ac", "c", "bc", "", "xxbcac"].map { pattern.value(in: $0) } == ["a", nil, "b", nil, "b"])
    }

    @Test("a long text, and one that makes a pattern go back and forth")
    func long() throws {
        let letters = String(repeating: "ab", count: 1_000_000)
        #expect(try #require(TextPattern("^(?:a|b)*(c?)$")).value(in: letters) == "")
        #expect(try #require(TextPattern("^((?:a|b)*?)c")).value(in: letters + "c") == letters)
        #expect(try #require(TextPattern("^(a+)+$")).value(in: String(repeating: "a", count: 60) + "b") == nil)
    }

    @Test("what is no expression is none", arguments: ["(", "[a", "*", "a)", "[z-a]", "(?<", #"\"#])
    func disorder(pattern: String) { #expect(TextPattern(pattern) == nil) }
}
