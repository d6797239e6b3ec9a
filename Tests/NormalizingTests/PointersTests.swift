import Register
import Testing

@testable import Normalizing

/// Rows that say only that the notice above was revised: Indiana's, in its structure.
@Suite struct PointersTests {
    private func read(_ name: String, _ pointers: String...) throws -> NormalizedTable {
        let source = try TestSource.make(["employer": FieldRule(columns: ["Company"]), "letter": FieldRule(columns: ["Letter"])], state: "IN")
        let row = try TestSource.row(["Company": name, "Letter": "first.pdf"])
        let pointing = try pointers.map {
            SourceTable.PointingRow(above: 0, rule: "pointer", row: try TestSource.row(["Company": $0, "Letter": "later.pdf"]))
        }
        let skipped = pointing.map { SourceTable.SkippedRow(locator: $0.row.locator, rule: $0.rule) }
        let today = try #require(CalendarDate(year: 2026, month: 11, day: 26))
        return try Normalizer(source: source, roster: Roster.some, today: today).normalize(
            SourceTable(rows: [row], columns: [:], skipped: skipped, pointers: pointing))
    }

    @Test(
        "each goes with the notice above, with its day where one is written",
        arguments: [
            ("NIBCO, Inc.", "NIBCO, Inc.-Revised (5/24/19)", "2019-05-24"),
            ("Oakland Mining, LLC", "Oakland Mining, LLC-Revised (3/31/20:Doc 1 & Doc 2)", "2020-03-31"),
            ("Formal Wear Shop, LLC", "Formal Wear Shop, LLCRevised (5/27/20)", "2020-05-27"),
            ("Bend Hotel(Furlough Count by Position)", "Bend Hotel-Revised (3/26/20 Notice & Positions)", "2020-03-26"),
            ("Auto Dealers GroupAdditional Documents (Doc 1)", "Auto Dealers Group Revised (Doc 1, Doc 2)", nil),
            ("Lake Foods LLC, Tree Foods Occupations Affected", "Lake Foods LLC, Tree Foods- Revised (9/19/17)", "2017-09-19"),
        ] as [(String, String, String?)])
    func attached(name: String, pointer: String, day: String?) throws {
        let table = try read(name, pointer)
        #expect(table.notices[0].revisions.map { $0.date?.description } == [day])
        #expect(table.notices[0].revisions.map(\.stated) == [pointer])
        #expect(table.notices[0].revisions.map(\.letterURL) == ["later.pdf"])
        #expect(table.notices[0].amendment == false)
        #expect(table.tally == ImportTally(notices: 1, rejected: 0, skipped: ["pointer": 1]))
    }

    @Test("several keep their order; one of another name is told, and belongs to nobody")
    func several() throws {
        let table = try read("Steel Works", "Steel Works-Revised (7/8/26)", "Steel Works-Revised (8/9/26)", "Glass Works-Revised (1/2/26)")
        #expect(table.notices[0].revisions.map { $0.date?.description } == ["2026-07-08", "2026-08-09"])
        #expect(table.tally.skipped == ["pointer": 2, "pointer_of_no_row": 1])
    }

    @Test("a table read in slices says what it says whole, whatever slice a row and its pointers fall into")
    func slices() throws {
        let source = try TestSource.make(["employer": FieldRule(columns: ["Company"])], state: "IN")
        func row(_ name: String, _ index: Int) throws -> SourceRow {
            var row = try TestSource.row(["Company": name])
            (row.index, row.locator) = (index, "line \(index % 3)")
            return row
        }
        let rows = try (0..<7).map { try row("Steel \($0)", $0) }
        let stated = [(0, "Steel 0-Revised"), (3, "Steel 3-Revised"), (4, "Glass-Revised"), (5, "Steel 5-Revised"), (6, "Glass-Revised")]
        let pointers = try stated.map { SourceTable.PointingRow(above: $0.0, rule: "pointer", row: try row($0.1, $0.0)) }
            + [SourceTable.PointingRow(above: nil, rule: "pointer", row: try row("Glass-Revised", 0))]
        let skipped = pointers.map { SourceTable.SkippedRow(locator: $0.row.locator, rule: $0.rule) }
            + [SourceTable.SkippedRow(locator: "line 9", rule: "title")]
        let table = SourceTable(rows: rows, columns: [:], skipped: skipped, pointers: pointers)
        let today = try #require(CalendarDate(year: 2026, month: 11, day: 26))
        let normalizer = try Normalizer(source: source, roster: Roster.some, today: today)
        let whole = normalizer.normalize(table)
        #expect(whole.tally.skipped == ["pointer": 3, "pointer_of_no_row": 3, "title": 1])
        for size in 1...8 {
            let parts = table.slices(of: size).map { normalizer.normalize($0) }
            #expect(parts.flatMap(\.notices) == whole.notices)
            #expect(parts.reduce(into: [:]) { $0.merge($1.tally.skipped, uniquingKeysWith: +) } == whole.tally.skipped)
        }
        #expect(SourceTable(rows: [], columns: [:], skipped: skipped).slices(of: 3).map(\.skipped) == [skipped])
    }
}
