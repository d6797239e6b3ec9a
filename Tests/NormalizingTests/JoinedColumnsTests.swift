import Normalizing
import Register
import Testing

/// Values that stand in several columns, months that are no days, and receipts of another year.
@Suite struct JoinedColumnsTests {
    private func notice(_ cells: [String: String], _ fields: [String: FieldRule]) throws -> Notice {
        let source = try TestSource.make(["employer": FieldRule(columns: ["E"])].merging(fields) { $1 })
        let row = try TestSource.row(["E": "Acme"].merging(cells) { $1 })
        return try Normalizer(source: source, roster: Roster.some, today: #require(day("2026-11-23"))).notice(from: row)
    }

    @Test("joined columns are one text; a blank one is left out")
    func joined() throws {
        let rule = FieldRule(columns: ["Street", "City", "ZIP"], join: ", ")
        #expect(try notice(["Street": "1 Main St", "City": "", "ZIP": "52722"], ["location": rule]).locationRaw == "1 Main St, 52722")
    }

    @Test("counts of several columns are added")
    func counts() throws {
        let rule = FieldRule(columns: ["Permanent", "Temporary"], join: " + ")
        #expect(try notice(["Permanent": "12", "Temporary": "3"], ["workers": rule]).workers.exact == 15)
        #expect(try notice(["Permanent": "12", "Temporary": ""], ["workers": rule]).workers.exact == 12)
    }

    @Test("a month is no day of a notice, and still tells the year of its other dates")
    func month() throws {
        let posted = FieldRule(columns: ["Month Posted", "(sheet)"], join: " ")
        let notice = try notice(
            ["Month Posted": "October", "(sheet)": "2009", "X": "1/4"], ["posted_date": posted, "effective": FieldRule(columns: ["X"])])
        #expect(notice.postedDate == nil)
        #expect(notice.effective?.start == day("2010-01-04"))
    }

    @Test(
        "a receipt of another year is of the notice's, where that makes it a receipt within weeks",
        arguments: [("1/15/2002", "2026-01-15"), ("2/1/2025", "2026-02-01"), ("6/1/2016", "2016-06-01"), ("1/20/2026", "2026-01-20")])
    func receipt(written: String, meant: String) throws {
        let notice = try notice(
            ["N": "1/15/26", "R": written],
            ["notice_date": FieldRule(columns: ["N"]), "received_date": FieldRule(columns: ["R"], formats: ["M/d/yyyy"])])
        #expect(notice.receivedDate == day(meant))
    }

    @Test("a receipt that the effective date stands by is left, because the notice's date is the wrong one")
    func receiptStands() throws {
        let notice = try notice(
            ["N": "7/16/2021", "R": "7/16/2019", "X": "9/14/2019"],
            ["notice_date": FieldRule(columns: ["N"]), "received_date": FieldRule(columns: ["R"]), "effective": FieldRule(columns: ["X"])])
        #expect(notice.receivedDate == day("2019-07-16"))
        #expect(!notice.warnings.contains("date_repaired"))
    }

    @Test(
        "a notice years from a receipt and an effect that agree is of the receipt's year, where one digit makes it so",
        arguments: [
            ("9/4/2008", "9/6/2018", "9/4/2018", "2018-09-04"), ("9/4/2008", "3/6/2018", "9/4/2018", "2008-09-04"),
            ("9/4/2009", "9/6/2018", "9/4/2018", "2009-09-04"),
        ])
    func noticeOfAnotherYear(written: String, received: String, effective: String, meant: String) throws {
        let notice = try notice(
            ["N": written, "R": received, "X": effective],
            ["notice_date": FieldRule(columns: ["N"]), "received_date": FieldRule(columns: ["R"]), "effective": FieldRule(columns: ["X"])])
        #expect(notice.noticeDate == day(meant))
        #expect(notice.warnings.contains("date_repaired") == (meant == "2018-09-04"))
    }

    @Test("a year without its century is the receipt's, where the day is")
    func lostCentury() throws {
        let rules = ["notice_date": FieldRule(columns: ["N"]), "received_date": FieldRule(columns: ["R"])]
        #expect(try notice(["N": "0005-02-04", "R": "2025-02-10"], rules).noticeDate == day("2025-02-04"))
        #expect(try notice(["N": "0005-02-04", "R": "2025-09-10"], rules).noticeDate == nil)
    }

    @Test("an end that another column puts before the last of several steps leaves the steps")
    func endBeforeSteps() throws {
        let notice = try notice(
            ["X": "12/20/2024, 1/31/25, 2/21/25", "Y": "12/20/24"], ["effective": FieldRule(columns: ["X"]), "effective_end": FieldRule(columns: ["Y"])])
        #expect(notice.effective?.end == day("2025-02-21"))
        #expect(notice.phases.count == 3)
        #expect(notice.warnings == ["date_order_repaired"])
    }

    @Test("a word for nothing leaves the value to the next column")
    func nothing() throws {
        let rule = FieldRule(columns: ["Layoff", "Closing"])
        #expect(try notice(["Layoff": "N/A", "Closing": "5/4/2026"], ["effective": rule]).effective?.start == day("2026-05-04"))
    }

    @Test("typed markers", arguments: ["Acme - REV #5", "*UDATED* Acme"])
    func markers(written: String) throws {
        let notice = try notice(["E": written], [:])
        #expect(notice.employer == "Acme")
        #expect(notice.amendment)
    }
}
