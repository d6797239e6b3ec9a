import Testing

@testable import Attributing

@Suite struct InflectionTests {
    @Test(
        "a verb is known in its regular forms",
        arguments: [
            ("draft", ["draft", "drafts", "drafted", "drafting"]), ("handle", ["handle", "handles", "handled", "handling"]),
            ("classify", ["classify", "classifies", "classified", "classifying"]), ("relay", ["relay", "relays", "relayed", "relaying"]),
            ("dispatch", ["dispatch", "dispatches", "dispatched", "dispatching"]),
            ("flag", ["flag", "flags", "flaged", "flaging", "flagged", "flagging"]),
        ])
    func forms(verb: String, forms: [String]) { #expect(Inflection.forms(of: verb) == forms) }
}
