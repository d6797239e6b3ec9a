import Attributing
import Foundation
import Register
import Testing

/// The labelled texts of `Texts`: what is reached on each writer's does not fall. No figure here is an aim; see `Benchmarks/attribution-score`.
@Suite struct WritersTests {
    private struct Text: Decodable {
        let id, employer, text, label: String

        var isAttributed: Bool { ["ai_substitution", "ai_restructuring", "ai_market_disruption"].contains(label) }
    }

    /// Of 150 texts each: at most so many attributed wrongly and missed, at least so many labels right.
    struct Reached: Sendable, CustomTestStringConvertible {
        let writer: String
        let wrong, missed, right: Int

        var testDescription: String { writer }
    }

    static let reached = [
        Reached(writer: "a", wrong: 6, missed: 7, right: 125), Reached(writer: "b", wrong: 7, missed: 9, right: 124),
        Reached(writer: "c", wrong: 10, missed: 7, right: 125), Reached(writer: "d", wrong: 4, missed: 6, right: 129),
        Reached(writer: "e", wrong: 6, missed: 14, right: 119), Reached(writer: "f", wrong: 4, missed: 7, right: 122),
    ]

    @Test("what is reached on a writer's texts does not fall", arguments: reached)
    func writer(_ reached: Reached) throws {
        let attributor = Attributor(try Repository.phrasebook.get())
        let file = Repository.root + "/Tests/AttributingTests/Texts/\(reached.writer).jsonl"
        let texts = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Text.self, from: Data($0.utf8))
        }
        #expect(texts.count == 150)
        var wrong: [String] = [], missed: [String] = []
        var right = 0
        for text in texts {
            let found = attributor.attribution(of: text.text, employer: text.employer, tier: .thirdParty)
            if found.label.rawValue == text.label { right += 1 }
            if found.isAttributed, !text.isAttributed { wrong.append(text.id) }
            if !found.isAttributed, text.isAttributed { missed.append(text.id) }
        }
        #expect(wrong.count <= reached.wrong, "attributed wrongly: \(wrong)")
        #expect(missed.count <= reached.missed, "missed: \(missed)")
        #expect(right >= reached.right)
    }
}
