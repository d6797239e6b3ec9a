import Attributing
import Register
import Testing

/// Texts in which several things are said at once: a machine beside AI, a denial beside an affirmation, an ordinary reason beside a
/// mention, a negation inside an aside, a pattern that has its own. What weighs most decides.
@Suite struct WeighingTests {
    private let attributor: Attributor

    init() throws {
        attributor = Attributor(try Repository.phrasebook.get())
    }

    private func label(_ text: String) -> AttributionLabel {
        attributor.attribution(of: text, employer: "", tier: .thirdParty).label
    }

    /// Work done by AI.
    static let substitutionTexts = [
        "It is a neural network, not a cheaper clinic in another state, that reads the scans now; eleven technicians leave.",
        "It is not people who confirm appointments any longer. A virtual agent handles the confirmations, and the 14 schedulers are released.",
        "We could not in honesty tell you that artificial intelligence played no part in the loss of these forty jobs.",
        "Volumes are not a factor. An AI model now reads the invoices, and nine clerks leave.",
        "The decision follows no loss of a customer. Bookings are handled by an AI agent now, and the desk of twelve is closed.",
        "lost lease; AI (partial)",
        "no outsourcing - AI does the QA",
        "Our invoicing is now carried out end to end by a language model; the accounts payable group of eleven is therefore dissolved.",
        "The reason is plain: one editor with a generative AI tool turns out what six did.",
        "CEO Marta Lind told staff the closing of the captions desk was \"what happens when speech recognition built on neural nets gets to 99 percent.\"",
        "The new chatbot resolves nine in ten tickets, management said, and so the overnight shift of 40 is surplus.",
        "RIF - chatbot took L1 queue",
        "position elim., AI replaces",
        "AI related job elimination (13)",
        "Tech. displacement: machine learning underwriting",
        "work absorbed by AI platform",
        "Headcount at the claims center falls from 210 to 85 because a computer-vision system estimates damage from photographs.",
        "We no longer need people to tag images. The model tags them.  An AI model, trained on what you tagged, has done it since Easter.",
        "Where twelve paralegals read contracts, a large language model reads them and two lawyers sign off. Ten paralegals leave in June.",
        "The work you perform will, from the first of next month, be performed by software agents built on generative AI. We thank you for your years with us.",
        "Asked why, the CFO was brief. \"Agents. The AI does it faster.\" Some 120 coordinators are out.",
        "By the end of 2028 the company intends to run its contact center with virtual agents alone, and the first 90 of 400 jobs go this fall.",
        "Item 2.05. The reductions follow the completion of the Company's deployment of AI-enabled case review, which has lowered the number of reviewers required by about one third.",
        "Productivity gains from AI coding assistants mean that the same roadmap can be delivered by a smaller engineering organization; 310 positions were eliminated.",
        "Automation driven by AI has eliminated the need for our night dispatch team.",
        "La redacción de fichas la realiza ahora un modelo de lenguaje, por lo que se extinguen ocho contratos.",
        "Un chatbot atiende las consultas desde enero; las 22 teleoperadoras causan baja.",
        "No one will replace you. An algorithm trained on ten years of your schedules does the scheduling, and does it without overtime; that AI is why seven posts end.",
        "We are letting go of our six voice actors, whose lines will be spoken by cloned AI voices.",
        "AI did it, the owner said with a shrug: the menu photographs, the copy, the ads. Five people used to.",
        "The bank said a machine-learning engine had made most loan review officers unnecessary. 77 will go.",
        "Is this layoff the result of automation or AI? (X) Yes ( ) No  If yes, describe: conversational agent for reservations",
        "Reason: [ ] Relocation [ ] Merger [X] Technological displacement - AI transcription",
        "The newsroom's weather, sports and market briefs are written by a bot trained on our archive; the four people who wrote them were told on Monday that they are done.",
        "We would be lying if we said the AI had nothing to do with it. Eighty agents leave.",
        "What took our tax desk a season takes the model a weekend. The AI files, three partners check, and thirty preparers have no returns to prepare.",
        "Rather than rehire for the summer, the park will have an AI assistant answer guest calls. Seasonal call staff (25) are released.",
    ]

    /// Means and heads moved toward AI.
    static let restructuringTexts = [
        "headcount $ moved to ML team",
        "Savings on payroll -> AI",
        "Each of those salaries is one we can't give to people who train our AI.",
        "The office's 40 salaries will buy compute for our language models.",
        "Our machine learning lab needs the money, and the catalog department is where it was found.",
        "Experience in training machine learning models is a requirement of the new grade, and you do not have it. Your employment ends in May.",
        "The Board chose to place AI products ahead of printers, and 200 printer engineers leave.",
        "12 editors out, 5 ML engineers in",
        "These are good people, but not the people that an AI company needs.",
        "The closed posts are being re-opened as machine learning roles in Leeds.",
        "The savings will be put toward building out our machine learning platform.",
        "To fund a larger AI research group the board closed the Dayton office, which employed 60.",
        "We need fewer people who manage campaigns and more who can build models. Forty campaign managers leave; forty ML engineers will be hired.",
        "As we become an AI-first company, some roles no longer fit. 85 colleagues will leave.",
        "restructure toward AI strategy",
        "Resources shifted to generative AI initiatives",
        "Realignment - AI roadmap priority",
        "The print division's budget will be redeployed to AI infrastructure.",
        "Management approved a plan to reallocate investment from legacy consumer hardware to artificial intelligence, and to reduce the workforce by approximately 6%.",
        "None of you is being replaced by AI. But AI is where the company's money will go, and the lifestyle vertical is how we pay for it.",
        "We are exchanging generalist recruiters for people who can fine-tune models.",
        "La empresa prescinde de 30 comerciales para destinar ese gasto a su equipo de inteligencia artificial.",
        "The reorganization places AI at the center of every product team; 12 percent of roles are eliminated.",
        "Cost savings of about $14 million will be reinvested in our AI capabilities.",
        "Half of the 200 reqs closed today will reopen next quarter as applied scientist roles in the AI group.",
        "Our future is AI, and our organization must match it. That means parting with 140 people.",
    ]

    /// Demand lost to AI that somebody else runs.
    static let marketDisruptionTexts = [
        "No orders for wedding speeches since ChatGPT",
        "The Department gave notice that it will not exercise the last option year; the calls will be taken by a virtual agent it procured for itself.",
        "Revenue from our largest client fell by half after it began to caption its films with an AI of its own.",
        "Students used to pay us to explain homework. They now ask ChatGPT, and we are closing the tutoring center: 55 jobs.",
        "Traffic from search fell by half after AI answers appeared above the links; nine writers are let go.",
        "Our biggest client brought its translation in house with an AI engine and cancelled. 31 linguists are affected.",
        "The airline ended the contract because its own virtual agent now takes the calls.",
        "Stock photo sales collapsed once anyone could generate a picture. AI image tools cost us the business, and the 14 of you your jobs.",
        "Loss of customers to AI chatbots",
        "Advertisers make their own spots with video generators now and no longer call us.",
        "Revenue declined 44% as developers turned to AI coding assistants instead of our Q&A site; we reduced our workforce by 28%.",
        "Nobody buys a phrasebook any more when a phone translates by AI. We print no more of them and 12 binders go.",
        "The hospital chain whose dictation we typed has put in ambient AI scribes. It gave us sixty days' notice and we give you the same.",
        "Los clientes traducen con IA y ya no nos encargan nada. Cerramos.",
        "Enrollment in our coding bootcamp dropped by two thirds; applicants tell us AI will write the code.",
        "The state will run its benefits line with a chatbot of its own when our contract lapses in June, leaving no work for the 64 agents in Macon.",
    ]

    /// Machines and software without an AI claim.
    static let automationNonAITexts = [
        "A recipe chatbot greets visitors to the chain's site. In the stores, thirty cashiers leave because self-checkout lanes replace them.",
        "Conversion of the last six plazas to transponder-only lanes; 40 collectors leave.",
        "Automated storage-and-retrieval cranes enter service in June, and the truck drivers' classification will carry no work.",
        "What ended the clerks' jobs was the betting terminal.",
        "The floor is cleared to make way for conveyor sorters, and sixty packers leave.",
        "Vending machines replace the stand attendants",
        "Small claims will be decided by a fixed table of rules, and eleven examiners leave.",
        "Robotic palletizers go live at the Reno DC, 44 jobs end.",
        "New CNC cells installed, 2nd shift cut",
        "Toll booths go all-electronic on July 1. 130 collectors will be separated.",
        "The mill's new optical sorter does the work of the grading line, whose 15 graders will not be recalled.",
        "Meters report by radio now, so the nine meter readers are no longer needed.",
        "An automated guided vehicle system will move pallets from March on. Twenty forklift operators are affected.",
        "Checks are now scanned at the branches; the encoding department is abolished.",
        "Yes - automation (scripts in payroll system), 4 FTE",
        "Drones inspect the lines the climbers used to. Eight climbers leave.",
        "The cannery bought two filling machines which between them replace 26 hands.",
        "Se instalan cajas de autocobro y se prescinde de 12 cajeras.",
        "Macros in the new billing package post the entries that six bookkeepers posted by hand.",
    ]

    /// AI is not the reason.
    static let deniedTexts = [
        "The pilot of AI tools in our front office neither occasioned nor hastened the closing of the kiln.",
        "Nothing in this notice should be read to suggest that artificial intelligence is the reason; the reason is the river.",
        "Although machine learning prices our policies, none of the posts was eliminated on its account.",
        "merger; 0 jobs lost to AI",
        "The clinic tried a triage bot last year. No job went to it, the director said; the ward closes for want of nurses.",
        "Que nadie culpe a la inteligencia artificial: el taller cierra porque no hay acero.",
        "AI/AUTOM FLAG: N",
        "AI played no role in this decision. The quarry is worked out.",
        "The company denied that automation or AI was behind the cuts, citing falling cigarette sales.",
        "Contrary to what some have posted, no position is being eliminated as a result of AI. The lease ran out.",
        "AI/automation? N",
        "Was AI a factor? No. Loss of funding.",
        "Although we introduced an AI assistant in 2025, these 30 layoffs stem from the loss of our Navy contract and not from that tool.",
        "\"This isn't an AI story,\" the CEO said. \"Diesel costs doubled.\"",
        "The union blames the chatbot. Management says the chatbot took nobody's job and that the plant is closing because its landlord sold the land.",
        "We want to be clear that the reduction is unrelated to our use of generative AI.",
        "La dirección negó que la inteligencia artificial tuviera que ver con los despidos.",
        "Artificial intelligence did not cause, and was not considered in connection with, the closing.",
        "Don't blame the robots or the AI, the owner said. Nobody wants VHS tapes.",
        "No machine, and no artificial intelligence, will do your work; there will simply be no work, the river having moved.",
        "Employees asked whether the AI pilot had cost the jobs. It had not, the director answered; the levy failed.",
        "The reduction in force has nothing whatever to do with the copilot we rolled out last year.",
        "Q: Is AI the reason? A: It isn't. Our largest buyer went bankrupt.",
    ]

    /// AI is named and joined to nothing, said by somebody else, or not AI.
    static let noneTexts = [
        "If our customers or we adopt artificial intelligence, demand for typists could decline. The three branches closed in May closed on the expiry of their leases.",
        "A driver who asked not to be named said the bot had made the order desk useless. The company gave no reason.",
        "Rosewood's AI tutor found no buyers. The product is withdrawn and its 20 makers leave.",
        "The AI answering service was scrapped in April after complaints, and the six who tuned it are let go.",
        "AI and AO modules, line retired, 20 assemblers",
        "Your questions may be put to our AI assistant, which can tell you the date of your last check. The foundry closes on Friday.",
        "conveyor project cancelled, crew released",
        "kiosks sold for scrap, mall demolished",
        "Two rivals handed their claims desks to AI this spring. Ours closes because the merger left two head offices.",
        "For the analysts at Hale & Co., the cut is AI eating ad sales. The company speaks of two advertisers lost.",
        "I used ChatGPT to find the words for this letter. We have run out of money.",
        "AI bars 1 & 4 closed, low season",
        "Lumina AI, a maker of voice software, ran out of cash and dismissed all 40 employees.",
        "Bird flu (AI) confirmed at the Hadley barns; 35 workers furloughed.",
        "Departing employees will have six months' use of an AI interview coach. The plant closes after 60 years because demand for carbon paper is gone.",
        "The company sells AI scheduling software. Weak sales in Europe led it to cut 50 jobs.",
        "Layoffs include three AI engineers and two data scientists, the firm confirmed, as venture funding dried up.",
        "Union officials believe AI is to blame; the company gave no reason.",
        "A former manager posted that bots would do the work. The company cited seasonal demand.",
        "We may in future use AI to reduce costs. The present closure results from the loss of our liquor license.",
        "Our AI lab in Provo is not affected. The 20 jobs at the foundry end because coke prices have tripled.",
        "Efficiencies from new digital tools",
        "The copilot and 11 other crew members are laid off because the charter company lost its aircraft.",
        "AI Drive facility closing, lease expired",
        "Digital transformation of the back office",
        "Cuts at the AI startup followed the failure of its Series B.",
        "The company plans to hire 200 AI engineers in Austin. Separately, its Tulsa call center closes on expiry of its lease.",
        "This notice was translated with the help of AI. The hotel closes for want of guests.",
        "Adobe Illustrator (AI) instructors, program cancelled, low enrollment",
        "Economists say AI will change this industry. For now the mill is closing because it lost its two biggest customers.",
        "Amnesty International (AI) regional office closes, donations down",
        "The AI product was a failure and its team of 16 is leaving.",
        "Risk factors include competition from companies using artificial intelligence. The 12 layoffs in the quarter were seasonal.",
        "LLM program suspended, law school enrollment down",
        "We thank the AI task force for its report. The college closes because its accreditation was withdrawn.",
        "An analyst at Brody & Co. attributed the cut to AI. The company said only that it had merged two regions.",
        "You may ask our HR chatbot about your last paycheck. The brewery closes because the bank called its loan.",
        "Restructuring to improve efficiency and modernize systems",
        "Officials would not say whether AI was a factor.",
        "Warehouse robotics vendor went bankrupt, so its 22 installers were let go.",
        "AI (all-inclusive) wing closed for hurricane repairs",
        "Technology upgrade",
        "The AI conference that filled our ballroom has moved to Vegas, and 30 banquet servers are laid off.",
        "Two former employees claim in a lawsuit that an algorithm picked who was let go. The 60 layoffs followed a drop in orders.",
    ]

    @Test("Work done by AI", arguments: substitutionTexts)
    func substitution(text: String) { #expect(label(text) == .substitution) }

    @Test("Means and heads moved toward AI", arguments: restructuringTexts)
    func restructuring(text: String) { #expect(label(text) == .restructuring) }

    @Test("Demand lost to AI that somebody else runs", arguments: marketDisruptionTexts)
    func marketDisruption(text: String) { #expect(label(text) == .marketDisruption) }

    @Test("Machines and software without an AI claim", arguments: automationNonAITexts)
    func automationNonAI(text: String) { #expect(label(text) == .automationNonAI) }

    @Test("AI is not the reason", arguments: deniedTexts)
    func denied(text: String) { #expect(label(text) == .denied) }

    @Test("AI is named and joined to nothing, said by somebody else, or not AI", arguments: noneTexts)
    func none(text: String) { #expect(label(text) == .none) }
}
