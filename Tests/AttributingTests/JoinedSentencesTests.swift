import Attributing
import Register
import Testing

/// What one sentence or clause says of another: that it is the reason, that it belongs to the cut, that nobody gave a reason.
@Suite struct JoinedSentencesTests {
    private let attributor: Attributor

    init() throws {
        attributor = Attributor(try Repository.phrasebook.get())
    }

    private func label(_ text: String) -> AttributionLabel {
        attributor.attribution(of: text, employer: "", tier: .thirdParty).label
    }

    @Test("a sentence that concludes from the one before it gives no other reason")
    func conclusions() {
        #expect(label("A language model grades the essays now. That is the reason nine graders leave.") == .substitution)
        #expect(label("A language model grades the essays now. The reason nine graders leave is the lost grant.") == .none)
        #expect(label("The chatbot answers the tenants. On account of this four clerks are released.") == .substitution)
    }

    @Test("a relative clause behind the cut belongs to the cause before it, one behind a name does not")
    func relatives() {
        #expect(label("The decrease reflects the departure of forty clerks whose letters are written by an AI model.") == .substitution)
        #expect(label("Ferris, whose letters are written by an AI model, dismissed forty clerks after the loss of its lender.") == .none)
    }

    @Test("what somebody tells of AI where the employer gives no reason is not the employer's")
    func silences() {
        #expect(label("Chatbots and forty empty desks. The bank has given no reason.") == .none)
        #expect(label("Forty tellers were replaced by a chatbot. The bank has given no reason for its haste.") == .substitution)
    }

    @Test("a negation that an `and` opens behind the AI is of something else")
    func asides() {
        #expect(label("It was the chatbot and not the rent that made forty tellers redundant.") == .substitution)
        #expect(label("It was the rent and not the chatbot that made forty tellers redundant.") == .denied)
    }

    @Test("only in part is in part")
    func onlyReasons() {
        #expect(label("AI was not the only reason forty tellers leave.") == .substitution)
        #expect(label("AI was not the reason forty tellers leave.") == .denied)
    }

    @Test("a scanner's capital before a hyphen at the line's end is no short form")
    func brokenWords() {
        #expect(label("Forty tellers were replaced by artificial inteI-\nligence.") == .substitution)
        #expect(label("Forty tellers were replaced by AI-\ndriven calls.") == .substitution)
    }

    @Test("an answer of one word denies what was asked")
    func answersOfOneWord() {
        #expect(label("Reporter: Are any of the forty AI-related? President: None. It is the rent.") == .denied)
        #expect(label("Was it artificial intelligence? Nope. It is the rent, and forty tellers leave.") == .denied)
    }

    @Test("whom a tool picks is no reason, what it does is")
    func selection() {
        #expect(label("An AI tool ranked the staff for us. The order was cancelled and forty welders leave.") == .none)
        #expect(label("An AI tool does the work of the staff. Forty welders leave.") == .substitution)
    }
}
