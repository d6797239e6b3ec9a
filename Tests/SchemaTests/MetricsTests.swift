import Postgres
import Recording
import Register
import Reporting
import TestDatabase
import Testing

/// The measures M1 to M25 on ``MetricsSeed``. Each expected line was counted by hand from the seed's table before a view was written.
@Suite struct MetricsTests {
    /// A question and its lines: the view, what it is asked for, and the expected cells.
    struct Question: Sendable, CustomTestStringConvertible {
        let view: String
        let columns: String
        var filter = "true"
        let lines: [String]
        var testDescription: String { "\(view): \(columns) where \(filter)" }
    }

    /// As of the day after which nothing new was dated, before Alpha's 150 became 120.
    static let asOfFebruary: [Question] = [
        // M1 to M3. Gamma states no count; the median of the 24 months before is that of 24 notices of the nation: 12, the ninth decile 60.
        Question(
            view: "workers_noticed",
            columns:
                "notice_month, state, notices, events, workers, events_without_count, share_without_count, workers_imputed, workers_high",
            filter: "notice_month < '2025-03' or notice_month >= '2025-12'",
            lines: [
                "2025-01|NY|2|2|150|0|0.0000|150|150", "2025-01|VA|1|1|60|0|0.0000|60|60", "2025-12|TX|1|1|70|0|0.0000|70|70",
                "2026-01|NY|3|3|200|1|0.3333|212|260", "2026-01|TX|2|2|580|0|0.0000|580|580", "2026-01|VA|2|2|85|0|0.0000|85|85",
                "2026-02|VA|1|1|10|0|0.0000|10|10",
            ]),
        // Ohio: 1 to 20 workers in June, none stated in August: the state's own median 10 and ninth decile 18 of 20 notices.
        Question(
            view: "workers_noticed", columns: "notice_month, workers, workers_imputed, workers_high, events_without_count",
            filter: "state = 'OH'", lines: ["2025-06|210|210|210|0", "2025-08||10|18|1"]),
        // M4: each instalment in its own month; no first day is no month.
        Question(
            view: "workers_by_effective_month", columns: "effective_month, sum(workers), sum(events), sum(events_without_count)",
            lines: [
                "2025-02|50|1|0", "2025-03|60|1|0", "2025-04|110|2|0", "2026-02|100|2|0", "2026-03|755|5|0", "2026-04|80|1|0", "|210|22|2",
            ]),
        // M5, on February 1: up to May 2.
        Question(
            view: "upcoming_90_days", columns: "sum(workers), min(separation_date), max(separation_date)",
            lines: ["935|2026-02-10|2026-04-01"]),
        // M6: the 28 days to January 31, 2026, and to February 1, 2025. Texas was not observed then.
        Question(
            view: "workers_by_four_weeks", columns: "state, workers, workers_year_before, change_pct", filter: "week_ending = '2026-01-31'",
            lines: ["NY|200|150|33.3", "OH|0||", "TX|580||", "US|865|210|311.9", "VA|85|60|41.7"]),
        // M7: New York and Virginia were observed in both Januaries.
        Question(
            view: "workers_year_on_year", columns: "state, workers, workers_year_before, panel_states, change_pct, reason",
            filter: "notice_month = '2026-01'",
            lines: [
                "NY|200|150|1|33.3|", "OH|0||0||not observed in both months", "TX|580||0||not observed in both months",
                "US|285|210|2|35.7|", "VA|85|60|1|41.7|",
            ]),
        // M8 without a denominator says so.
        Question(
            view: "workers_per_thousand", columns: "area, workers, per_thousand, reason",
            filter: "notice_month = '2026-01' and area_kind = 'state'",
            lines: ["36000|200||no employment supplied", "48000|580||no employment supplied", "51000|85||no employment supplied"]),
        // M9, M10.
        Question(
            view: "lead_times", columns: "employer, lead_days, required_days, standing",
            filter: "state in ('NY', 'VA') order by notice_date, state, employer",
            lines: [
                "Alpha|90|90|meets_recorded_period", "Alpha|60|60|meets_recorded_period", "Beta|30|90|below_recorded_period_no_basis",
                "Epsilon|60||not_computable", "Alpha|60|90|below_recorded_period_no_basis", "Gamma||90|not_computable",
                "Delta|21|90|below_recorded_period_no_basis", "Epsilon|54||not_computable", "Zeta|||date_conflict",
            ]),
        // M11, M12: the whole of a year, by state.
        Question(
            view: "notice_periods_met",
            columns: "notice_year, state, events, computable, meeting, share_meeting, date_conflicts, median_lead_days, lead_days_60",
            filter: "state in ('NY', 'VA', 'TX')",
            lines: [
                "2025|NY|2|2|1|0.5000|0|30|1", "2025|TX|1|1|1|1.0000|0|89|1", "2025|VA|1|1|1|1.0000|0|60|1",
                "2026|NY|3|2|0|0.0000|0|21|1", "2026|TX|2|2|2|1.0000|0|60|2", "2026|VA|3|0|0||1|54|1",
            ]),
        // M18: 40 and 45 at one site within 90 days; neither reaches 50 alone.
        Question(
            view: "aggregation_hits",
            columns: "employer, state, city, notices, workers, largest_notice, window_start, window_end, threshold",
            lines: ["Epsilon|VA|Salem|2|85|45|2026-03-06|2026-03-20|50"]),
        // M20: New York's five notices, 387, 377, 20, 17 and 12 days old when they were recorded.
        Question(view: "timeliness", columns: "state, notices, median_days, days_observed", filter: "state = 'NY'", lines: ["NY|5|20|1"]),
        Question(
            view: "observed_states", columns: "state, first_month, last_month, last_day_is",
            lines: [
                "NY|2025-01|2026-02|page last read", "OH|2025-06|2026-02|page last read", "TX|2025-12|2026-02|page last read",
                "VA|2025-01|2026-02|page last read",
            ]),
        // M22: of the two states with twelve months before them. In February only Virginia is above its median of 0.
        Question(
            view: "diffusion_index", columns: "notice_month, states_observed, states_above, index", filter: "notice_month >= '2026-01'",
            lines: ["2026-01|2|2|1.0000", "2026-02|2|1|0.5000"]),
        // M23: Alpha 650, Epsilon 85, Eta 80, Delta 50 of 865.
        Question(
            view: "concentration", columns: "employers, workers, largest_workers, top_5_share, hhi", filter: "notice_month = '2026-01'",
            lines: ["4|865|650|1.0000|5862"]),
        // M24.
        Question(
            view: "closures_and_temporary", columns: "state, events, closures, share_closures, temporary, share_temporary",
            filter: "notice_month = '2026-01'", lines: ["NY|3|0|0.0000|1|0.3333", "TX|2|0|0.0000|0|0.0000", "VA|2|2|1.0000|0|0.0000"]),
        // M25: Alpha's two campaigns began 367 days apart, Epsilon's two notices are one campaign.
        Question(
            view: "repeat_filers", columns: "employer, campaigns, workers, first_date, last_date",
            lines: ["Eta|2|150|2025-12-01|2026-01-31"]),
        // Dimensions.
        Question(
            view: "workers_by_county", columns: "county_fips, events, workers", filter: "notice_month = '2026-01' and state = 'NY'",
            lines: ["36001|1|150", "|2|50"]),
        Question(
            view: "workers_by_industry", columns: "sector, events, workers", filter: "notice_month = '2026-01'",
            lines: ["31-33|1|500", "|6|365"]),
        Question(
            view: "ai_ladder_by_industry", columns: "sector, sum(events_all), sum(workers_all), sum(events_tiers_1_5)", filter: "notice_month = '2026-01'",
            lines: ["31-33|1|500|0", "|6|365|0"]),
        Question(
            view: "workers_by_event_type", columns: "event_type, sum(events), sum(workers)", filter: "notice_month = '2026-01'",
            lines: ["closure|2|85", "layoff|5|780"]),
    ]

    /// Ten days later New York says 120 where it said 150; the reports of March 10 see it.
    static let asOfMarch: [Question] = [
        // M19: the cohort of January 2026: 865 at first, 835 from the tenth day on. Two months are not over.
        Question(
            view: "revision_triangle", columns: "age_days, disclosures, workers_first, workers_at_age, revision_pct",
            filter: "notice_month = '2026-01'",
            lines: ["7|7|865|865|0.00", "30|7|865|835|-3.47"]),
        Question(
            view: "amendments_by_state", columns: "state, disclosures, amended, share_amended, median_change",
            filter: "state in ('NY', 'VA')",
            lines: ["NY|5|1|0.2000|30", "VA|4|0|0.0000|"]),
        Question(
            view: "workers_noticed", columns: "workers", filter: "notice_month = '2026-01' and state = 'NY'", lines: ["170"]),
    ]

    @Test("every measure is what was counted by hand")
    func counted() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await MetricsSeed.record(into: conninfo)
            let connection = try await Connection.open(conninfo)
            // As the reader's sessions do: compiling a plan costs more than all of these answers.
            try await connection.execute("set jit = off")
            for (asOf, questions) in [("2026-02-01", Self.asOfFebruary), ("2026-03-10", Self.asOfMarch)] {
                try await connection.execute("set report.as_of = '\(asOf)'")
                for question in questions {
                    #expect(try await Self.answer(question, connection) == question.lines, "\(question.testDescription)")
                }
            }
            // The same once the events are settled, and nothing differs from the ledger folded anew.
            #expect(try await Ledger.open(conninfo, role: .reviewer).settle() > 0)
            for question in Self.asOfMarch {
                #expect(try await Self.answer(question, connection) == question.lines, "settled: \(question.testDescription)")
            }
            #expect(try await connection.query("select ledger.is_settled(report.moment()) as it")[0].value("it", as: Bool.self))
            #expect(try await connection.query("select * from ledger.refold()").isEmpty)
        }
    }

    @Test("what moved a number is told by event and cause, and adds up to the difference")
    func explained() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await MetricsSeed.record(into: conninfo)
            let connection = try await Connection.open(conninfo)
            let newest: Int = try await connection.query("select max(position) as last from ledger.log")[0].value("last")
            let february: Int = try await connection.query("select max(position) as last from ledger.log where entry_at < '2026-02-02'")[0]
                .value("last")
            let changes = try await connection.query(
                "select cause, employer, workers_before, workers_after, change from report.explain_change('workers_noticed', $1, $2)",
                [february, newest])
            #expect(changes.map { $0.cells.map { $0 ?? "" }.joined(separator: "|") } == ["amended|Alpha|150|120|-30"])
            let all = try await connection.query(
                "select cause, count(*) as events, sum(change) as change from report.explain_change('totals', 0, $1) group by cause",
                [newest])
            // Every event is new since the beginning: 33 of them, with 865 + 210 + 70 + 10 + 210 - 30 workers.
            #expect(all.map { $0.cells.map { $0 ?? "" }.joined(separator: "|") } == ["new|33|1335"])
            await #expect(throws: PostgresError.self) { try await connection.query("select * from report.explain_change('pulse', 0, 1)") }
        }
    }

    /// Lines with `|` between cells, in the order of the first columns unless the filter orders; with sums, by what is not summed.
    private static func answer(_ question: Question, _ connection: Connection) async throws -> [String] {
        let plain = question.columns.split(separator: ", ").filter { !$0.hasSuffix(")") }.map(String.init)
        let isSummed = plain.count < question.columns.split(separator: ", ").count
        let order =
            question.filter.contains("order by")
            ? "" : plain.isEmpty ? "" : " order by " + plain.prefix(2).map { $0 + " nulls last" }.joined(separator: ", ")
        let group = isSummed && !plain.isEmpty ? " group by " + plain.joined(separator: ", ") : ""
        return try await connection.query(
            "select \(question.columns) from report.\(question.view) where \(question.filter)\(group)\(order)"
        )
        .map { row in row.cells.map { $0 ?? "" }.joined(separator: "|") }
    }
}
