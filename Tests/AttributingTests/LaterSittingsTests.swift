import Attributing
import Register
import Testing

/// Texts of three more sittings, as in ``GrammarTests``: each labelled before the engine had seen one of them, in words of its own.
///
/// At the first run of the sixth to the eighth sitting (62, 59 and 56 texts): precision 0.83, 0.86 and 0.93, recall 0.85, 0.88 and 0.86 of
/// what is attributed; 46, 45 and 41 labels. What the engine reads by now is here; what it still reads wrongly is not.
@Suite struct LaterSittingsTests {
    private let attributor: Attributor

    init() throws {
        attributor = Attributor(try Repository.phrasebook.get())
    }

    private func label(_ text: String) -> AttributionLabel {
        attributor.attribution(of: text, employer: "", tier: .thirdParty).label
    }

    static let substitutionTexts = [
        "Rate clerks in Dubuque (21) finish Aug 2. Quotes now leave the building without a person: a model reads the lane, the fuel and the calendar and names a price. It is machine learning and it beats us by four cents a mile.",
        "Nineteen indexers have been told their contracts stop at Easter, since a large language model indexes a monograph before lunch.",
        "Elim. of 6 member-svc seats; virtual agent now live on main line",
        "\"Last autumn I had sixty people typing up roof claims. Today a vision model looks at the photographs and eleven people look at the model,\" said claims director Rhona Pike. The other forty-nine leave in May.",
        "We budgeted for thirty contract reviewers next year. With the generative tool in place we need nine, and I will not pretend the two numbers are unrelated.",
        "The company attributes 140 of the 210 departures to artificial intelligence and the rest to the sale of its radio stations.",
        "Technology / automation box: Yes. Kind: AI voice assistant for billing calls. Positions: 14.",
        "Payroll queries that used to reach a desk in Tulsa end with the chatbot; of the desk's 33 people, 25 are being let go.",
        "Our photographers did beautiful work for thirty years. Catalog pictures are generated now, by AI, from the drawings. Seven photographers leave at the end of the month.",
        "The bank intends to be 3,000 people smaller by 2029 as AI agents assume the checking of payments.",
        "Live captioners no longer required for council meetings - speech AI in use",
        "It would be dishonest to say that the software has nothing to do with it. The manuscripts are read first by an LLM these days, and four of six readers have to go.",
        "The reduction reflects, in part, efficiencies from our generative AI programme in underwriting.",
        "Se elimina el turno de noche: los subtítulos los hace ahora una inteligencia artificial.",
        "What took nine of us all week, the AI does by Tuesday. I have held on as long as I could. Five of you will be leaving on the 14th.",
        "On the second floor we kept a room of twelve people who read police reports for a living. Nobody reads them now. The model extracts the date, the plate and the fault, and it is an AI model, and the room is dark.",
        "Itinerary desk to close. Reason: LLM concierge in production",
        "Preliminary reads at night will be performed by deep learning software beginning October 1; the nine contract readers are released on that date.",
        "\"I'll give you the honest version,\" CEO Anna Holt wrote. \"A year ago a dispatcher handled forty trucks. With our AI co-dispatcher it is a hundred and ten. You can do the division.\"",
        "Asked what was behind the 260 cuts in care, finance chief Marc Dee named two things: a weak prepaid market and the chatbot, which closes six in ten cases on its own.",
        "AI indexing of deeds - 4 clerks",
        "Coding of survey answers by human coders ends on June 30. From July the answers are coded by GPT.",
        "The board voted 5-2 to do without its six translators. An AI system translates the newsletters and the parents have noticed no difference, the superintendent said.",
        "Fit models are not being rebooked. The pictures show people who do not exist; a generative model draws them.",
        "Order entry (3 FT) abolished: e-mailed orders now keyed by AI agent",
        "Renderings which two years ago took four visualizers a week are made with Midjourney by the architect herself. We are parting with all four.",
        "Headcount in fraud review will decline from 210 to about 90 as machine learning models clear low-risk alerts without an analyst.",
        "Sourcing was the last thing I thought a machine could take from us. It took a quarter. The machine is an LLM with access to every profile on earth, and 40 sourcers have their notice.",
        "Suprimimos 35 puestos de teleoperador porque las llamadas las atiende un asistente de voz con inteligencia artificial.",
        "The statute asks whether technology caused this event. It did, and the technology is artificial intelligence.",
        "Junior analysts built our slides. Copilot builds them now. We will not be taking on this year's class and twenty-two associates are leaving.",
        "Twenty-six closers at the Reno office will not be needed past Labor Day. An AI examiner pulls the chain of title in ninety seconds and has been right more often than we were.",
        "Chat support: 11 of 13 seats cut. A generative assistant fields the chats.",
        "The chief operating officer put it down to \"machine learning, plainly\": credit memos that took an analyst two days are assembled in an hour.",
        "El periódico despide a ocho redactores de deportes; las crónicas las genera un modelo de lenguaje.",
        "Phones at all six clinics picked up by AI receptionist as of 2/1. Six receptionists RIF.",
        "We did 11,000 returns with 40 preparers in 2023. With machine learning on the intake side we did 14,000 with 22. I can't keep forty.",
        "Essay scorers (seasonal, 85) will not be called back: the state accepts scores assigned by an automated neural model.",
        "Reductions at the adjusting desk come as drone pictures are read by a neural network and not by adjusters.",
        "Staff composers are expensive and a music generator is not. We regret that nine composers will leave the library on May 9.",
        "Prior-auth reviewers, 54 FTE. Business reason: AI decisioning.",
        "Management told the works council that AI-based forecasting makes the second control-room shift superfluous.",
        "Item 4. The director reported that intake interviews are conducted by a conversational AI since April and that the three intake positions lapse on June 30.",
    ]

    static let restructuringTexts = [
        "To put four hundred million behind foundation models next year, Gannet will part with 900 people in sales and support.",
        "We're swapping a generation of Java programmers for people who can train models. 120 are out; 80 machine-learning engineers are in.",
        "The reductions help us cover what our AI data centers cost.",
        "Brightline will shrink marketing by half and put every dollar it saves into its AI tutor.",
        "As we become an AI company, some teams will no longer exist. 230 colleagues learn today that theirs is one.",
        "Resources are being concentrated on our large language model effort, and the maps group is disbanded.",
        "The board approved a realignment toward artificial intelligence under which the wearables unit (88 employees) is wound up.",
        "Priorities changed. AI is the priority now. 60 roles that do not serve it will go.",
        "We need fewer generalists and more people fluent in AI; 75 generalists are leaving so that we can recruit them.",
        "Plan de recorte de 90 puestos para financiar la apuesta de la empresa por la inteligencia artificial.",
        "Cash is finite. We are choosing embodied AI models over the warehouse consulting arm, whose 64 people leave today.",
        "The partners will close the print archive to pay the licence fees of the AI research platform every associate now wants.",
        "The Company is discontinuing its set-top chip line and assigning the wafers, and the money, to accelerators for machine learning. About 310 employees in the discontinued line will be separated.",
        "\"We have to be an AI company or we will not be a company,\" Sable's founder told employees before 1,100 of them lost their accounts.",
        "Meridian cancels two titles and folds what is left into a studio built around generative AI. 140 leave.",
        "Job cuts of 9% fund hiring: applied scientists, LLM engineers, GPU operations.",
        "Under the plan, $220 million of annual labor cost is converted into AI capacity.",
        "We are restructuring so that every team is organized around AI agents and a few people who direct them.",
        "La empresa se reorganiza en torno a la inteligencia artificial y prescinde de 120 personas.",
        "A smaller company, pointed at one thing: AI. That is why 400 of you are leaving.",
        "The money for the AI newsroom tools has to come from somewhere and it comes from the copy desk: 16 positions.",
        "Osage is exiting retail brokerage and reinvesting what that saves in machine learning.",
        "Hardware is finished here. We will be an AI voice company from Monday, with 70 people instead of 190.",
        "The reduction of 1,500 corporate roles makes funds available for artificial intelligence and for stores.",
        "Reason: strategic refocus (AI)",
        "We let the live-action crew go so the synthetic-media team can double.",
    ]

    static let marketDisruptionTexts = [
        "Parents tell us politely that the children ask ChatGPT. Enrollment is a third of what it was, and eight tutors will not be asked back.",
        "Licences sold fell from 90,000 to 22,000 in two years; designers type a sentence into an image generator instead.",
        "Our three largest accounts write their own copy with AI now. That was two thirds of the revenue. We close in June.",
        "The dental chain we answered for since 2003 has put a voicebot on its phones and let our agreement lapse; 44 operators are without a post.",
        "Half of our clients have taken translation in house, which is to say they have given it to DeepL. The agency dismisses 15.",
        "Students discovered free chatbots and stopped subscribing. 52 staff are affected.",
        "Loss of state contract: court system to use its own AI transcription",
        "People who paid nine dollars for a complaint letter get one from a chatbot for nothing, and we have run out of such people. All 7 staff go.",
        "The hospital group that was seventy percent of our volume will record its visits with an ambient AI of its own from January and has given notice under the agreement.",
        "Subscriptions: 41,000 in March, 12,500 in November. Ad agencies make the clip they want with a video generator. We cannot keep 30 people on that.",
        "WARN reason: client (regional bank) terminated SOW, moved calls to its AI platform",
        "Small churches used to order their banners from us. Their secretaries now make them in ten minutes with AI. Orders are a fifth of what they were and the shop lets go nine.",
        "The streaming service has told us that from season four the German and French tracks will be made with synthetic voices on its side. There is no other work for the 55 of you.",
        "Writers run their drafts through an AI checker and skip us. Income is down by half and five proofreaders go.",
        "Traffic from search has collapsed since results began with an AI answer. Lantern lays off its eleven editors.",
        "Our anchor client, an airline, gave the reservations line to an AI agent. No calls, no jobs: 210 operators.",
        "Commissions from publishers, 340 a year until 2023, numbered 41 last year. Art directors say frankly that they use Midjourney.",
        "LOSS OF BUSINESS - customers using AI headshot apps",
        "Two agencies that gave us most of our work have built writing bots and do it themselves. Twelve of us are leaving.",
        "The students are asking Claude. Revenue is gone; so, at the end of term, are we. 22 employees.",
    ]

    static let automationNonAITexts = [
        "A robot cell stacks the pallets since Monday and the nine stackers have been given two weeks.",
        "Collectors' booths come down on 1 May. Overhead gantries will read transponders; 61 collectors are laid off.",
        "Milking robots, four of them, went in over Christmas. Two milkers stay, seven do not.",
        "The library will do without eight desk clerks now that borrowers check books out at kiosks.",
        "The new line caps, labels and boxes by itself, no hands. Robots, fourteen of them. 38 of you will be let go.",
        "Attendants out, pay stations in: 27 jobs.",
        "CNC lathes replace the last eleven manual turners.",
        "Reason: installed automatic folders. 6 folders laid off.",
        "Twelve branches get video teller machines and lose their tellers, 41 in all.",
        "Optical graders - cameras and a PLC - do the sorting, so 12 graders go.",
        "Picking robots reduce the night crew from 30 to 8.",
        "Kiosks installed; 3 ticket takers laid off",
        "A dispensing robot fills the bottles and ten technicians will leave.",
    ]

    static let deniedTexts = [
        "Somebody wrote on the break-room wall that robots and AI did this. Neither did. Housing starts did this. 70 sawyers, Friday.",
        "Is artificial intelligence the reason? It is not. We are losing the lease on the tower.",
        "Was AI a factor: N. Reason: enrollment",
        "The Company wishes to state plainly that its pilot of generative AI neither caused nor influenced the elimination of these 45 positions, which follow from the loss of the Dow contract.",
        "General manager Luis Ortega said that no one at the front desk is going because of the chatbot: \"We closed two floors. It is arithmetic.\"",
        "Staff asked whether a machine would be writing the paper. \"No AI is writing anything here, and no AI cost anybody a job. Advertisers left,\" the publisher said.",
        "AI? No. Interest rates. 44 framers.",
        "Contrary to what has been posted online, the copy desk is not making way for a chatbot. The owner has sold the paper to a chain that edits from Omaha.",
        "Neither artificial intelligence nor any other technology is a cause of these 120 separations. The bank is leaving the state.",
        "We do have an AI that plans loads. It has not taken one job here and did not take these. The contract with the parcel carrier ended.",
        "Question 11 (artificial intelligence): NO. Question 12: drought",
        "To those asking if the bots won: no. The county moved the work to Ohio.",
        "The layoffs are about a lost bank customer and not about AI, the company said in answer to a question.",
        "Cause: fire. Technology or AI involved? None.",
        "The provost denied that the tutoring center is closing on account of artificial intelligence; the grant ran out.",
        "No position is being eliminated as a result of automation or artificial intelligence. The plant moves to Monterrey.",
        "\"If AI could ship our games I would still have publishers,\" said founder Lia Tran. \"It can't and it didn't do this. Our publisher went bankrupt.\"",
        "The reduction has nothing to do with the AI scribes we introduced in June.",
    ]

    static let noneTexts = [
        "Cortex Robotics, a maker of AI-guided weeders, lays off 30 after its lender called the loan.",
        "AI was confirmed in two houses; the birds were destroyed and 25 catchers are laid off.",
        "Three AI researchers are among the 80 people who lose their jobs when the studio closes for lack of films.",
        "Enrollment is down and we eliminate 14 positions. The new bachelor's in artificial intelligence is not affected.",
        "Loss of customer. Employees may keep their laptops. AI note takers may not be used in exit meetings.",
        "Copilots and flight attendants on the ATR fleet are furloughed; the leases end.",
        "Customers who build AI servers pushed their orders into next year, and Nimbus idles a line with 140 people.",
        "The teachers' union blames AI. The bank says only that it is closing six branches.",
        "We are modernizing how we work and adopting smarter tools across the company. 40 roles are impacted.",
        "The plant closes because the order book is empty. You can upload your résumé to our AI matching service.",
        "Orchard builds language models for hospitals. It ran through its seed money and has let all 22 employees go.",
        "The hospital loses its Medicaid supplement and lays off 60. A pilot of AI scribes continues in the emergency room.",
        "Management may look at artificial intelligence in a few years. Today the trouble is steel: 33 toolmakers go.",
        "Budget shortfall. An AI translated this notice into Spanish.",
        "The talking bear with AI inside did not sell. 19 designers leave.",
        "Consultants had forecast that AI would thin the claims floor. It was a merger that did it: 200 jobs go as the two head offices become one.",
        "AI techs (artificial insemination), 4, laid off - herd sold",
        "The following titles are affected: AI Product Owner (1), Clerk II (14), Machine Learning Engineer (2). The company is moving to Texas.",
        "Avian flu, also called AI on the state's form, emptied four houses; 60 catchers have no work.",
        "Lumen AI Corp. could not renew its credit line and has dismissed 18.",
        "Landlord terminated the lease. Leaving associates may use the company's AI interview coach until June.",
        "A slowdown in orders leads us to end second shift. Paragon will show its AI cockpit at the January fair as planned.",
        "Union president Walt Groh said he believed the layoffs were a dress rehearsal for AI. The mill said coking coal had doubled in price.",
        "Cuts of 75 follow from the state budget. The hospital is one of many studying whether AI could one day help with charting.",
        "Datadyne assembles servers for AI training. A customer in Virginia postponed two halls, and 190 assemblers are laid off.",
        "Digital transformation and a simpler operating model allow us to reduce 300 roles.",
        "With enrollment 12 percent down, 31 lecturers are not renewed. The Institute for AI and Society moves to the old library.",
        "The flight school lost its insurer. Eight instructors and a copilot on the charter jet are out of work.",
        "Partners told clients last year that AI would change everything. What changed is that the government stopped paying. 600 go.",
        "Our spring play, a comedy about a chatbot that falls in love, closed early. Box office did not cover wages and 11 are let go.",
        "Fuel, tolls, insurance. That is the whole story for 90 drivers. The AI dash cameras go back to the lessor.",
        "The mill cannot get cotton at a price. A consultant's AI forecast says it may next year. 140 go.",
        "Solace AI, which sells companion chatbots, cut 25 jobs after regulators in two states banned its app for minors.",
        "Line 3 closes for lack of orders. Job seekers can try the county's AI job board.",
        "Jobs cut: 50, among them the AI ethics lead. The group lost its license.",
        "Reporters at the Daily suspect that a chatbot will write the obituaries next. The owner says only that the presses are sold and 31 go.",
        "Our quarry flooded. AI.",
        "Reason: slow sales. Preparer: Al Hollis, HR.",
        "The risk that AI may reduce demand for our services is described in our annual report. On May 3 we closed the Flint plant, 220 employees, because of tariffs.",
        "Zephyr had hoped to sell its speech AI to carmakers. The carmakers did not buy, and all 37 employees go.",
        "The ship is in dry dock. Crew are asked to complete AI literacy modules while laid off.",
        "The bulls are sold; our two AI men and the herdsman are let go.",
        "Occupancy fell after the storm. 70 housekeepers go. Guests may still chat with Opal, our AI concierge.",
        "A customer survey found people like our AI assistant. Separately, twelve branches close as leases expire: 80 jobs.",
        "A newspaper said the 400 cuts were \"the AI layoffs.\" Tamarack would not comment beyond noting that its merger closed in May.",
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

    @Test("options whose boxes stand behind them, as the answers' do, are not said where nobody ticked them")
    func boxesBehindOptions() {
        let form = "Was new technology a cause?  Yes [x]  No [ ]\nKind:  AI or machine learning [ ]   Robots [x]   Software [ ]\nJobs lost: 31"
        #expect(label(form) == .automationNonAI)
        let other = "Was new technology a cause?  Yes [x]  No [ ]\nKind:  AI or machine learning [x]   Robots [ ]   Software [ ]\nJobs lost: 31"
        #expect(label(other) == .substitution)
    }

    @Test("two patterns that see one negation count it once")
    func negationOnce() {
        #expect(label("Not one of our nine bakers is let go because of AI. The oven exploded.") == .denied)
        #expect(label("All nine of our bakers are let go because of AI.") == .substitution)
    }

    @Test("what leavers must not do with AI denies nothing")
    func duties() {
        #expect(label("You agree not to paste our recipes into any AI chatbot. The bakery is sold and nine bakers leave.") == .none)
        #expect(label("No baker was replaced by an AI chatbot. The bakery is sold and nine bakers leave.") == .denied)
    }

    @Test("a cut that AI offsets is AI's work, not a price paid for it")
    func offset() {
        #expect(label("We let nine bakers go and will offset their hours with artificial intelligence.") == .substitution)
        #expect(label("We let nine bakers go so that their wages pay for artificial intelligence.") == .restructuring)
    }

    @Test("what comes into one division for AI is reorganized, what is sold for AI is not")
    func divisions() {
        #expect(label("The bakery merges its two kitchens into one artificial intelligence unit, and nine bakers leave.") == .restructuring)
        #expect(label("We make cables for AI servers. The flour mill burned, and nine bakers leave.") == .none)
    }

    @Test("letters that the text gives another meaning are no AI: an ingredient, a people, a stud")
    func otherLetters() {
        #expect(label("Registration of the weed killer (38 % a.i.) was pulled by the EPA. With no a.i. to blend the crew of nine is released.") == .none)
        #expect(label("The AI/AN health grant was not renewed. Loss of AI funding ends nine outreach positions.") == .none)
        #expect(label("There are fewer heifers to breed. AI service in the valley ends, and four of our people with it.") == .none)
        #expect(label("A machine learning model writes the permits for the EPA now; eight permit writers go.") == .substitution)
    }

    @Test("whose AI it is, the subject of the clause says")
    func subjects() {
        let others = "The two grocers that sent us their flyers have trained an image model, and our agreement was not renewed."
        #expect(label(others) == .marketDisruption)
        #expect(label("We have trained an image model, and nine illustrators leave.") == .substitution)
    }
}
