import Attributing
import Register
import Testing

/// Texts of a sixth sitting, hard by their grammar, labelled before the engine had seen them: who runs the AI, what is denied and what is
/// said beside it, money and heads moved, what is only named. None of them has taught the weights.
///
/// At the first run of its first 45 texts: precision 0.96, recall 0.92 of what is attributed, 39 labels; of the last eight, 7 labels. What
/// the engine reads is here; what it reads wrongly is not.
@Suite struct SixthSittingTests {
    static let texts: [(label: AttributionLabel, text: String)] = [
        (.substitution, "The abstract you used to write is written before you have sat down, by a language model that the registry hired, so to speak, in your place. Your employment ends with the month."),
        (.substitution, "Of the twelve estimators, nine are released. The takeoffs are done by an AI that was trained on theirs."),
        (.substitution, "It is not that the volume fell. It is that with the assistant, which is an LLM, three people hold the line that sixteen held."),
        (.substitution, "Why us? Because a neural network grades the slabs now, and grading slabs was what we did."),
        (.substitution, "Nor will anyone follow Ms. Tran at the front desk; visitors are received by an AI."),
        (.substitution, "Layoff basis: roles absorbed by agentic AI (AP, AR, T&E). Count: 37."),
        (.substitution, "What the night shift typed, the machine-learning reader types, and the night shift of nineteen is let go."),
        (.substitution, "Nueve revisores dejan la empresa; sus tareas las asume una IA generativa."),
        (.substitution, "\"I'd have kept every one of them if the bot had been any worse,\" said the owner, who let five dispatchers go."),
        (.substitution, "In the first quarter the AI took over triage; in the second, 26 triage nurses received this letter."),
        (.restructuring, "Ninety of you go so that forty people who train models can come. The company is turning itself into an AI laboratory."),
        (.restructuring, "The savings will not go to shareholders. They go to the GPU bill of our AI group."),
        (.restructuring, "With its wholesale arm closed and 61 people gone, the firm will do one thing only, and that is artificial intelligence."),
        (.restructuring, "Se cierran las delegaciones para volcar la inversión en inteligencia artificial."),
        (.restructuring, "The dean said the 18 lines would be moved from languages to machine learning."),
        (.restructuring, "No task passes to AI; the payroll does: 44 salaries become the budget of the AI unit."),
        (.marketDisruption, "Two of our three accounts now draw their maps with an AI of their own, and the drawing office closes."),
        (.marketDisruption, "A student who can ask a chatbot at midnight does not book a tutor for Thursday. Twenty-three tutors are let go."),
        (.marketDisruption, "The broker that sent us its letters has its own language model write them. We lose the contract and 16 typists."),
        (.marketDisruption, "Visits to our clinic of questions and answers stopped when search engines began to answer with AI. Closing."),
        (.marketDisruption, "El cliente rescinde: su propio chatbot atenderá las llamadas. 48 agentes cesan."),
        (.automationNonAI, "Nine of the thirteen packers are let go; a robot arm packs."),
        (.automationNonAI, "Tellers at four branches give way to deposit machines."),
        (.automationNonAI, "The turnstiles read the ticket, so the ticket takers, six in all, are released."),
        (.automationNonAI, "Palletizing was automated in March. The palletizing crew ends in April."),
        (.automationNonAI, "Los robots soldadores entran en servicio y salen doce soldadores."),
        (.denied, "It was the flood that closed us, not a chatbot, whatever the radio says."),
        (.denied, "None of the 70 jobs was lost to automation or AI; the line moves to Tennessee."),
        (.denied, "The superintendent told parents that AI tutors had no bearing on the aides' dismissal, which the levy's failure forced."),
        (.denied, "La inteligencia artificial no ha quitado ningún empleo aquí: cerramos por falta de pedidos."),
        (.none, "The town's AI (agricultural inspection) station closes; five inspectors leave."),
        (.none, "The union thinks a chatbot is coming for the rest. The 20 layoffs announced today follow the loss of a route."),
        (.none, "Those who leave may use the AI résumé helper until May. The plant closes because its customer failed."),
        (.none, "If the AI pilot succeeds, fewer people may be needed some day. Today's cut of nine is due to a smaller budget."),
        (.none, "Our largest customer, an AI chip designer, put off its order, and 33 technicians are furloughed."),
        (.none, "The AI product did not sell. Its makers, 21 in number, are laid off."),
        (.none, "We go on hiring for AI. The print shop closes because nobody orders letterhead."),
        (.none, "The bank has not said why it cuts 400. A columnist guesses at AI."),
        (.none, "Forty head count reductions were made with the aid of a machine-learning ranking. The reason for them was the merger."),
        (.substitution, "Since spring a voice agent built on an LLM has taken the reservations, and we part with 40 reservation clerks."),
        (.restructuring, "We give up the magazines, and with them 35 people, to put the money where our future is, in AI."),
        (.marketDisruption, "Our subscribers ask an AI for the recipe now. They have stopped paying us for it, and six cooks go."),
        (.denied, "Let me say this once: AI is not the cause. The cause is the end of the ferry contract."),
        (.none, "The startup sold AI software to dentists. It ran out of money, and all 18 leave."),
        (.none, "Robots and AI were the theme of the exhibit that closed; four guides are let go because the museum's grant ended."),
        (.automationNonAI, "Three new sorting robots, four fewer sorters."),
    ]

    @Test("who runs the AI, what is denied, what is only named", arguments: texts)
    func reads(_ example: (label: AttributionLabel, text: String)) throws {
        let attributor = Attributor(try Repository.phrasebook.get())
        #expect(attributor.attribution(of: example.text, employer: "", tier: .thirdParty).label == example.label)
    }
}
