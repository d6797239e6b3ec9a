import Reading
import Register
import Testing

/// The shapes a list comes in as JSON: objects, arrays under a header, inside an envelope or alone.
@Suite struct JSONShapesTests {
    static let fields: [FieldRules.Field: FieldRule] = [
        .employer: FieldRule("Company"), .noticeDate: FieldRule("Received"), .workers: FieldRule("Workers", optional: true),
    ]

    private func read(_ page: String, array: String? = nil, header: [String] = ["Company", "Received"], skip: [SkipRule] = []) throws
        -> SourceTable
    {
        let source = try Sample.source(ReadRule(format: .json, header: header, skip: skip, array: array), Self.fields)
        return try Reader.table(of: [Sample.snapshot(page)], for: source)
    }

    @Test("rows that are arrays are a table with its header among them; a short row ends early")
    func arrays() throws {
        let table = try read(
            #"{"range":"A1:C3","values":[["Company","Received","Workers"],["Acme","20260105",12],["Bolt","20260106"]]}"#, array: "values")
        #expect(table.rows.map { $0.text("Company") } == ["Acme", "Bolt"])
        #expect(table.rows.map { $0.text("Workers") } == ["12", ""])
        #expect(table.rows[0].locator == "values row 2")
    }

    @Test("a renamed heading of such a table is named, with what stands instead")
    func renamed() {
        let page = #"{"values":[["Company","Date received","Workers"],["Acme","20260105",12]]}"#
        let error = #expect(throws: ReadingError.self) { try read(page, array: "values") }
        #expect(error?.message.contains("Received") == true)
    }

    @Test("a list inside an envelope is found by names and numbers, and the list alone is read as well")
    func envelope() throws {
        let list = #"[{"Company":"Acme","Received":"2026-01-05"}]"#
        let page = #"{"actions":[{"state":"SUCCESS","returnValue":{"returnValue":"# + list + "}}]}"
        #expect(try read(page, array: "actions.0.returnValue.returnValue").rows.count == 1)
        #expect(try read(list, array: "actions.0.returnValue.returnValue").rows.count == 1)
        #expect(throws: ReadingError.self) { try read(#"{"actions":[]}"#, array: "actions.0.returnValue.returnValue") }
    }

    @Test("underscores at the end of a name are not part of it")
    func underscores() throws {
        let table = try read(#"[{"Company_":"Acme","Received__":"2026-01-05","workers_":"3"}]"#)
        #expect(table.rows[0].text("Workers") == "3")
    }

    @Test("an object that is no notice is skipped by name")
    func skips() throws {
        let rule = SkipRule(name: "attachment", columns: ["Company"], matches: ["*job titles*"])
        let table = try read(#"[{"Company":"Acme job titles.pdf"},{"Company":"Acme","Received":"1"}]"#, header: ["Company"], skip: [rule])
        #expect(table.rows.count == 1)
        #expect(table.skipped == [.init(locator: "[0]", rule: "attachment")])
    }
}
