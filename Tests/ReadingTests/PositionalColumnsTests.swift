import Reading
import Register
import Testing

/// Pages without a header: columns by their order, told by what stands in them.
@Suite struct PositionalColumnsTests {
    static let fields: [FieldRules.Field: FieldRule] = [
        .number: FieldRule("Number"), .eventType: FieldRule(columns: ["Action"], values: ["Closure": "closure", "Layoff *": "layoff"]),
        .noticeDate: FieldRule(columns: ["Notice Date"], formats: ["MM/dd/yyyy"]), .employer: FieldRule("Company"),
    ]
    static let columns = ["Number", "Action", "Notice Date", "Company"]

    private func source(_ format: ReadRule.Format = .csv) throws -> Source {
        let skip = [SkipRule(name: "junk", columns: ["Notice Date"], matches: ["01/01/1970"])]
        return try Sample.source(ReadRule(format: format, columns: Self.columns, skip: skip), Self.fields)
    }

    @Test("the first line is a row, under the names the manifest gives")
    func first() throws {
        let table = try Reader.table(
            of: [Sample.snapshot("A1,Closure,07/16/2026,Cooperage\nA2,Layoff *,01/01/1970,\nA3,Layoff *,08/09/2018,Valley\n")],
            for: source())
        #expect(table.rows.map { $0.text("Company") } == ["Cooperage", "Valley"])
        #expect(table.rows[0].locator == "line 1")
        #expect(table.rows[1].text("Action") == "Layoff *")
        #expect(table.skipped == [.init(locator: "line 2", rule: "junk")])
    }

    @Test("what stands above the first row that fits is a banner or a heading")
    func banner() throws {
        let page = "Report of 2022\nNo,What happened,Received,Firm\nA1,Closure,07/16/2026,Cooperage\nA3,Closure,08/09/2018,Valley\n"
        let table = try Reader.table(of: [Sample.snapshot(page)], for: source())
        #expect(table.rows.map { $0.text("Company") } == ["Cooperage", "Valley"])
        #expect(table.skipped.map(\.rule) == ["title", "above_header"])
    }

    @Test(
        "columns that moved are not this source's page",
        arguments: [
            "07/16/2026,Closure,A1,Cooperage\n08/09/2018,Closure,A3,Valley\n", "A1,07/16/2026,Closure,Cooperage\n",
            "A1,Closure,07/16/2026,Cooperage,71\nA3,Closure,08/09/2018,Valley,169\n", "A1,Merger,07/16/2026,Cooperage\n",
        ])
    func moved(page: String) throws {
        let source = try source()
        #expect(!Reader.fits(Sample.snapshot(page), source))
        #expect(throws: ReadingError.self) { try Reader.table(of: [Sample.snapshot(page)], for: source) }
    }

    @Test("a slip of the pen in one row does not make another page of it")
    func slip() throws {
        let page = "A1,Closure,07/16/2026,Cooperage\nA2,Closure,soon,Legacy\nA3,Closure,08/09/2018,Valley\n"
        #expect(try Reader.table(of: [Sample.snapshot(page)], for: source()).rows.count == 3)
    }
}
