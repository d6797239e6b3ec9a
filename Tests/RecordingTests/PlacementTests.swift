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

    @Test("the industry of what is stated, by code and by words; nothing where the tables make nothing of it")
    func industries() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let importer = try await Ledger.open(conninfo, role: .importer)
            var coded = Page.notice("Alpha"), worded = Page.notice("Beta"), unread = Page.notice("Gamma"), silent = Page.notice("Delta")
            coded.naics = "722511"
            coded.industryRead = Industry(code: "722511", vintage: 2022, level: .nationalIndustry, title: "Full-Service Restaurants", sector: "72")
            worded.industry = "Healthcare"
            worded.industryRead = Industry(level: .sector, title: "Health Care and Social Assistance", sector: "62")
            unread.industry = "Production workers"
            silent.placement = Self.albany
            let notices = [coded, worded, unread, silent]
            _ = try await importer.record(Page(notices).batch)
            #expect(try await importer.record(industriesOf: notices, by: Self.rosters) == 2)
            #expect(try await importer.record(industriesOf: notices, by: Self.rosters) == 0)
            let lines: [String] = try await Connection.open(conninfo).query(
                "select concat_ws(' ', employer, sector, code, vintage, level, industry_basis) as line from report.notice_industries order by position"
            ).map { try $0.value("line") }
            #expect(lines == ["Alpha 72 722511 2022 national_industry code", "Beta 62 sector words", "Gamma"])
            try await importer.record(placementsOf: notices, by: Self.rosters)
            let share: String = try await Connection.open(conninfo).query(
                "select concat_ws(' ', notices, in_a_county, in_a_county_pct, by_city, high, not_looked_up) as line from report.place_coverage")[0]
                .value("line")
            // All four say the same of their place.
            #expect(share == "4 4 100.0 4 4 0")
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
