import Foundation
import Register
import Testing

@testable import Normalizing

@Suite struct WarningsTests {
    @Test("each warning comes with the cells it is about, as the source wrote them")
    func stated() throws {
        let source = try TestSource.make([
            "employer": FieldRule(columns: ["Name"]), "notice_date": FieldRule(columns: ["Notice"]),
            "effective": FieldRule(columns: ["Layoff"]), "workers": FieldRule(columns: ["Count"]),
        ])
        let row = try TestSource.row(["Name": "Acme", "Notice": "07/13/2020", "Layoff": " 07/04/2002 ", "Count": "9999999"])
        let today = try #require(CalendarDate("2026-11-26"))
        let notice = try Normalizer(source: source, roster: Roster.some, today: today).notice(from: row)
        #expect(notice.warnings == ["date_repaired", "count_sentinel"])
        #expect(notice.warnedOf == ["notice_date: 07/13/2020; effective: 07/04/2002", "workers: 9999999"])
    }

    @Test("report.warning_codes says what each warning means, and no other")
    func meanings() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Schema/reports/warning_codes.sql")
        let told = try String(contentsOf: path, encoding: .utf8).matches(of: #/(?m)^    \('([a-z_]+)', '(?:repaired|left_out|doubtful)', '/#)
        #expect(told.map { String($0.1) }.sorted() == NoticeWarning.allCases.map(\.rawValue).sorted())
    }
}
