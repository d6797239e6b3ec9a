import Attributing
import Register
import Testing

/// Sixty-four texts in words of their own, labelled by the guide before the engine had seen one of them.
///
/// At their first run, with phrasebook 2: precision 0.89, recall 0.94 of what is attributed, 48 of 64 labels, 29 of 33 quotes.
@Suite struct VariationsTests {
    struct Variation: Sendable, CustomTestStringConvertible {
        let label: AttributionLabel
        let text: String
        /// The words that decide; a quote has at least a third of them, and is at most three times as long.
        let evidence: String?

        init(_ label: AttributionLabel, _ text: String, _ evidence: String? = nil) {
            self.label = label
            self.text = text
            self.evidence = evidence
        }

        var testDescription: String { text }
    }

    static let variations: [Variation] = [
        Variation(
            .substitution,
            "What the six proofing clerks did by hand, a language model now does in seconds. Their positions end on March 3.",
            "a language model now does in seconds"),
        Variation(
            .substitution,
            "In May the lender switched on an AI system for income checks. With it in place, the verification unit has nothing left to do and 45 people will be let go.",
            "With it in place, the verification unit has nothing left to do"),
        Variation(
            .substitution,
            "The company licensed an AI scribe last fall. It writes the visit notes that our 31 transcriptionists used to type, and we are ending those jobs.",
            "It writes the visit notes that our 31 transcriptionists used to type"),
        Variation(
            .substitution,
            "Headcount in audit support drops from 80 to 22, because the software - built on large language models - reads the ledgers unaided.",
            "the software - built on large language models - reads the ledgers unaided"),
        Variation(
            .substitution,
            "Position elim. - work absorbed by AI",
            "work absorbed by AI"),
        Variation(
            .substitution,
            "Reason: productivity gains from AI",
            "productivity gains from AI"),
        Variation(
            .substitution,
            "Chief executive Dana Ruiz wrote to employees: \"I won't hide behind the economy. The agents we built do your jobs, and they are AI.\" About 300 leave this month.",
            "The agents we built do your jobs, and they are AI"),
        Variation(
            .substitution,
            "Although orders are at a record, we no longer need 140 planners: artificial intelligence sets the production schedule.",
            "artificial intelligence sets the production schedule"),
        Variation(
            .substitution,
            "By 2029 the insurer expects AI to settle most windshield claims, and it will shrink the claims floor by 500 posts in steps, beginning with this notice.",
            "expects AI to settle most windshield claims"),
        Variation(
            .substitution,
            "The decision was not made lightly. Our virtual agents close nine of ten tickets without a person, and so 210 support jobs are going.",
            "Our virtual agents close nine of ten tickets without a person"),
        Variation(
            .substitution,
            "It is not the economy that is ending these jobs. It is AI.",
            "It is AI"),
        Variation(
            .substitution,
            "A slowing market is part of the story, management said, but the bigger part is that AI lets one adjuster do what three did.",
            "AI lets one adjuster do what three did"),
        Variation(
            .substitution,
            "Se suprimen 40 puestos de captura de datos porque un sistema de inteligencia artificial lee ahora las facturas.",
            "un sistema de inteligencia artificial lee ahora las facturas"),
        Variation(
            .substitution,
            "La empresa cerrará el centro de llamadas; las consultas las atenderá un asistente virtual con IA.",
            "las consultas las atenderá un asistente virtual con IA"),
        Variation(
            .substitution,
            "Was this action the result of automation or AI? Yes. Explain: invoices are coded by a machine learning tool.",
            "invoices are coded by a machine learning tool"),
        Variation(
            .substitution,
            "AI USED FOR INTAKE; INTAKE STAFF NOT RETAINED",
            "AI USED FOR INTAKE"),
        Variation(
            .substitution,
            "The publisher said it needs a third fewer illustrators since it began producing covers with an image generator.",
            "it began producing covers with an image generator"),
        Variation(
            .substitution,
            "We do not dispute that AI is why the translation desk is being closed.",
            "AI is why the translation desk is being closed"),
        Variation(
            .substitution,
            "The layoffs are partly seasonal and partly the effect of the AI dispatcher that went live in June.",
            "the effect of the AI dispatcher that went live in June"),
        Variation(
            .substitution,
            "The union says the store is being punished for organizing. The company says otherwise: its chatbot resolves the chats that the 55 agents handled.",
            "its chatbot resolves the chats that the 55 agents handled"),
        Variation(
            .restructuring,
            "Every dollar we save on middle management will be spent on GPUs and model training.",
            "Every dollar we save on middle management will be spent on GPUs and model training"),
        Variation(
            .restructuring,
            "To become the AI company our shareholders expect, we are parting with 12% of the workforce.",
            "To become the AI company our shareholders expect"),
        Variation(
            .restructuring,
            "The firm will let 60 generalist marketers go and take on 40 prompt engineers and AI specialists in their place.",
            "take on 40 prompt engineers and AI specialists in their place"),
        Variation(
            .restructuring,
            "Capital is limited and our AI roadmap comes first, so the hardware group is being wound down; 85 engineers are affected.",
            "our AI roadmap comes first"),
        Variation(
            .restructuring,
            "Nobody is being replaced by a machine, the president insisted; the money is needed for AI infrastructure.",
            "the money is needed for AI infrastructure"),
        Variation(
            .restructuring,
            "Reorg to AI-native operating model",
            "Reorg to AI-native operating model"),
        Variation(
            .restructuring,
            "La compañía recorta 200 empleos para destinar esos recursos a su plataforma de inteligencia artificial.",
            "para destinar esos recursos a su plataforma de inteligencia artificial"),
        Variation(
            .restructuring,
            "Layers of management are being removed so that the group can place bigger bets on generative AI.",
            "so that the group can place bigger bets on generative AI"),
        Variation(
            .marketDisruption,
            "Pupils now get their essays from chatbots and our tutoring rooms are empty; all eleven centers close in June.",
            "Pupils now get their essays from chatbots"),
        Variation(
            .marketDisruption,
            "Half of our traffic was from search. Since AI summaries appeared above the results it has not come back, and the newsroom is being cut by 30.",
            "Since AI summaries appeared above the results it has not come back"),
        Variation(
            .marketDisruption,
            "The utility we answered calls for has installed a voice bot and will not renew. 130 agents in Boise will be laid off.",
            "has installed a voice bot and will not renew"),
        Variation(
            .marketDisruption,
            "Advertisers make their own clips with AI video tools and no longer order from the studio.",
            "Advertisers make their own clips with AI video tools"),
        Variation(
            .marketDisruption,
            "Contract lost: bank moved to AI collections platform",
            "bank moved to AI collections platform"),
        Variation(
            .marketDisruption,
            "Nuestros clientes traducen ahora con inteligencia artificial y los pedidos han caído a la mitad; despedimos a 25 traductores.",
            "Nuestros clientes traducen ahora con inteligencia artificial"),
        Variation(
            .marketDisruption,
            "Programmers used to pay for our question site. Today they ask an AI assistant, our ad income is gone, and 40 of 95 staff must leave.",
            "Today they ask an AI assistant"),
        Variation(
            .automationNonAI,
            "Two palletizing robots arrive in August; the night crew of 18 will not be needed."),
        Variation(
            .automationNonAI,
            "Cash counting now runs through sorting machines, and the count room closes."),
        Variation(
            .automationNonAI,
            "The toll plaza goes cashless and 62 collectors will lose their jobs."),
        Variation(
            .automationNonAI,
            "Did automation contribute to the layoff? [X] Yes [ ] No. If yes, state technology: driverless pallet trucks."),
        Variation(
            .automationNonAI,
            "Automatización del empaque"),
        Variation(
            .denied,
            "Some have asked about artificial intelligence. The answer is no: the anchor tenant left, and the mall cannot carry the payroll."
        ),
        Variation(
            .denied,
            "While the bank is a heavy user of AI, none of the 70 departures has anything to do with it."),
        Variation(
            .denied,
            "The paper reported that bots would write its copy. That is not so, the editor said; the cuts follow a fall in print advertising."
        ),
        Variation(
            .denied,
            "Layoff involves AI/automation? N   Cause: road closure"),
        Variation(
            .denied,
            "La empresa niega que la inteligencia artificial haya influido en los despidos y los atribuye a la caída de las ventas."),
        Variation(
            .denied,
            "AI isn't taking anyone's job here. We lost our lease."),
        Variation(
            .denied,
            "Did AI cause this layoff? It did not. The plant's furnace failed."),
        Variation(
            .denied,
            "Management stressed that the chatbot it launched last year played no role; a shortage of nurses closed the ward."),
        Variation(
            .none,
            "The 90 layoffs come as the startup, which builds AI for dentists, failed to close its latest round."),
        Variation(
            .none,
            "Former staff members on a message board blame the new AI system. The hospital has given no reason."),
        Variation(
            .none,
            "Our product road map includes AI features in spring. This notice concerns the Toledo warehouse, whose lease ends in May."),
        Variation(
            .none,
            "Among the 75 positions are two machine learning engineers and an AI product manager."),
        Variation(
            .none,
            "In time, artificial intelligence may change how we staff the desk. For now, the closing results from the county's decision to end the subsidy."
        ),
        Variation(
            .none,
            "Should AI ever be able to do this work we would tell you. The reason today is low enrollment."),
        Variation(
            .none,
            "Analysts at Farrow & Dean expect AI to take over half of such jobs. The company, which is laying off 40, cited falling prices."
        ),
        Variation(
            .none,
            "The list of affected employees was compiled with the help of AI. Loss of the school district contract is the cause."),
        Variation(
            .none,
            "New digital tools and simplified processes allow us to work with fewer people."),
        Variation(
            .none,
            "Employees leaving us will receive a year's subscription to an AI interview trainer."),
        Variation(
            .none,
            "AI Ito, plant manager, signed the notice. Reason: end of production."),
        Variation(
            .none,
            "The company is investing in AI, opening a lab in Austin with 50 hires. Separately, it shut its Reno store after a fire."),
        Variation(
            .none,
            "Check this box if the layoff is caused by artificial intelligence: [ ]. Reason for layoff: sale of the hotel."),
        Variation(
            .none,
            "The vaccine program for AI in layer flocks ends; 12 vaccinators released."),
        Variation(
            .none,
            "A spokeswoman would not discuss whether AI was a factor in cutting 30 jobs."),
        Variation(
            .none,
            "Demand for AI servers outran our supply of memory, so the phone line will be idle and 200 are furloughed."),
    ]

    /// Texts that only name AI, texts that deny it, and twelve that say it plainly; labelled before the engine had seen them.
    ///
    /// At their first run 11 of the forty and 3 of the twenty were attributed: AI named without another reason the phrasebook knew was
    /// enough. Since then a loose statement needs a word that joins it to the cut.
    static let named = [
        "The hospital switched off its AI scheduling tool in March after too many errors. The loss of a county contract is why 24 porters are leaving.",
        "Our landlord has leased the building to an operator of AI data centers, and we could not find another. All 63 machinists will be separated.",
        "Memory prices doubled as chip makers turned to AI, and we can no longer build our radios at a profit. The plant will shut.",
        "Investors want nothing but AI these days, and our round fell through. The bakery app closes with 19 employees.",
        "The labeling project for a maker of self-driving AI is complete, and 140 temporary annotators are released.",
        "The film was to be about artificial intelligence. Its financing was withdrawn, and the crew of 85 is dismissed.",
        "The A.I. Root wing of the hospital will be closed; 31 nurses are affected by the merger.",
        "Additional insured (AI) endorsements are handled in Tampa from now on; nine positions move there.",
        "Al Moreno, the founder, is retiring and no buyer was found. Twelve mechanics lose their jobs.",
        "Senator Pruitt said AI is coming for every clerk in the state. The county laid off 14 clerks on Friday to close a budget gap.",
        "A worker who asked not to be named said the company had trained a chatbot on their calls. The company did not respond to questions about the 90 layoffs.",
        "Employees with questions may use the AI assistant on the benefits portal at any hour. The separation date is June 30.",
        "Portions of this notice were translated with the help of artificial intelligence; the English text governs. The store closes on May 2.",
        "The company, which makes an AI camera for farms, missed payroll twice and has shut its doors. Some 45 people are out of work.",
        "We will go on investing in artificial intelligence and in our people. Today's step concerns the Tulsa warehouse alone, where volume has not come back after the flood.",
        "It is too early to say what AI will mean for our business. The 30 positions in Macon end because the mall is being torn down.",
        "Sales of the AI toothbrush never met the plan. The line is discontinued, with the loss of 70 jobs.",
        "The firm named a chief AI officer in the same week. The reduction of 55 posts follows the end of the tax season.",
        "Twelve members of the machine learning team accepted offers from a rival, and the rest of the laboratory, nine people, is disbanded for lack of a leader.",
        "Among the courses that end are welding, nursing and artificial intelligence. The college lost its accreditation.",
        "Columnist Ruth Baer wrote that the cuts smell of AI. The publisher has not given a reason.",
        "Could AI do this work? Perhaps some day. Today the reason is a lack of wheat.",
        "The judge ordered the company to stop using an AI hiring tool. Unrelated to that ruling, 40 drivers were laid off when a route ended.",
        "Digital tools and streamlined processes have made us faster. We can serve our members with 20 fewer people.",
        "The plant built enclosures for AI servers. Its customer moved the work to Vietnam, and 210 people are affected.",
        "New York asks whether artificial intelligence or automation caused the layoff. The employer left this question open. Reason: end of grant.",
        "If you believe this decision was made by an automated system or by artificial intelligence, you may ask for a review by a person.",
        "Robin AI Ventures, LLC: closing of the Boise office. Staff of 12.",
        "Forward-looking statements in this release, including those about artificial intelligence, involve risks. The company will cut 300 jobs as it leaves Canada.",
        "The theater's show with robots was popular. Still, ticket sales did not cover the rent, and the cast of 22 is released.",
        "The layoffs in Peoria were announced a day after the company showed its new AI at a trade fair. Management attributes them to tariffs.",
        "The city used AI to find which streets need paving. A shortfall in the gas tax ends 16 jobs on the crew.",
        "A spokesman declined to say whether artificial intelligence had a part in the decision to let 80 people go.",
        "Analyst Kim Doyle believes automation and AI will reach the trade soon. Fosdick Tool, which released 33, has lost a customer.",
        "La escuela ofrecía un curso de inteligencia artificial. Cierra por falta de matrícula y despide a 12 maestros.",
        "El sindicato cree que la empresa quiere sustituirlos por IA. La empresa solo dijo que cierra la planta por las pérdidas del año.",
        "We have retained a career service with an AI résumé builder for each of the 48 employees whose jobs end when the ship sails.",
        "The prize-winning AI novel did not save the bookstore. It closes on Saturday; six clerks are let go.",
        "Engineers of our AI product group are not touched by this action. It concerns the field offices, which the new owner does not need.",
        "One of the two buyers for the mill, an AI fund, walked away. The mill closes, and 190 workers leave.",
    ]

    static let denied = [
        "AI was never considered for this work. The quarry is flooded.",
        "People will say it was AI. It wasn't. We ran out of money.",
        "Nothing our AI tools do touches the jobs in this notice, which end with the school year.",
        "The closing would have come with or without artificial intelligence: there is no more ore.",
        "You may have read that we are replacing editors with software that writes. We are not. Two papers are being merged.",
        "Asked about AI, the mayor laughed: \"The only thing that replaced these workers is an empty budget.\"",
        "The retailer stressed that automation and AI were not behind the closings, which it put down to theft.",
        "Contrary to a post that has been widely shared, no chatbot took over the help line. The help line moved to Manila.",
        "AI/automation involved: NO. Cause: bankruptcy of parent.",
        "4. Artificial intelligence a factor?  No [X]  Yes [ ]   5. Reason: plant fire",
        "Does the layoff result from AI? Answer: no, it results from the end of the harvest.",
        "Not a single one of these 90 positions is going to a machine or to AI; they are going to Ohio.",
        "The chief executive called talk of AI \"a red herring\" and pointed to interest rates.",
        "Our adoption of AI has led to no job losses, and these 35 result from the sale of the fleet.",
        "The company disputes that artificial intelligence was involved and says the customer canceled its order.",
        "La inteligencia artificial no es la causa: el banco nos cerró el crédito.",
        "No se trata de reemplazar a nadie con inteligencia artificial. La fábrica se muda a Monterrey.",
        "I know some of you blame the new AI. Don't. The new AI did not do this; the drought did.",
        "AI is not taking these jobs. The jobs are leaving because the base is closing.",
        "There is no truth to the rumor that AI is replacing the dispatchers, the county said; the dispatch center is merging with its neighbor's.",
    ]

    static let plainly = [
        "AI now writes the product listings, so the listing team of 16 is being let go.",
        "The company said its use of artificial intelligence means it needs fewer paralegals; 22 are leaving.",
        "Since the AI went live in April, call volume to our people has dropped by two thirds. 75 of them will be laid off.",
        "Our new AI platform handles underwriting from start to finish. As a result, we are eliminating the underwriting department.",
        "Headcount reductions enabled by generative AI",
        "AI efficiencies; duplicate roles",
        "The company is cutting 8% of staff and will put the savings into AI.",
        "To move faster on AI, we are removing a layer of managers; 140 roles are affected.",
        "We are shifting resources from legacy products to artificial intelligence and 60 jobs end.",
        "Our tutoring business has lost most of its students to AI chatbots. 33 tutors will be laid off.",
        "Google's AI answers have cut our visits in half, and we must let 20 writers go.",
        "Our client replaced our call center with an AI agent. 150 people lose their jobs.",
    ]

    private let attributor: Attributor

    init() throws {
        attributor = Attributor(try Repository.phrasebook.get())
    }

    @Test("a text in other words is read by the same grammar", arguments: variations)
    func variation(_ variation: Variation) throws {
        let attribution = attributor.attribution(of: variation.text, employer: "", tier: .thirdParty)
        #expect(attribution.label == variation.label)
        guard let evidence = variation.evidence else { return }
        #expect(try #require(attribution.evidence).text.covers(evidence, in: variation.text))
    }

    @Test("AI that is named and not joined to the cut, or denied, is no attribution", arguments: named + denied)
    func unattributed(text: String) {
        #expect(!attributor.attribution(of: text, employer: "", tier: .thirdParty).isAttributed)
    }

    @Test("what is said plainly is attributed", arguments: plainly)
    func attributed(text: String) {
        #expect(attributor.attribution(of: text, employer: "", tier: .thirdParty).isAttributed)
    }
}

extension String {
    /// The quote has at least a third of the words that decide, and is at most three times as long: the scoring rule of the labelling guide.
    func covers(_ evidence: String, in text: String) -> Bool {
        guard utf8.count <= 3 * evidence.utf8.count, let gold = text.firstRange(of: evidence), let own = text.firstRange(of: self) else {
            return false
        }
        let overlap = gold.clamped(to: own)
        return text[overlap].utf8.count * 3 >= evidence.utf8.count
    }
}
