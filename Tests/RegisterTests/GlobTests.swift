import Register
import Testing

@Suite struct GlobTests {
    @Test(
        "a glob matches the whole text",
        arguments: [
            ("warn-act-listings-*.xlsx", "warn-act-listings-2026-twc.xlsx", true),
            ("warn-act-listings-*.xlsx", "old-warn-act-listings-2026.xlsx", false),
            ("/search/warn_lookups/[0-9]*", "/search/warn_lookups/2109", true),
            ("/search/warn_lookups/[0-9]*", "/search/warn_lookups/new", false),
            ("*", "", true), ("", "", true), ("", "a", false), ("?", "é", true), ("?", "", false),
            ("[!0-9]?", "a1", true), ("[!0-9]?", "11", false), ("[a", "[a", true), ("[]]", "]", true), ("[a-]", "-", true),
            ("a*b*c", "aXbXbXc", true), ("a*b*c", "aXcXb", false), ("**a**", "bab", true), ("[z-a]", "-", true),
        ])
    func matching(pattern: String, text: String, expected: Bool) {
        #expect(Glob(pattern).matches(text) == expected)
    }

    @Test("case counts unless it is said not to")
    func ignoringCase() {
        #expect(!Glob("SUPP*").matches("Supplemental notices"))
        #expect(Glob("SUPP*").matches("Supplemental notices", ignoringCase: true))
    }

    @Test("many runs over a long text end in time")
    func hostilePattern() {
        let pattern = String(repeating: "a*", count: 40) + "b"
        #expect(!Glob(pattern).matches(String(repeating: "a", count: 5_000)))
    }
}
