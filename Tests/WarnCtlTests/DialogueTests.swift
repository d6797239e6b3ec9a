import Register
import Testing

@testable import WarnCtl

@Suite struct DialogueTests {
    /// Answers to a notice's questions, in order.
    static let answers = [
        "Meridian Mills, Inc.", "", "other_private", "1200", "", "", "311812", "",
        "mass_layoff", "", "2026-09-01", "", "", "2026-10-31", "", "", "200", "no", "Loss of a supply contract.",
        "1 Mill Road", "Waco", "TX", "76701", "450", "", "", "",
        "Ana Ortiz", "President", "officer", "", "+12545550142", "ana@example.com",
    ]

    private func begin() -> FilingRecord {
        var record = FilingRecord()
        record.complete(form: "N", at: "2026-09-01T09:00:00Z")
        return record
    }

    private func ask(_ lines: [String]) throws -> (record: FilingRecord, stage: Stage) {
        let stage = Stage(lines)
        let record = try Dialogue(terminal: stage.terminal(), context: try Project.context()).record(from: begin())
        return (record, stage)
    }

    @Test("the answers make a record that is accepted, with the defaults that were shown")
    func whole() throws {
        let (record, stage) = try ask(Self.answers)
        let verdict = FilingRules.judge(record, in: try Project.context())
        #expect(verdict.findings == [])
        #expect(stage.unread.isEmpty)
        #expect(record["sites.0.workers"] == .integer(200))
        #expect(record["certification.contact_name"] == .string("Ana Ortiz"))
        #expect(record["event.entire_facility_closing"] == .bool(false))
        #expect(stage.said.contains("[none]"))
    }

    @Test("back returns to the question before, whose answer is now its default")
    func back() throws {
        var lines = Self.answers
        lines.replaceSubrange(0..<1, with: ["Meridian Mils", "back", "Meridian Mills, Inc."])
        let (record, stage) = try ask(lines)
        #expect(record["employer.legal_name"] == .string("Meridian Mills, Inc."))
        #expect(stage.said.contains("[Meridian Mils]"))
    }

    @Test("a wrong answer is refused at once with its code, and asked again")
    func wrongAnswers() throws {
        var lines = Self.answers
        lines.replaceSubrange(10..<11, with: ["2026-02-30", "2026-09-03", "2026-09-01"])
        lines.replaceSubrange(2..<3, with: ["", "firm", "other_private"])
        let (record, stage) = try ask(lines)
        #expect(record["event.notice_date"] == .string("2026-09-01"))
        for code in ["FIL-301", "FIL-302", "FIL-103", "FIL-102"] { #expect(stage.said.contains(code)) }
    }

    @Test("the end of input cancels")
    func cancel() throws {
        for count in [0, 3, 20, Self.answers.count - 1] {
            #expect(throws: CommandError.canceled) { try ask(Array(Self.answers.prefix(count))) }
        }
    }

    @Test("a second site is asked while workers are missing, and its default is the rest")
    func secondSite() throws {
        var lines = Self.answers
        lines.replaceSubrange(24..<26, with: ["160", "", "2 Plaza", "Dallas", "TX", "75201", "300", "", ""])
        let (record, _) = try ask(lines)
        #expect(record["sites.1.workers"] == .integer(40))
        #expect(record["sites.1.seq"] == .integer(2))
        #expect(FilingRules.judge(record, in: try Project.context()).findings == [])
    }

    @Test("a Yes under the proposed 2102(e) is asked for all its elements, on its own standard")
    func yes() throws {
        var lines = Self.answers
        lines.replaceSubrange(
            26..<27,
            with: [
                "yes", "generative_llm, agentic_software", "A language model answers the customers.", "35", "headcount_of_roles", "none",
            ])
        lines.append("yes")
        let (record, stage) = try ask(lines)
        #expect(record["ai.0.causation_standard"] == .string("substantial_factor"))
        #expect(record["ai.0.ai_type"] == .array([.string("generative_llm"), .string("agentic_software")]))
        #expect(record["certification.good_faith_statement"] == .bool(true))
        #expect(FilingRules.judge(record, in: try Project.context()).findings == [])
        #expect(stage.unread.isEmpty)
    }
}
