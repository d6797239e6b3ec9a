import Attributing
import Register
import Testing

/// General turns of phrase, each in words of its own: what a rule must read in texts nobody has seen.
@Suite struct PhrasingTests {
    private let attributor: Attributor

    init() throws {
        attributor = Attributor(try Repository.phrasebook.get())
    }

    private func label(_ text: String) -> AttributionLabel {
        attributor.attribution(of: text, employer: "", tier: .thirdParty).label
    }

    @Test("an answer No is no abbreviation of number, and what follows it is not negated")
    func answerBeforeNarrative() {
        #expect(label("Automation box: No. Narrative: the print unit closed so that its budget can go to AI models.") == .restructuring)
        #expect(label("Unit No. 5 closes; its sorting is done by artificial intelligence.") == .substitution)
    }

    @Test("as a scanner reads it, generative Al is AI, and a man called Al is not")
    func scanned() {
        #expect(label("The closing is due to the replacement of our typesetting staff by generative Al software.") == .substitution)
        for kind in ["agentic", "conversational", "predictive"] {
            #expect(label("The nine clerks of this office were replaced by \(kind) Al.") == .substitution, "\(kind)")
        }
        #expect(label("The shop closes because Al retires, and its staff of nine leaves.") == .none)
    }

    @Test(
        "options nobody ticked are not said",
        arguments: [
            "Reason: [ ] Loss of contract [ ] Bankruptcy [X] Technological change. Explanation: captions now done with AI software",
            "Lack of work [ ]  Sale of business [ ]  Technology [X]\n\nCaptions are written by generative AI",
        ])
    func untickedOptions(text: String) { #expect(label(text) == .substitution) }

    @Test(
        "a third party that only listens says nothing",
        arguments: [
            "The carrier told analysts that 300 jobs will end with AI expected to handle most calls.",
            "Speaking to reporters, the president said AI made the night desk redundant.",
        ])
    func listeners(text: String) { #expect(label(text) == .substitution) }

    @Test(
        "a theory of somebody else is nothing",
        arguments: [
            "According to three former managers, the desk was replaced with AI. The lender declined to comment.",
            "The union believes artificial intelligence is behind the 60 layoffs.",
        ])
    func theories(text: String) { #expect(label(text) == .none) }

    @Test(
        "a cause that is a plan for AI is a restructuring",
        arguments: [
            "Forty clerks were let go because the company wants to become AI-native.",
            "The bench will be replaced by specialists in artificial intelligence.",
            "The agency swaps 20 planners for people with AI skills.",
            "As part of our transition to an AI-first model, we eliminated 90 positions.",
            "Layoff - investing in AI instead", "The cuts help cover the cost of its AI buildout.",
        ])
    func plansForAI(text: String) { #expect(label(text) == .restructuring) }

    @Test(
        "who runs the AI decides",
        arguments: [
            "Lost client - client using AI instead",
            "Our principal customer, a bank, has told us that it will answer its callers with its own conversational AI; 80 agents leave.",
            "Families are relying on AI tutors instead of our centers, its owner said; 14 will shut.",
            "The effect of generative AI on demand for our courses led us to cut 25% of staff.",
        ])
    func customersRunAI(text: String) { #expect(label(text) == .marketDisruption) }

    @Test("neither confirmed nor denied is no denial; a rejected claim is one")
    func denials() {
        #expect(label("The firm would neither confirm nor deny that AI figured in the 25 job cuts.") == .none)
        #expect(label("The union blames AI for the lost jobs. The company rejects that: a fire ended production.") == .denied)
        #expect(label("The cuts are in no way connected with the AI assistant, a spokeswoman said.") == .denied)
        #expect(label("Asked whether AI played a role, the manager said: \"None at all. We ran out of orders.\"") == .denied)
        #expect(label("We are clear that no algorithm or AI is taking over this work. The mill has no timber.") == .denied)
    }

    @Test(
        "a short form that the text spells out as something else is that",
        arguments: [
            "GPT (Glen Park Transit) route eliminated, 12 drivers", "Aspen Institute (AI) office closed; staff of the AI leave in May",
            "Big AI's Grill - permanent closure",
            "AI Beacon Partners LLC is closing its branch", "Robot Bakery LLC closes two stores, rent too high",
        ])
    func namesAndShortForms(text: String) { #expect(label(text) == .none) }

    @Test(
        "what is sold, taught, or done meanwhile with AI is no reason",
        arguments: [
            "Sales of our AI toys were disappointing. Ninety packers will be released.",
            "The closing of a data center built for an AI firm releases 300 laborers.",
            "Next year the agency hopes to try AI for permits. The 12 layoffs follow a state budget gap.",
            "Tariffs bite, and 900 leave. It also announced a new AI design lab.",
            "We have used AI since 2021 to forecast demand. Demand has fallen, and 50 weavers will be laid off.",
            "The layoffs follow the sale of our AI transcription subsidiary.",
            "The certificate in artificial intelligence and machine learning ends with the school's funding.",
        ])
    func contexts(text: String) { #expect(label(text) == .none) }

    @Test(
        "machines by whatever verb",
        arguments: [
            "Transponders will make 96 toll collectors redundant.", "La razón del despido es la instalación de quioscos.",
            "Robotic scrubbers will clean the floors, and 31 janitors go.",
        ])
    func machines(text: String) { #expect(label(text) == .automationNonAI) }

    @Test(
        "work done by AI, in words no list has",
        arguments: [
            "AI automation of claims dept", "ML model does fraud review, team let go",
            "ChatGPT-based assistants have taken the place of the writing desk. Your last day is October 3.",
            "Half its spreadsheets being assembled by AI, the bank parts with 90 analysts.", "dept. closed b/c of AI",
            "The company confirmed that AI is one of the reasons for the cuts.",
        ])
    func substitution(text: String) { #expect(label(text) == .substitution) }

    @Test(
        "who speaks for part of a quotation speaks for all of it",
        arguments: [
            "\"They trained a model on us. AI does our work now,\" said a former clerk. The bank has given no reason for the 40 cuts.",
            "Steward Ana Ruiz put it so: \"The AI took the desk. Thirty of us saw it.\" The mill has said nothing.",
        ])
    func quotations(text: String) { #expect(label(text) == .none) }

    @Test("what the next sentence rejects is not said, and No answers only a question about AI")
    func rejections() {
        #expect(
            label("A flyer says an AI scheduler cost the drivers their jobs. It did not, the manager replied: a route was lost.") == .denied
        )
        #expect(label("Did AI cause this? No. The barn burned down.") == .denied)
        #expect(label("AI now reads the claims, so 20 clerks leave. Was work moved to another site? No.") == .substitution)
    }

    @Test("an aside, an adverb and an article make no distance")
    func asides() {
        #expect(label("The reduction is not attributable, in whole or in part, to artificial intelligence.") == .denied)
        #expect(
            label("Filing is now, as of the first of May, largely done, day and night, by an AI model; 12 clerks leave.") == .substitution)
    }

    @Test(
        "a name, an address and a file are no AI",
        arguments: [
            "Payroll goes to Payna.ai, a bureau of forty clerks. Our six clerks leave.",
            "The grower hired through Orchardly AI, which has closed. Nine pickers are out of work.",
            "The show was called Midwest AI Days. It has moved, and the hotel lets 22 people go.",
        ])
    func names(text: String) { #expect(label(text) == .none) }

    @Test("a short form of the employer's name is the employer")
    func shortForms() {
        let found = attributor.attribution(of: "GPT ceased operations", employer: "Gulf Plains Trucking (GPT) Co.", tier: .thirdParty)
        #expect(found.label == .none)
    }

    @Test("a colon may stand between an answer and its box")
    func colonBeforeBox() {
        #expect(label("Was AI or automation a factor in this layoff? YES: __ NO: X Cause: loss of lease") == .denied)
        #expect(label("Was AI a factor in this layoff? YES: X NO: __") == .substitution)
    }

    @Test("a concession is no cause")
    func concessions() {
        #expect(
            label("Although the bank invests in artificial intelligence, the 30 layoffs result from the sale of ten branches.") == .none)
    }
}
