import Testing

@testable import Normalizing

@Suite struct PatternWordsTests {
    @Test(
        "a text without any of a pattern's words is passed over",
        arguments: [
            "(?i)(closure)", #"(?i)\b(temporary)\b"#, "(?i)(rescind)", #"(?i)\b(amend(?:ed|s|ment)?|revised|re-notice)\b"#,
        ])
    func words(pattern: String) throws {
        let stems = try #require(PatternWords.stems(of: pattern))
        #expect(!stems.areIn("Layoff of 30 at one site"))
        #expect(["A Closure", "temporary", "Rescinded", "RE-NOTICE", "Amends"].contains { stems.areIn($0) })
    }

    @Test(
        "a pattern that may match without one of a few words is asked of every text",
        arguments: [
            "(closure)?", "(closure)*x", "(closure)|x", "(second) (?:warn|notice)", "(a|layoff)", "(?!closure)x", "(?=closure)", "[c]losure", "closure", "(clo[s]ure)", #"(\w+)"#, "(x?closure)",
            #"(closure\)|x)"#, "",
        ])
    func others(pattern: String) { #expect(PatternWords.stems(of: pattern) == nil) }

    @Test("a letter that may be missing is no part of the word")
    func optional() throws { #expect(try #require(PatternWords.stems(of: "(supp?lement|updated?)")).areIn("suplement update")) }
}
