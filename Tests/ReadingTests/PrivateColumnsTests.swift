import Reading
import Register
import Testing

/// Columns of private persons are known, and no row, error or rejection has their values.
@Suite struct PrivateColumnsTests {
    private func source(_ format: ReadRule.Format, private columns: [String], least: Int? = nil) throws -> Source {
        try Sample.source(
            ReadRule(format: format, header: format == .csv ? ["Company", "Date"] : []),
            [.employer: FieldRule("Company"), .noticeDate: FieldRule("Date")], privateColumns: columns, least: least)
    }

    @Test("a private column's value is in no row of a table")
    func table() throws {
        let page = "Company,Date,Phone,,Name\nAcme,1/2/2026,555-0100,555-0101,A Person\n"
        let table = try Reader.table(of: [Sample.snapshot(page)], for: source(.csv, private: ["Phone", "Name", "(blank)"]))
        #expect(table.rows[0].cells.names.sorted() == ["Company", "Date"])
    }

    @Test("nor in an object's")
    func object() throws {
        let page = "[{\"Company\":\"Acme\",\"Date\":\"1/2/2026\",\"Contact\":{\"Phone\":\"555-0100\"}}]"
        let table = try Reader.table(of: [Sample.snapshot(page)], for: source(.json, private: ["Contact.Phone"]))
        #expect(table.rows[0].cells.names.sorted() == ["Company", "Date"])
    }

    @Test("a value below no name is not quoted where it may be a person's")
    func unquoted() throws {
        let page = "Company,Date,Phone,\nAcme,1/2/2026,,555-0100\n"
        let source = try source(.csv, private: ["Phone"])
        let error = #expect(throws: ReadingError.self) { try Reader.table(of: [Sample.snapshot(page)], for: source) }
        #expect(error?.message.contains("555") == false)
        #expect(error?.message.contains("column 4") == true)
    }

    @Test("a header alone is a page only where the manifest says that a day may have no notice")
    func headerAlone() throws {
        let page = Sample.snapshot("Company,Date,Phone\n")
        #expect(try Reader.table(of: [page], for: source(.csv, private: ["Phone"], least: 0)).rows.isEmpty)
        let strict = try source(.csv, private: ["Phone"], least: 1)
        #expect(throws: ReadingError.self) { try Reader.table(of: [page], for: strict) }
    }
}
