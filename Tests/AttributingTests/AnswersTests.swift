import Attributing
import Foundation
import Register
import Testing

@Suite struct AnswersTests {
    private func notice(_ employer: String, reason: String?, reasons: [String] = [], date: String = "2026-01-13", source: String = "ny")
        throws -> Notice
    {
        var notice = Notice(
            source: try #require(SourceID(rawValue: source)), state: try #require(StateCode(rawValue: "NY")), row: 0, locator: "line 2",
            employer: employer,
            employerRaw: employer)
        notice.noticeDate = CalendarDate(date)
        notice.reason = reason
        notice.reasons = reasons
        return notice
    }

    private let answers: Answers

    init() throws {
        answers = try Answers(home: Repository.root)
    }

    @Test("a listed answer in a list of reasons is the state's form field, with its quote")
    func listed() throws {
        let reason = "Relocation of Business, Artificial Intelligence"
        for reasons in [[], ["Relocation of Business", "Artificial Intelligence"]] {
            let attribution = try #require(answers.attribution(of: try notice("Nespresso USA", reason: reason, reasons: reasons)))
            #expect(attribution.label == .substitution)
            #expect(attribution.tier == .stateForm)
            #expect(attribution.evidence == Quote(text: "Artificial Intelligence", start: 24, end: 47))
            #expect(attribution.rule == "listed_answer:US-NY")
        }
    }

    @Test("a listed answer before the question was asked, or of another source, is no state answer")
    func dated() throws {
        let early = try notice("Acme", reason: "Artificial Intelligence", date: "2025-02-28")
        #expect(answers.attribution(of: early)?.tier != .stateForm)
        let other = try notice("Acme", reason: "Artificial Intelligence", source: "il")
        #expect(answers.attribution(of: other)?.tier != .stateForm)
    }

    @Test("what the phrasebook finds in free text is a proposal, never the state's answer")
    func proposal() throws {
        let attribution = try #require(answers.attribution(of: try notice("Acme", reason: "Positions eliminated due to AI implementation")))
        #expect(attribution.isAttributed)
        #expect(attribution.tier == .noticeLetter)
    }

    @Test("the bare answer of automation names no AI")
    func automation() throws {
        let attribution = try #require(answers.attribution(of: try notice("Acme", reason: "Technological Innovation or Automation")))
        #expect(attribution.label == .automationNonAI && attribution.tier == .stateForm)
    }

    @Test(
        "an employer's name is never evidence; a box that is not ticked, and no answer at all, are no denial",
        arguments: [(nil, StatedAnswer.Word.notAnswered), ("Economic", .unchecked), ("Argo AI is closing", .unchecked)])
    func name(reason: String?, word: StatedAnswer.Word) throws {
        let silence = try #require(answers.attribution(of: try notice("Argo AI", reason: reason)))
        #expect(silence.label == .none && silence.evidence == nil && silence.tier == .stateForm)
        #expect(silence.answer == StatedAnswer(regime: "US-NY", standard: "result_or_motivated", word: word))
    }

    @Test("a listed answer is a yes under its law; whom nobody asked has answered nothing")
    func asked() throws {
        let yes = try #require(answers.attribution(of: try notice("Acme", reason: "Artificial Intelligence")))
        #expect(yes.answer?.word == .yes && yes.answer?.regime == "US-NY")
        var early = try notice("Acme", reason: "Economic")
        early.noticeDate = CalendarDate("2025-02-28")
        #expect(answers.attribution(of: early) == nil)
    }

    @Test("regimes agree with the roster of reference")
    func regimes() throws {
        let roster = try String(contentsOfFile: Repository.root + "/Schema/reference/regimes.csv", encoding: .utf8)
        for regime in answers.regimes {
            let row = try #require(roster.split(separator: "\n").first { $0.hasPrefix(regime.id + ",") })
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            #expect(cells[3] == regime.standard)
            #expect(String(cells[4]) == regime.from?.description ?? "")
        }
    }

    @Test("an unknown key names file, line and the nearest key")
    func strict() throws {
        let phrasebook = try String(contentsOfFile: Repository.root + "/Importers/answers/phrasebook.yaml", encoding: .utf8)
        let home = try Repository.home(with: [
            "phrasebook.yaml": phrasebook, "us-xx.yaml": "regime: US-XX\nlaw: L\nquestion: Q\nstandart: related_to\nstandard: related_to\n",
        ])
        defer { try? FileManager.default.removeItem(atPath: home) }
        #expect(
            throws: AttributingError.unknownKey(path: home + "/Importers/answers/us-xx.yaml", line: 4, key: "standart", nearest: "standard")
        ) {
            try Answers(home: home)
        }
    }
}
