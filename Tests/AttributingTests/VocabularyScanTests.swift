import Attributing
import Foundation
import Register
import Testing

/// The scan of bytes only ever saves work: what it passes over, the engine finds nothing in.
@Suite struct VocabularyScanTests {
    private let attributor: Attributor

    init() throws {
        attributor = Attributor(try Repository.phrasebook.get())
    }

    /// With and without the scan: an examination always reads the whole text.
    private func agree(_ text: String) -> Bool {
        attributor.attribution(of: text, employer: "", tier: .thirdParty)
            == attributor.examination(of: text, employer: "", tier: .thirdParty).attribution
    }

    @Test(
        "vocabulary is found through noise, breaks, points and marks",
        arguments: [
            "A.I. does the filing; clerks leave.", "AI's doing the filing; clerks leave.", "artifcial inteIligence replaced data entry",
            "artificia1 inte11igence replaces the clerks", "Work done by artificial intel-\n    ligence; clerks leave",
            "AI-\ndriven filing replaces clerks", "IA asumió la facturación médica", "automatizaciÃ³n del empaque; se despide a 5",
            "Al-driven filing replaces clerks", "ARTI\u{AD}FICIAL INTELLIGENCE replaces clerks",
            "Clerks were replaced by arti\u{FB01}cial intelligence",
            "máquinas plegadoras doblan las sábanas; cesan 9", "“chatbots” replace agents — 9 leave", "L.L.M. rollout",
            "the self\u{2011}checkout lanes replace cashiers",
            "Was this due to technological change? Yes", "We rebuild the company around agents and 9 leave.", "ＡＩ replaced clerks",
        ])
    func noise(text: String) {
        #expect(agree(text))
        #expect(attributor.attribution(of: text, employer: "", tier: .thirdParty).label != .none)
    }

    @Test(
        "a phrase of several words is found through noise, breaks and marks",
        arguments: [
            "Layoff due to sorting line", "Layoff due to s0rting 1ine", "Layoffs due to the sor\u{AD}ting line’s start",
            "Layoffs due to a sor-\nting line", "Packers are replaced by the “sorting” line", "Layoffs due to machine learnings",
            "Sorting line will replace the packers, who can't stay", "Layoffs due to storage cranes", "Layoffs due to self-serve tills",
        ])
    func phrases(text: String) {
        #expect(agree(text))
        #expect(attributor.attribution(of: text, employer: "", tier: .thirdParty).label != .none)
    }

    @Test(
        "one word of a phrase is none of it",
        arguments: [
            "A decision of the parent company to leave this line of business",
            "The sorting of the mail ends. This line of business is sold.",
            "Storage of the files", "One of the remote sites",
        ])
    func halfPhrases(text: String) {
        #expect(agree(text))
        #expect(attributor.attribution(of: text, employer: "", tier: .thirdParty).label == .none)
    }

    @Test("a text read at a first look is read again where its employer's name is in it")
    func employer() {
        let text = "Synapse AI plans to close its Dayton office; AI does the work of 9 clerks"
        for employer in ["", "Synapse", "Synapse AI", "Acme", "AI Works"] {
            #expect(
                attributor.attribution(of: text, employer: employer, tier: .thirdParty)
                    == attributor.examination(of: text, employer: employer, tier: .thirdParty).attribution)
        }
    }

    @Test("texts of letters, words and noise thrown together are read alike with and without the scan")
    func thrownTogether() {
        var random = SplitMix(state: 20_261_126)
        let parts = [
            "AI", "A.I.", "Al", "IA", "ML", "la", "mi", "al", "artificial", "intelligence", "artiflcial", "intel-\nligence", "virtual",
            "agents",
            "assistant", "language", "model", "automat", "ion", "robot", "self", "checkout", "technology", "technological change", "?",
            "Yes",
            "[x]", "No", ".", ",", "-", "’", "'s", "é", "Ã³", "â€™", "\u{AD}", "\u{200B}", "1", "0", "5", "\n", "\n\n", " ", " ", " ",
            "replaced by",
            "clerks", "the", "due to", "gpus", "pay", "around", "remote", "operated", "\u{FB01}", "ｍ", "x", "sorting", "line", "storage",
            "crane", "one", "machine", "learnings", "can't", "not",
        ]
        for _ in 0..<900 {
            let text = (0..<Int.random(in: 1...30, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            #expect(agree(text), "\(text.debugDescription)")
        }
    }

    @Test("a text of a million bytes is read piece by piece, and its quote is where it says")
    func longText() throws {
        let padding = String(repeating: "The parties met and spoke at length. ", count: 4_000)
        let text = padding + "\nThe clerks were replaced by artificial intelligence.\n" + padding
        let quote = try #require(attributor.attribution(of: text, employer: "", tier: .thirdParty).evidence)
        #expect(quote.text.contains("replaced by artificial intelligence"))
        #expect(String(decoding: Array(text.utf8)[quote.start..<quote.end], as: UTF8.self) == quote.text)
        #expect(attributor.attribution(of: padding, employer: "", tier: .thirdParty).label == .none)
    }
}

/// Numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
