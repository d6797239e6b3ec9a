import Foundation
import Register
import Testing

@Suite struct CalendarDateTests {
    @Test(
        "only days that exist, written yyyy-MM-dd, are days",
        arguments: [
            ("2026-11-23", true), ("2024-02-29", true), ("2026-02-29", false), ("1900-02-29", false), ("2000-02-29", true),
            ("2026-13-01", false), ("2026-00-01", false), ("2026-01-00", false), ("2026-04-31", false), ("26-01-01", false),
            ("2026-1-1", false), ("2026-01-01 ", false), ("2026/01/01", false), ("+026-01-01", false), ("2026--1-01", false),
            ("0000-01-01", false), ("0001-01-01", true), ("9999-12-31", true), ("", false), ("2026-01-01-", false),
        ])
    func reading(text: String, exists: Bool) {
        #expect(CalendarDate(text)?.description == (exists ? text : nil))
    }

    @Test(
        "days count from 1970",
        arguments: [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-11-23", 20_780), ("0001-01-01", -719_162)])
    func epoch(text: String, days: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.daysSinceEpoch == days)
        #expect(CalendarDate(daysSinceEpoch: days) == date)
    }

    @Test("every day of a whole cycle of 400 years is its own number, one after the last")
    func everyDay() throws {
        let first = try #require(CalendarDate("1900-01-01"))
        let last = try #require(CalendarDate("2300-01-01"))
        #expect(last.days(since: first) == 146_097)
        var previous = first
        for days in (first.daysSinceEpoch + 1)...last.daysSinceEpoch {
            guard let date = CalendarDate(daysSinceEpoch: days), date > previous, date.daysSinceEpoch == days else {
                Issue.record("day \(days) after \(previous)")
                return
            }
            previous = date
        }
        #expect(previous == last)
    }

    @Test("there is no day before year 1 or after year 9999")
    func ends() throws {
        #expect(try #require(CalendarDate("9999-12-31")).adding(days: 1) == nil)
        #expect(try #require(CalendarDate("0001-01-01")).adding(days: -1) == nil)
    }

    @Test("days between and days later agree across a leap day and a year's end")
    func arithmetic() throws {
        let date = try #require(CalendarDate("2023-12-31"))
        #expect(date.adding(days: 60)?.description == "2024-02-29")
        #expect(try #require(CalendarDate("2024-03-01")).days(since: date) == 61)
    }

    @Test("a date in JSON is its text, and a day that does not exist is refused")
    func json() throws {
        let dates = try JSONDecoder().decode([CalendarDate].self, from: Data("[\"2026-01-13\"]".utf8))
        #expect(try String(decoding: JSONEncoder().encode(dates), as: UTF8.self) == "[\"2026-01-13\"]")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([CalendarDate].self, from: Data("[\"2026-02-30\"]".utf8)) }
    }
}
