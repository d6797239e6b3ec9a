internal import Postgres
internal import Register

extension PageProfile {
    /// Nil for a run that has none.
    init?(ofRun run: Int, _ connection: isolated Connection) throws {
        let profiles = try connection.query(
            """
            select p.newest_on, p.event_types::text as event_types, p.date_orders::text as date_orders, p.content_sha256
            from ledger.run_profile p where p.run_id = $1
            """, [run])
        guard let profile = profiles.first else { return nil }
        let columns = try connection.query(
            """
            select k.section, k.column_name, c.filled, k.rows, k.examined, k.dates, k.counts
            from ledger.run_column_kind k
            join ledger.run_column c on c.run_id = k.run_id and c.section = k.section and c.column_name = k.column_name
            where k.run_id = $1
            """, [run])
        self.init(
            columns: try columns.map { row in
                ColumnFill(
                    section: try row.value("section"), column: try row.value("column_name"), filled: try row.value("filled"),
                    rows: try row.value("rows"), examined: try row.value("examined"), dates: try row.value("dates"),
                    counts: try row.value("counts"))
            },
            newest: try profile.optional("newest_on"), eventTypes: try JSONValue(parsing: profile.value("event_types")).counts,
            orders: Self.orders(try JSONValue(parsing: profile.value("date_orders"))), content: try profile.value("content_sha256"))
    }

    private static func orders(_ value: JSONValue) -> [String: Order] {
        guard case .object(let members) = value else { return [:] }
        return members.compactMapValues { pair in
            guard case .array(let numbers) = pair, case .integer(let reversed)? = numbers.first, case .integer(let rows)? = numbers.last
            else { return nil }
            return Order(rows: rows, reversed: reversed)
        }
    }

    var described: JSONValue {
        .stated(
            texts: ["content_sha256": "\\x\(content)"], dates: ["newest_on": newest],
            objects: [
                "event_types": .object(eventTypes.mapValues(JSONValue.integer)),
                "date_orders": .object(orders.mapValues { .array([.integer($0.reversed), .integer($0.rows)]) }),
            ])
    }
}

extension ColumnFill {
    fileprivate var described: JSONValue {
        .stated(
            texts: ["section": section, "column_name": column],
            integers: ["rows": rows, "examined": examined, "dates": dates, "counts": counts])
    }
}

extension PageChange {
    fileprivate var described: JSONValue {
        .stated(texts: ["change": kind.rawValue, "column_name": column, "was": was, "now": now])
    }
}

extension Connection {
    /// Adds to a run what its page was like; `profile` is nil where its rows were not read.
    func record(_ profile: PageProfile?, of run: Int, since baseline: Int? = nil, changes: [PageChange] = []) throws(PostgresError) {
        var members: [String: JSONValue] = ["changes": .array(changes.map(\.described))]
        if let profile {
            members["columns"] = .array(profile.columns.map(\.described))
            guard case .object(var described) = profile.described else { return }
            described["compared_run_id"] = baseline.map(JSONValue.integer)
            members["profile"] = .object(described)
        }
        try query("select ledger.record_profile($1, $2::jsonb)", [run, JSONValue.object(members).canonicalText])
    }

    /// A run before the baseline that passed, with the very pages, or with rows that say the very same.
    func olderRun(
        than baseline: Int, of source: SourceID, rowPages: Set<Digest>, content: Digest?
    ) throws(PostgresError) -> (run: Int, day: String)? {
        let found = try query(
            """
            select r.run_id, to_char(r.finished_at, 'YYYY-MM-DD') as day
            from ledger.run r
            left join ledger.run_profile p on p.run_id = r.run_id
            where r.source_id = $1 and r.run_id < $2 and r.outcome <> 'stopped' and r.notices > 0 and (
                p.content_sha256 = $3
                or (select array_agg(distinct s.sha256::text order by s.sha256::text) from ledger.run_snapshot s
                    where s.run_id = r.run_id and s.role = 'rows') = $4::text[])
            order by r.run_id desc limit 1
            """, [source.rawValue, baseline, content, rowPages.map(\.databaseText).sorted()])
        guard let run = found.first else { return nil }
        return (try run.value("run_id"), try run.value("day"))
    }
}
