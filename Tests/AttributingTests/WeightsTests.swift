import Foundation
import Register
import Testing

@testable import Attributing

/// What the words of a text weigh beside the rules.
@Suite struct WeightsTests {
    private static let columns = "trait,ai_substitution,ai_restructuring,ai_market_disruption,automation_non_ai,ai_denied,none\n"

    private func weights(_ lines: String) throws -> Weights {
        try Weights(bytes: Array((Self.columns + lines).utf8), path: "weights.csv")
    }

    @Test("shares add up to one, and the greatest is what the traits go with")
    func shares() throws {
        let weights = try weights("bias,0,0,0,0,0,500\nw:bank,900,0,0,0,0,0\nw:own,0,0,2000,0,0,0\n")
        let leaning = weights.leaning(of: ["w:bank", "w:own", "w:unheard"])
        #expect(abs(leaning.shares.reduce(0, +) - 1) < 1e-9)
        #expect(leaning.best(among: Weights.labels) == .marketDisruption)
        #expect(leaning.attributed > leaning.share(of: .marketDisruption))
    }

    @Test("a text of no known trait leans to what most texts say")
    func unknown() throws {
        let leaning = try weights("bias,0,0,0,0,0,500\nw:bank,900,0,0,0,0,0\n").leaning(of: ["w:unheard"])
        #expect(leaning.best(among: Weights.labels) == .none)
        #expect(leaning.description.hasPrefix("none 25 %"))
    }

    @Test("the order of the traits changes nothing")
    func order() throws {
        let weights = try Weights(
            bytes: readFile(Repository.root + "/Importers/answers/weights.csv"), path: "weights.csv")
        let traits = ["w:<ai>", "w:read", "l:by", "b:people", "a:cut", "k:ai_does_work", "ol:ai_substitution", "f:no_machine"]
        #expect(weights.leaning(of: traits).shares == weights.leaning(of: traits.reversed()).shares)
    }

    @Test("a label that counts more has a greater share, the others keep their order")
    func counting() throws {
        let leaning = try weights("bias,100,200,300,0,0,400\n").leaning(of: [String]())
        let counted = leaning.counting(.substitution, times: 7)
        #expect(counted.best(among: Weights.labels) == .substitution)
        #expect(counted.share(of: .marketDisruption) > counted.share(of: .restructuring))
        #expect(abs(counted.shares.reduce(0, +) - 1) < 1e-9)
    }

    @Test("a line that is no row of weights is named", arguments: ["bias,1,2\n", "bias,1,2,3,4,5,x\n", ""])
    func wrong(_ lines: String) {
        #expect(throws: AttributingError.self) { try weights(lines) }
    }

    @Test("words of one root are one trait", arguments: [["answers", "answered", "answering"], ["clerk", "clerks"]])
    func stems(_ words: [String]) {
        #expect(Set(words.map(Traits.stem)).count == 1)
    }

    @Test("traits tell words, neighbors, classes and what the rules found")
    func traits() throws {
        let text = "Nine clerks leave. An AI model reads the invoices."
        let examination = Attributor(try Repository.phrasebook.get()).examination(of: text, employer: "", tier: .thirdParty)
        let traits = Set(examination.traits)
        #expect(traits.isSuperset(of: ["w:clerk", "w:<ai>", "w:read", "l:an", "k:ai_does_work", "f:field", "f:no_machine"]))
        #expect(examination.traits == examination.traits.sorted())
        #expect(examination.leaning != nil)
    }

    @Test("without a machine or AI named, words decide nothing")
    func silent() throws {
        let attributor = Attributor(try Repository.phrasebook.get())
        let text = "The work of the desk is done by others now, and the savings go into research."
        #expect(attributor.attribution(of: text, employer: "", tier: .thirdParty).label == .none)
    }

    /// Our own texts that taught the weights beside the writers': at most so many are read otherwise.
    @Test("what was learned from our own texts is kept")
    func own() throws {
        struct Text: Decodable { let id, text, label: String }
        let attributor = Attributor(try Repository.phrasebook.get())
        let file = Repository.root + "/Tests/AttributingTests/Texts/own/own.jsonl"
        let texts = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Text.self, from: Data($0.utf8))
        }
        #expect(texts.count == 299)
        let wrong = texts.filter { attributor.attribution(of: $0.text, employer: "", tier: .thirdParty).label.rawValue != $0.label }
        #expect(wrong.count <= 11, "\(wrong.map(\.id))")
    }
}
