import Register
import Testing

@testable import Normalizing

@Suite struct DateReaderTests {
    /// Reads a text as the effective date of a row whose notice has that date.
    static func effective(_ text: String, notice: String = "") throws -> Notice {
        let source = try TestSource.make([
            "employer": FieldRule(columns: ["E"]), "effective": FieldRule(columns: ["X"]), "notice_date": FieldRule(columns: ["N"]),
        ])
        let row = try TestSource.row(["E": "Acme", "X": text, "N": notice])
        return try Normalizer(source: source, roster: Roster.some, today: #require(day("2026-11-23"))).notice(from: row)
    }

    @Test(
        "a date is read as the state wrote it",
        arguments: [
            ("2026-07-06", "2026-07-06", nil), ("7/17/2026", "2026-07-17", nil), ("07-14-26", "2026-07-14", nil),
            ("Feb 23, 2026", "2026-02-23", nil),
            ("January 6, 2026", "2026-01-06", nil), ("2021-11-04 00:00:00", "2021-11-04", nil),
            ("2026-04-13T00:00:00.000", "2026-04-13", nil),
            ("2018/4/ 27", "2018-04-27", nil), ("6/ 9/2023", "2023-06-09", nil), ("Postpone the layoff of 11 employees until March 1, 2024", "2024-03-01", nil),
            ("Beginning July 7, 2025", "2025-07-07", nil), ("June 30, 2024 (approximate)", "2024-06-30", nil),
            ("On or around 11/10/2008", "2008-11-10", nil),
            ("4/3.2026", "2026-04-03", nil), ("01/07//09", "2009-01-07", nil), ("01/05/18/", "2018-01-05", nil),
            ("03/09/2020&", "2020-03-09", nil),
            ("08/14/02018", "2018-08-14", nil), ("43490", "2019-01-25", nil), ("12012024", "2024-12-01", nil),
            ("5 May 2026", "2026-05-05", nil),
            ("February 28th, 2023", "2023-02-28", nil), ("1/3/25*", "2025-01-03", nil), ("Week of 9/8/2025", "2025-09-08", nil),
            ("rting 2/16/2015", "2015-02-16", nil), ("Updated12/16/2022", "2022-12-16", nil), ("7/31/ 2023", "2023-07-31", nil),
            ("September 19, 2014/See WARN", "2014-09-19", nil), ("02/04/2013, +14 days after", "2013-02-04", nil),
            ("4/82011", "2011-04-08", nil), ("01/30/201 7", "2017-01-30", nil), ("02 /01/2023", "2023-02-01", nil),
            ("3/3020/17", "2017-03-30", nil),
            ("9/30/20 (for 265) Not specified for 191", "2020-09-30", nil),
        ] as [(String, String, String?)])
    func one(text: String, start: String, end: String?) throws {
        let notice = try Self.effective(text)
        #expect(notice.effective?.start == day(start))
        #expect(notice.effective?.end == end.flatMap(day))
        #expect(notice.phases.isEmpty)
    }

    @Test(
        "ranges and lists keep their ends",
        arguments: [
            ("06-11-22\n thru\n06-11-22", "2022-06-11", "2022-06-11"), ("07-17-26 thru 12-31-26", "2026-07-17", "2026-12-31"),
            ("7-31-2026 through 12-18-2026", "2026-07-31", "2026-12-18"), ("5/9/26-6/19/26", "2026-05-09", "2026-06-19"),
            ("6/27/26 - 727/26", "2026-06-27", "2026-07-27"),
            ("7/11/2026 – 10/31/2026", "2026-07-11", "2026-10-31"), ("7/1/2026 – 11/2026", "2026-07-01", "2026-11-30"),
            ("August-November 2021", "2021-08-01", "2021-11-30"), ("April/June 2020", "2020-04-01", "2020-06-30"),
            ("Q1 2019", "2019-01-01", "2019-03-31"),
            ("second quarter of 2020", "2020-04-01", "2020-06-30"), ("4th Qtr 2012", "2012-10-01", "2012-12-31"),
            ("1st Quarter 2009", "2009-01-01", "2009-03-31"), ("2013 and 2014", "2013-01-01", "2014-12-31"),
            ("14th - 25th of October 2013", "2013-10-14", "2013-10-25"),
            ("September 29, 2014, through October 12, 2014", "2014-09-29", "2014-10-12"),
            ("Q4, 2014 and are expected to end in Q2, 2015", "2014-10-01", "2015-06-30"),
            ("Commencing June 2025", "2025-06-01", "2025-06-30"),
            ("4/22/20 to June 2020", "2020-04-22", "2020-06-30"), ("4/30/20, 5/29/20 and 7/31/20", "2020-04-30", "2020-07-31"),
            ("April 25, 2025-July 3 1 , 2025.", "2025-04-25", "2025-07-31"),
            ("April 30,  2025. Additional layoffs are scheduled for June 20, 2025 and July 30, 2025", "2025-04-30", "2025-07-30"),
            ("3/31/26 (Paramus and Ramsey), 4/30/26 (Livingston)", "2026-03-31", "2026-04-30"),
            ("5/1/26, 6/5/26, 7/26, 8/26", "2026-05-01", "2026-08-31"),
            ("12/5/25, 1/16/26, 2/26/26, and between 3/20/26 and 4/3/26", "2025-12-05", "2026-04-03"),
            ("Beginning:  January 23, 2023; Ending:  March 24, 2023", "2023-01-23", "2023-03-24"),
            ("5/5/2025 @ Etters location; 6/4/2025 @ Philadelphia location", "2025-05-05", "2025-06-04"),
            ("6/8-30/26", "2026-06-08", "2026-06-30"),
            ("June 8-30, 2026", "2026-06-08", "2026-06-30"), ("May 19, 23 and 30, 2025", "2025-05-19", "2025-05-30"),
            ("6/19/20267/02/2026", "2026-06-19", "2026-07-02"), ("03/1529/2025", "2025-03-15", "2025-03-29"),
            ("11/20/20-11/30/290", "2020-11-20", "2020-11-30"),
            ("1. 1/15/2025 ... 2. 1/22/2025 ... 3. 2/12/2025", "2025-01-15", "2025-02-12"),
            ("P1: 6/1/23 P2: 7/14/23", "2023-06-01", "2023-07-14"),
            ("12/20/26 - 1/5/26", "2026-12-20", "2027-01-05"), ("4/30 - 5/14/21", "2021-04-30", "2021-05-14"),
            ("Begins 7/7/25 and will be staggered until official closure on 11/30/25", "2025-07-07", "2025-11-30"),
            ("5/7/20 to 5/31/20", "2020-05-07", "2020-05-31"),
        ])
    func several(text: String, start: String, end: String) throws {
        let notice = try Self.effective(text)
        #expect(notice.effective?.start == day(start))
        #expect(notice.effective?.end == day(end))
    }

    @Test(
        "some day of a year is no beginning on its first",
        arguments: [
            ("End of 2013", "2013-12-31"), ("Prior to the end of 2009 (as stated in the WARN notice)", "2009-12-31"),
            ("Mid-Year 2014", "2014-12-31"), ("Spring 2025 - Spring 2026", "2026-12-31"), ("late 2026", "2026-12-31"),
        ])
    func withinAYear(text: String, end: String) throws {
        let notice = try Self.effective(text)
        #expect(notice.effective?.start == nil)
        #expect(notice.effective?.end == day(end))
        #expect(notice.phases.isEmpty)
    }

    @Test("a digit that was typed twice instead of another is repaired without another date, where one year is left")
    func repeated() throws {
        let notice = try Self.effective("3030-08-23 00:00:00")
        #expect(notice.effective?.start == day("2020-08-23"))
        #expect(notice.warnings == ["date_repaired"])
        #expect(try Self.effective("2205-08-23").effective == nil)
    }

    @Test("the steps of a staged layoff keep their workers")
    func phases() throws {
        let notice = try Self.effective("6/2/23 -- 105 Employees ... 7/7/23 -- 10 Employees ... 10/6/23 -- 70 Employees")
        #expect(notice.phases.map(\.date.description) == ["2023-06-02", "2023-07-07", "2023-10-06"])
        #expect(notice.phases.map(\.workers) == [105, 10, 70])
    }

    @Test("what the source does not say to the day keeps its precision")
    func precision() throws {
        #expect(try Self.effective("Commencing June 2025").effective?.precision == .month)
        #expect(try Self.effective("Q1 2019").effective?.precision == .quarter)
        #expect(try Self.effective("On or about 11/10/2008").effective?.isApproximate == true)
    }

    @Test(
        "a missing year comes from the other dates, with a warning when it comes from the notice alone",
        arguments: [
            ("December 25, and Feb - Jun 2021", "2020-10-22", "2020-12-25", "2021-06-30"), ("4/14", "2023-04-14", "2023-04-14", ""),
            ("January 5", "2025-11-20", "2026-01-05", ""),
        ])
    func missingYear(text: String, notice: String, start: String, end: String) throws {
        let read = try Self.effective(text, notice: notice)
        #expect(read.effective?.start == day(start))
        #expect(read.effective?.end == day(end))
    }

    @Test(
        "a typo is repaired when one reading is left that fits the row, always with a warning",
        arguments: [
            ("07/04/2002", "2020-07-13", "2020-07-04"), ("2041-06-04 00:00:00", "2014-04-04", "2014-06-04"),
            ("3/1/2032", "2023-02-15", "2023-03-01"), ("11/08/2109", "2019-09-18", "2019-11-08"),
            ("10/05/202", "2020-08-06", "2020-10-05"), ("3030-08-23 00:00:00", "2020-06-20", "2020-08-23"),
            ("0024-05-31", "2024-04-01", "2024-05-31"),
            ("4/3020", "2020-03-20", "2020-04-30"), ("929/2022", "2022-08-01", "2022-09-29"), ("04/-9/2020", "2020-04-27", "2020-04-09"),
        ])
    func typo(text: String, notice: String, start: String) throws {
        let read = try Self.effective(text, notice: notice)
        #expect(read.effective?.start == day(start))
        #expect(read.warnings.contains("date_repaired"))
    }

    @Test(
        "what is no day, or none that can be meant, is nothing, with a warning",
        arguments: [
            ("01/01/0001", "2020-01-10", "date_sentinel"), ("1/1/1900", "2020-01-10", "date_sentinel"),
            ("11/31/2021", "2021-10-01", "date_impossible"),
            ("09/31/10", "2010-08-01", "date_impossible"), ("10/01/1973", "2020-07-14", "date_impossible"),
            ("7/31/2020", "2026-05-01", "effective_implausible"),
            ("13/45/26", "2026-05-01", "date_impossible"), ("1930-03-30 00:00:00", "2020-03-30", "date_impossible"),
        ])
    func nothing(text: String, notice: String, warning: String) throws {
        let read = try Self.effective(text, notice: notice)
        #expect(read.effective?.start == nil)
        #expect(read.warnings == [warning])
    }

    @Test("a blank is not stated, and no warning", arguments: ["", "TBD", "N/A", "-", "See WARN", "Unknown", "To be determined"])
    func blank(text: String) throws {
        let read = try Self.effective(text)
        #expect(read.effective == nil)
        #expect(read.warnings.isEmpty)
    }

    @Test("a range whose beginning cannot be read has an end only")
    func endOnly() throws {
        let read = try Self.effective("50/01/2013 - 10/25/2013", notice: "2013-07-01")
        #expect(read.effective?.start == nil)
        #expect(read.effective?.end == day("2013-10-25"))
        #expect(read.warnings.contains("date_impossible"))
    }

    @Test("a manifest's format is read exactly and decides what else would be guessed")
    func format() throws {
        let today = try #require(day("2026-11-23"))
        #expect(DateFormat("dd.MM.yyyy").date("13.05.2026", today: today) == day("2026-05-13"))
        #expect(DateFormat("MMM d, yyyy").date("Feb 3, 2026", today: today) == day("2026-02-03"))
        #expect(DateFormat("yyyy-MM-dd HH:mm:ss").date("2026-03-01 17:00:00", today: today) == day("2026-03-01"))
        #expect(DateFormat("M/d/yyyy").date("7/1/26", today: today) == nil)
    }

    @Test("any text gives an answer, and never a day that does not exist")
    func hostile() throws {
        for text in [
            "1/", "1/2/", "/", "--", "99999999999999999999", "1/2/3/4/5/6", "May", "May 99", "Q9 2020",
            String(repeating: "1/", count: 3000), "\u{0}\u{FFFF}", "1/1/20261/1/2026",
        ] {
            _ = try Self.effective(text, notice: "2026-01-01")
        }
    }
}
