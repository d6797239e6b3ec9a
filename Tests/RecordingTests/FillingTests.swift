import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

/// A migration that adds sums or lines fills them for all that is settled.
@Suite struct FillingTests {
    @Test("what was settled before there were all of these sums and lines has them after the migration, and is not settled anew")
    func filled() async throws {
        let views = [
            "county_cells", "effective_cells", "event_cells", "counties", "closures_and_temporary", "workers_by_effective_month",
            "aggregation", "workers_by_state", "employers", "repeat_filers", "concentration", "imputed_counts", "voice_cells", "ai_ladder",
            "ai_workers_by_month", "lead_cells", "place_coverage", "notice_periods_met",
        ]
        /// Settles after each step; gives the positions.
        func grow(_ conninfo: String) async throws -> [Int] {
            let importer = try await Ledger.open(conninfo, role: .importer)
            let reviewer = try await Ledger.open(conninfo, role: .reviewer)
            let owner = try await Connection.open(conninfo)
            let rosters = Digest(of: "rosters".utf8)
            func notices(_ more: Int) -> [Notice] {
                (0..<12).map {
                    var notice = Page.notice(
                        "Employer \($0)", workers: $0 % 5 == 0 ? nil : 10 + $0 + ($0 % 3 == 0 ? more : 0), date: "2026-0\($0 % 6 + 1)-12",
                        effective: "2026-0\($0 % 6 + 3)-01", city: "Town \($0)")
                    notice.temporary = $0 % 2 == 0
                    notice.placement = Placement(countyFIPS: $0 % 3 == 0 ? "36001" : "36003", basis: .city, confidence: .high)
                    return notice
                }
            }
            var positions: [Int] = []
            func settle() async throws {
                try await reviewer.settle()
                positions.append(try await reviewer.newestPosition())
            }
            try await importer.record(placementsOf: Array(notices(0).prefix(6)), by: rosters)
            _ = try await importer.record(Settling.speaking(Page(notices(0)), day: 1))
            try await settle()
            _ = try await importer.record(Settling.speaking(Page(Array(notices(7).dropLast())), day: 2))
            try await settle()
            try await owner.query(
                """
                select ledger.settle_link(a.disclosure_id, b.disclosure_id, 'same_event', 'accepted', 'one decision', 'R. Reviewer')
                from ledger.filing a join ledger.filing b on a.employer = 'Employer 2' and b.employer = 'Employer 4' and a.version = 1 and b.version = 1
                """)
            try await settle()
            // Known late: what is settled at this position is settled once more.
            try await importer.record(placementsOf: notices(7), by: rosters)
            try await settle()
            try await reviewer.settle()
            return positions
        }
        let schema = TestDatabase.packageRoot + "/Schema"
        let before = NSTemporaryDirectory() + "/schema-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: schema, toPath: before)
        defer { try? FileManager.default.removeItem(atPath: before) }
        let settledBy: Set = ["ai_voices.sql", "attributions.sql", "notice_industries.sql", "notice_places.sql"]
        for file in try FileManager.default.contentsOfDirectory(atPath: before + "/migrations") where file >= "0110" {
            try FileManager.default.removeItem(atPath: before + "/migrations/" + file)
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: before + "/reports") where !settledBy.contains(file) {
            try FileManager.default.removeItem(atPath: before + "/reports/" + file)
        }
        try await TestDatabase.withDatabase { old in
            try await TestDatabase.withDatabase { new in
                let owner = try await Connection.open(old)
                try await owner.execute("drop schema ledger cascade; drop schema report cascade")
                try await Migrator(schema: before).migrate(old)
                let positions = try await grow(old)
                try await Migrator(schema: schema).migrate(old)
                #expect(try await grow(new) == positions)
                let built = try await Connection.open(new)
                let reviewer = try await Ledger.open(old, role: .reviewer)
                #expect(try await reviewer.settle() == 0)
                let whole: Int = try await owner.query("select count(*) as count from ledger.settlement where is_sum")[0].value("count")
                #expect(whole == 1, "settled anew")
                for position in Set(positions) {
                    // Not all is folded: that was settled then, but for what became known later.
                    let base: Int? = try await owner.query("select t.base from ledger.tail($1) t", [position])[0].optional("base")
                    #expect(base == position)
                    #expect(try await reviewer.refolded(at: position) == [], "position \(position)")
                    for view in views {
                        let answer = try await Settling.answer(view, at: position, owner)
                        #expect(try await answer == Settling.answer(view, at: position, built), "\(view) at \(position)")
                    }
                }
                // What is settled from here on rests on what was filled.
                _ = try await Ledger.open(old, role: .importer).record(Page([Page.notice("Newcomer")], source: Page.source("va")).batch)
                #expect(try await reviewer.settle() > 0)
                #expect(try await reviewer.refolded(at: reviewer.newestPosition()) == [])
            }
        }
    }
}
