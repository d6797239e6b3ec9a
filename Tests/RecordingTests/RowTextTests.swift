import Postgres
import TestDatabase
import Testing

/// What is digested of rows is written by our own code: it must be what `to_jsonb` writes, to the byte.
@Suite struct RowTextTests {
    private static let table = #"""
        create table public.odd (
            "text" text, "a-b" text, "é" text, small smallint, whole integer, large bigint, flag boolean, day date, moment timestamptz,
            bytes bytea, id uuid, list text[], amount numeric(12, 4), other jsonb, ratio double precision);
        insert into public.odd ("text", "a-b", "é", small, whole, large, flag, day, moment, bytes, id, list, amount, other, ratio) values
            (e'"\\\t\b\f\n\r\x01\x1f\x7f/\u2028é\U0001F600', '', ' ', -32768, 2147483647, -9223372036854775808, true, '2026-09-01',
                '2026-09-01 12:00:00.5+00', '\x00ff', 'c0ffee00-0000-4000-8000-0000000000ff', '{a,"b\"c",NULL,"d,e",""}', 12.5, '{"b": 1, "a": "x"}', 0.1),
            ('null', null, '{}', 0, 0, 0, false, '0044-03-15 BC', '1999-12-31 23:59:59.999999+00', '', null, '{}', -0.0001, '[]', 1e300),
            (null, null, null, 1, 10, 1000000000000, null, 'infinity', 'infinity', null, null, null, null, null, null),
            ('', null, null, 9, 99, 9223372036854775807, null, '-infinity', '0001-01-01 00:00:00+00 BC', null, null, '{NULL}', 0, '7', -0.5),
            ('leap', null, null, 100, -1, -10, null, '2000-02-29', '2024-02-29 00:00:00.000001+00', null, null, '{x}', 100, '"q"', 2),
            ('far', null, null, 101, -100, 5, null, '10000-12-31', '1970-01-01 00:00:00+00', null, null, '{x,y}', 1, 'true', 3);
        insert into public.odd (day, moment)
            select '1895-12-28'::date + (n * 97)::integer, '1899-12-31 00:00:00+00'::timestamptz + n * interval '37 days 11 hours 7 minutes 0.000123 seconds'
            from generate_series(0, 1999) n
        """#

    private func differing(_ table: String, _ conninfo: String) async throws -> (rows: Int, differing: [String]) {
        let session = try await Connection.open(conninfo)
        return try await session.together { connection in
            let row = try RowText(of: table, connection)
            var (rows, differing): (Int, [String]) = (0, [])
            try connection.copyOut("select jsonb_strip_nulls(to_jsonb(x))::text, \(row.selection) from \(table) x") { found in
                var text: [UInt8] = []
                row.write(found, from: 1, to: &text)
                rows += 1
                if found.text(0) != String(decoding: text, as: UTF8.self) {
                    differing.append("\(found.text(0) ?? "") | \(String(decoding: text, as: UTF8.self))")
                }
            }
            return (rows, differing)
        }
    }

    @Test("of every type, whatever the columns hold")
    func types() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Connection.open(conninfo).execute(Self.table)
            let found = try await differing("public.odd", conninfo)
            #expect(found.rows == 2006)
            #expect(found.differing == [])
        }
    }

    @Test("of every table of the ledger")
    func ledger() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let tables = try await Connection.open(conninfo).query(
                "select 'ledger.' || quote_ident(c.relname) as name from pg_class c where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r'"
            ).map { try $0.value("name", as: String.self) }
            #expect(tables.contains("ledger.filing"))
            for table in tables {
                let found = try await differing(table, conninfo)
                #expect(found.differing == [], "\(table)")
            }
        }
    }

    @Test("members come by the length of their names, then by their bytes; some are left out, and others come between")
    func members() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let session = try await Connection.open(conninfo)
            try await session.execute("create table public.pair (bb text, a text, secret text); insert into public.pair values ('2', '1', 'no')")
            let text = try await session.together { connection in
                let row = try RowText(of: "public.pair", without: ["secret"], parts: ["ab", "none"], connection)
                var text: [UInt8] = []
                try connection.copyOut("select \(row.selection) from public.pair x") { found in
                    row.write(found, to: &text) { $0 == 0 ? Array("[3]".utf8)[...] : nil }
                    #expect(row.place(of: "secret").flatMap { found.text($0) } == "no")
                    #expect(row.place(of: "missing") == nil)
                }
                return text
            }
            #expect(String(decoding: text, as: UTF8.self) == #"{"a": "1", "ab": [3], "bb": "2"}"#)
        }
    }
}
