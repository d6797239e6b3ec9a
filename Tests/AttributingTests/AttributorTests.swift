import Attributing
import Foundation
import Register
import Testing

@Suite struct AttributorTests {
    private let attributor: Attributor

    init() throws {
        attributor = Attributor(try Repository.phrasebook.get())
    }

    private func label(_ text: String, employer: String = "Acme") -> AttributionLabel {
        attributor.attribution(of: text, employer: employer, tier: .thirdParty).label
    }

    @Test(
        "work done by AI",
        arguments: [
            "RIF / AI implementation", "Reason field: AI took over scheduling",
            "Contract review is now performed by an LLM. Forty paralegals will be separated.",
            "Our agents-per-account ratio fell by half with AI; 60 posts go.", "Despido por implementación de inteligencia artificial",
            "The Company has determined that artificial intelligence can perform the duties of the proofing unit.",
        ])
    func substitution(text: String) { #expect(label(text) == .substitution) }

    @Test(
        "means and heads moved toward AI",
        arguments: [
            "We are shrinking support to hire AI researchers.", "Savings from the cut go into AI model training.",
            "Reorg: AI-first company",
            "Nobody's tasks are being automated; the freed budget goes to our AI research group.",
        ])
    func restructuring(text: String) { #expect(label(text) == .restructuring) }

    @Test(
        "customers left for AI that somebody else runs",
        arguments: [
            "Search answers by AI took our readers.",
            "Our largest client is ending its contract because it has replaced our agents with its own AI system.",
            "Enrollment fell because pupils use free AI tutors.",
        ])
    func market(text: String) { #expect(label(text) == .marketDisruption) }

    @Test(
        "machines without an AI claim",
        arguments: [
            "Robotic welders installed, day shift ends.", "Self-checkout lanes will replace cashiers at twelve stores.",
            "The layoff is due to automation.",
        ])
    func automation(text: String) { #expect(label(text) == .automationNonAI) }

    @Test(
        "denials, also behind a concession or a pronoun",
        arguments: [
            "AI had no part in this; the mine is exhausted.", "We use AI elsewhere, but AI did not cost these jobs; the ship was sold.",
            "We use AI throughout the business. It is not the reason for this closure.",
            "The union blamed AI, but management said AI had no bearing on the decision.",
            "El cierre no se debe a la inteligencia artificial sino a la falta de fondos.",
        ])
    func denied(text: String) { #expect(label(text) == .denied) }

    @Test(
        "a double negative affirms",
        arguments: [
            "It would be untrue that AI was not the cause.",
            "We cannot pretend that artificial intelligence played no part in this decision.",
        ])
    func doubleNegation(text: String) { #expect(label(text) == .substitution) }

    @Test(
        "context, traps, theories and possibilities are nothing",
        arguments: [
            "H5N1 (AI) in the barns, 40 laid off.", "Sales fell. Leavers get an AI résumé tool.", "Employees believe AI is the real cause.",
            "AI may someday change our work, but this closing is due to the loss of our lease.",
            "Automatic transmission plant closes after model run ends.",
            "Asked if AI played a role, a spokesman would neither confirm nor deny it.", "", "   ", "'; drop table filing; --",
        ])
    func nothing(text: String) { #expect(label(text) == .none) }

    @Test(
        "Yes, No and blank are three things",
        arguments: [
            (
                "Related to technological innovation or automation? [X] Yes [ ] No. Technology: (x) Robotics ( ) AI",
                AttributionLabel.automationNonAI
            ),
            ("☒ Yes ☐ No - technological innovation or automation. ", .none),
            ("Technological innovation or automation: ☐ Yes ☒ No", .denied),
            ("Technological innovation or automation: [ ] Yes [ ] No", .none),
            (
                "Was the layoff caused by technological innovation or automation? (X) Yes ( ) No. Technology used: large language model.",
                .substitution
            ),
            ("Technology/AI: No. Reason: fire.", .denied),
            ("Technological innovation or automation: not answered. Reason: economic.", .none),
        ])
    func forms(text: String, expected: AttributionLabel) { #expect(label(text) == expected) }

    @Test(
        "the employer's name is never evidence", arguments: ["Argo AI", "Foresight AI Inc.", "Rockwell Automation", "Automation Anywhere"])
    func names(employer: String) {
        #expect(label("\(employer) will close its plant; the layoffs are due to a loss of orders.", employer: employer) == .none)
        #expect(label(employer, employer: employer) == .none)
    }

    @Test(
        "noise is read through and the quote stays as served",
        arguments: [
            ("artifcial inteIligence replaced data entry", "artifcial inteIligence replaced"),
            ("examinations are to be performed by artificial intel-\nligence from June, so examiners leave", "artificial intel-\nligence"),
            ("Las tareas serán atendidas mediante inteligencia artificial; se eliminan 20 plazas en la oficina", "inteligencia artificial"),
        ])
    func noise(text: String, part: String) throws {
        let attribution = attributor.attribution(of: text, employer: "", tier: .thirdParty)
        let quote = try #require(attribution.evidence)
        #expect(attribution.isAttributed)
        #expect(quote.text.contains(part))
        #expect(String(decoding: Array(text.utf8)[quote.start..<quote.end], as: UTF8.self) == quote.text)
    }

    @Test("every quote is the bytes it names, in mojibake, too")
    func offsets() throws {
        let text = "The companyâ€™s rÃ©sumÃ© desk — twelve people — was replaced by AI."
        let quote = try #require(attributor.attribution(of: text, employer: "", tier: .thirdParty).evidence)
        #expect(String(decoding: Array(text.utf8)[quote.start..<quote.end], as: UTF8.self) == quote.text)
        #expect(quote.text.contains("replaced by AI"))
    }

    @Test(
        "a long text is read to its end, hostile text, too", .timeLimit(.minutes(5)),
        arguments: ["Not only because sales fell but because AI replaced the workers. ", "( [x] yes no? ", "Work is slow. "])
    func long(unit: String) {
        let text = String(repeating: unit, count: 20_000 / unit.utf8.count)
        #expect(label(text + "The clerks' work is now done by artificial intelligence.") == .substitution)
    }

    @Test("the same text and version give the same answer")
    func replay() {
        let first = attributor.attribution(of: "RIF - AI pivot", employer: "", tier: .thirdParty)
        #expect(first == attributor.attribution(of: "RIF - AI pivot", employer: "", tier: .thirdParty))
        #expect(first.phrasebook == attributor.phrasebook.version)
    }
}
