import ArgumentParser
import Register
import Testing

@testable import WarnCtl

@Suite struct RecordFileTests {
    @Test("a plain YAML value takes its field's type: a ZIP stays a text, no stays a word, a count a number")
    func plainValues() throws {
        let record = try RecordFile(Project.notice, name: "notice.yaml", isJSON: false).record
        #expect(record["sites.0.zip"] == .string("76701"))
        #expect(record["employer.fein"] == .string("741234567"))
        #expect(record["event.bumping_rights"] == .string("no"))
        #expect(record["event.workers"] == .integer(200))
        #expect(record["event.is_conditional"] == .bool(false))
    }

    @Test("a quoted number is a text, and refused where a count is meant")
    func quotedNumber() throws {
        let file = try RecordFile("event: {workers: \"12\"}", name: "notice.yaml", isJSON: false)
        let finding = FilingRules.judge(file.record, in: try Project.context()).findings.first { $0.field == "event.workers" }
        #expect(finding?.code == .closedRecord)
    }

    @Test("an unknown key names file, line and the nearest key")
    func unknownKey() throws {
        let file = try RecordFile(
            "employer:\n  legal_name: Acme\nevent:\n  type: mass_layoff\n  wrokers: 12\n", name: "notice.yaml", isJSON: false)
        let finding = try #require(FilingRules.judge(file.record, in: try Project.context()).findings.first { $0.field == "event.wrokers" })
        #expect(file.place(of: finding.field) == "notice.yaml:5")
        #expect(finding.hint.contains("\"workers\""))
    }

    @Test("JSON is read strictly, with lines and pairs of surrogates")
    func json() throws {
        let file = try RecordFile(
            "{\"event\": {\n  \"workers\": 46,\n  \"stated_reason_text\": \"a\\n\\ud83d\\ude00\"}}", name: "n.json", isJSON: true)
        #expect(file.record["event.workers"] == .integer(46))
        #expect(file.record["event.stated_reason_text"] == .string("a\n😀"))
        #expect(file.place(of: "event.stated_reason_text") == "n.json:3")
    }

    @Test(
        "what is not a record is refused with its line",
        arguments: [
            ("{\"event\": 1,\n\"event\": 2}", true, "f:2"), ("{\"a\": \"\\ud83d\"}", true, "f:1"), ("{\"a\": 01}", true, "f:1"),
            ("{} {}", true, "f:1"),
            ("{\"a\": [1,]}", true, "f:1"), ("[]", true, "f:1"), ("{\"a\": \"\u{1}\"}", true, "f:1"),
            (String(repeating: "[", count: 5000), true, "f:1"),
            ("event:\n  type: a\n  type: b\n", false, "f:"), ("event: [", false, "f:"), ("- a\n", false, "f:1"), ("", false, "f"),
        ])
    func malformed(text: String, isJSON: Bool, place: String) throws {
        let error = #expect(throws: CommandError.self) { try RecordFile(text, name: "f", isJSON: isJSON) }
        #expect(error?.message.hasPrefix(place) == true, "\(error?.message ?? "")")
    }

    @Test("values on the command line are typed as in YAML; lists of words are split, lists of maps are JSON")
    func assignments() throws {
        let arguments = try RecordArguments.parse([
            "--workers", "46", "--state", "NY", "--set", "sites.0.zip=07102", "--set", "event.stated_reason_code=economic, other",
            "--set", "ai=[{\"regime\":\"US-NY\",\"ai_answer\":\"unchecked\"}]", "--set", "event.is_conditional=false",
        ])
        var record = FilingRecord()
        try arguments.apply(to: &record)
        #expect(record["event.workers"] == .integer(46))
        #expect(record["sites.0.workers"] == .integer(46))
        #expect(record["sites.0.zip"] == .string("07102"))
        #expect(record["event.stated_reason_code"] == .array([.string("economic"), .string("other")]))
        #expect(record["ai.0.ai_answer"] == .string("unchecked"))
        #expect(record["event.is_conditional"] == .bool(false))
        #expect(throws: CommandError.badAssignment(text: "=3")) { try RecordArguments.parse(["--set", "=3"]).apply(to: &record) }
    }

    @Test("the template is a record in which nothing is stated")
    func template() throws {
        for all in [false, true] {
            let file = try RecordFile(Template.text(all: all), name: "t.yaml", isJSON: false)
            #expect(file.record.leaves.isEmpty)
        }
    }
}
