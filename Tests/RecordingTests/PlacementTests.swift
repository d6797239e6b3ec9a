import Postgres
import Recording
import Register
import TestDatabase
import Testing

@Suite struct PlacementTests {
    private static let rosters = Digest(of: Array("rosters".utf8))

    private static func placed(_ notice: Notice, _ placement: Placement) -> Notice {
        var notice = notice
        notice.placement = placement
        return notice
    }

    private static let albany = Placement(countyFIPS: "36001", placeFIPS: "3601000", basis: .city, confidence: .high)

    private func lines(_ connection: Connection) async throws -> [String] {
        try await connection.query(
            "select concat_ws(' ', employer, county_fips, place_fips, place_basis, place_confidence) as line from report.notice_places order by position"
        ).map { try $0.value("line") }
    }

    @Test("a notice is in the county that its words were placed in, with its sites and its warnings; no filing is touched")
    func joined() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let importer = try await Ledger.open(conninfo, role: .importer)
            var sites = Page.notice("Beta", city: "Troy")
            sites.city = nil
            sites.sites = [Site(city: "Albany", workers: 4), Site(county: "Albany")]
            var elsewhere = Page.notice("Gamma", city: "Albany")
            elsewhere.warnings = ["place_elsewhere"]
            let notices = [
                Self.placed(Page.notice("Alpha"), Self.albany), Self.placed(sites, Placement(countyFIPS: "36001", basis: .city, confidence: .medium)),
                Self.placed(elsewhere, Placement(basis: .outOfState)),
            ]
            _ = try await importer.record(Page(notices).batch)
            let connection = try await Connection.open(conninfo)
            #expect(try await lines(connection) == ["Alpha", "Beta", "Gamma"])
            #expect(try await importer.record(placementsOf: notices, by: Self.rosters) == 3)
            #expect(try await lines(connection) == ["Alpha 36001 3601000 city high", "Beta 36001 city medium", "Gamma out_of_state"])
            #expect(try await importer.record(placementsOf: notices, by: Self.rosters) == 0)
            #expect(try await Ledger.open(conninfo, role: .reviewer).verify().breaks == [])
        }
    }

    @Test("a new vintage is an entry of the log: before it, the number is what it was")
    func vintages() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let importer = try await Ledger.open(conninfo, role: .importer)
            let notice = Self.placed(Page.notice("Alpha"), Self.albany)
            _ = try await importer.record(Page([notice]).batch)
            try await importer.record(placementsOf: [notice], by: Self.rosters)
            let connection = try await Connection.open(conninfo)
            let before: Int = try await connection.query("select max(position) as it from ledger.log")[0].value("it")
            let moved = Self.placed(notice, Placement(basis: .several))
            #expect(try await importer.record(placementsOf: [moved], by: Digest(of: Array("newer".utf8))) == 1)
            #expect(try await lines(connection) == ["Alpha several"])
            try await connection.query("select set_config('report.as_of', $1, false)", ["\(before)"])
            #expect(try await lines(connection) == ["Alpha 36001 3601000 city high"])
        }
    }

    @Test("four imports at once enter a vintage once")
    func once() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let notices = Page.others.map { Self.placed($0, Placement(basis: .notFound)) }
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...4 {
                    group.addTask { try await Ledger.open(conninfo, role: .importer).record(placementsOf: notices, by: Self.rosters) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.reduce(0, +) == 10)
            let vintages: Int = try await Connection.open(conninfo).query(
                "select count(*) as it from ledger.reference_vintage where name = 'places'")[0].value("it")
            #expect(vintages == 1)
        }
    }
}
