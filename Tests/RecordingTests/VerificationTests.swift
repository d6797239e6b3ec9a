import Postgres
import Recording
import Register
import TestDatabase
import Testing

/// A superuser who switches the triggers off can change rows. `verify` tells.
@Suite struct VerificationTests {
    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: String
        let code: String
        let subject: String
    }

    private static let number = "0000000001-26-000000004"

    static let cases = [
        Tampering(
            testDescription: "a changed payload",
            sql:
                "update ledger.filing set payload = replace(convert_from(payload, 'UTF8'), '14', '15')::bytea where accession_no = '\(number)'",
            code: "changed_payload", subject: number),
        Tampering(
            testDescription: "a changed payload with its digest made to fit",
            sql: "update ledger.filing set payload = '{}', payload_sha256 = sha256('{}') where accession_no = '\(number)'",
            code: "broken_chain", subject: number),
        Tampering(
            testDescription: "a changed column", sql: "update ledger.filing set workers = 700 where accession_no = '\(number)'",
            code: "changed_row", subject: number),
        Tampering(
            testDescription: "an added site",
            sql: "insert into ledger.filing_site (accession_no, seq, city) values ('\(number)', 9, 'Troy')",
            code: "changed_row", subject: number),
        Tampering(
            testDescription: "a changed attribution",
            sql: "update ledger.attribution set label = 'none' where accession_no = '0000000001-26-000000011'",
            code: "changed_row", subject: "0000000001-26-000000011"),
        Tampering(
            testDescription: "a removed filing", sql: "delete from ledger.filing where accession_no = '\(number)'", code: "removed_row",
            subject: number),
        Tampering(
            testDescription: "a removed filing with its log entry",
            sql: "delete from ledger.log where subject = '\(number)'; delete from ledger.filing where accession_no = '\(number)'",
            code: "gap", subject: "0000000001-26-000000005"),
        Tampering(
            testDescription: "an added filing",
            sql: """
                create temp table copy as select * from ledger.filing where accession_no = '\(number)';
                update copy set accession_no = '0000000001-26-000000012', accession_sequence = 12, version = 2, position = 999, previous_chain_sha256 = chain_sha256;
                insert into ledger.filing select * from copy
                """, code: "added_row", subject: "0000000001-26-000000012"),
        Tampering(
            testDescription: "an added filing before the first entry",
            sql: """
                create temp table copy as select * from ledger.filing where accession_no = '\(number)';
                update copy set accession_no = '0000000001-26-000000012', accession_sequence = 12, version = 2, position = -3, previous_chain_sha256 = chain_sha256;
                insert into ledger.filing select * from copy
                """, code: "added_row", subject: "0000000001-26-000000012"),
        Tampering(
            testDescription: "a filing moved to another place",
            sql: "update ledger.filing set position = 998 where accession_no = '\(number)'", code: "added_row", subject: number),
        Tampering(
            testDescription: "a filing moved away from its entry",
            sql: "update ledger.filing set position = 998 where accession_no = '\(number)'", code: "removed_row", subject: number),
        Tampering(
            testDescription: "a filing's time, and its details made to fit",
            sql: """
                update ledger.filing set accepted_at = accepted_at + interval '1 second' where accession_no = '\(number)';
                update ledger.filing f set detail_sha256 = ledger.filing_detail_sha256(to_jsonb(f), ledger.filing_parts(f.accession_no, f.position))
                where accession_no = '\(number)';
                update ledger.filing f set chain_sha256 = ledger.chain_sha256(
                    f.disclosure_id, f.version, f.form_type, f.accession_no, f.previous_chain_sha256, f.payload_sha256, f.detail_sha256)
                where accession_no = '\(number)';
                update ledger.log l set content_sha256 = f.chain_sha256 from ledger.filing f
                where f.accession_no = l.subject and f.accession_no = '\(number)'
                """, code: "changed_row", subject: number),
        Tampering(
            testDescription: "a log entry's digest",
            sql: "update ledger.log set content_sha256 = sha256('x') where subject = '\(number)'", code: "changed_row", subject: number),
        Tampering(
            testDescription: "a log entry's subject", sql: "update ledger.log set subject = 'x' where subject = '\(number)'",
            code: "added_row", subject: number),
        Tampering(
            testDescription: "a log entry that never was",
            sql: "insert into ledger.log select 99, kind, 'x', content_sha256, entry_at from ledger.log where subject = '\(number)'",
            code: "removed_row", subject: "x"),
        Tampering(
            testDescription: "a function that calls everything whole",
            sql: """
                create or replace function ledger.broken_sets() returns table (code text, subject text, "position" bigint, message text)
                language sql as 'select null::text, null::text, null::bigint, null::text where false';
                update ledger.filing set employer = 'Nobody' where accession_no = '\(number)'
                """, code: "changed_row", subject: number),
        Tampering(
            testDescription: "a page's bytes", sql: "update ledger.snapshot_body set body = 'x'", code: "changed_bytes", subject: ""),
        Tampering(testDescription: "a removed page", sql: "delete from ledger.snapshot_body", code: "removed_bytes", subject: ""),
        Tampering(
            testDescription: "a run's tally", sql: "update ledger.run set rows = 13, notices = 12", code: "changed_row", subject: "run 1"),
        Tampering(
            testDescription: "a log entry's time", sql: "update ledger.log set entry_at = entry_at - interval '1 year' where position = 9",
            code: "time_runs_backwards", subject: "9"),
        Tampering(testDescription: "a removed rejection", sql: "delete from ledger.rejection", code: "changed_row", subject: "run 1"),
    ]

    @Test("the text that is digested of a row has every column, and is jsonb's to the byte, whatever the columns hold")
    func detailText() async throws {
        try await TestDatabase.withDatabase { conninfo in
            try await Seed.record(into: conninfo)
            let session = try await Connection.open(conninfo)
            let missing = try await session.query(
                """
                select c.column_name from information_schema.columns c
                where c.table_schema = 'ledger' and c.table_name = 'filing'
                    and c.column_name not in ('payload', 'detail_sha256', 'chain_sha256')
                    and position('"' || c.column_name || '": ' in pg_get_functiondef(to_regproc('ledger.detail_text'))) = 0
                """
            ).map { try $0.value("column_name", as: String.self) }
            #expect(missing == [])
            // Every column holds something that is written in more than one way.
            try await session.execute(
                #"""
                set timezone to 'UTC'; set bytea_output to hex; set session_replication_role to replica;
                update ledger.filing set content_sha256 = '\x00ff', version = version + 100, previous_chain_sha256 = '\x01',
                    dba = e'"\\\t\b\f\n\r\x01\x7f/\u2028é', industry = '', "union" = '{}', letter_url = 'null', state_number = '007',
                    amendment_reason = ' ', posted_date = '0044-03-15 BC', effective_end = 'infinity', warnings = '{a,"b\"c",NULL,"d e"}',
                    reasons = '{}', changed_fields = '{"x,y"}', workers_total = -1, effective_approximate = null,
                    received_at = '2026-01-01 00:00:00.5+00'
                where position % 2 = 1
                """#)
            let differing = try await session.query(
                """
                select t.written, t.jsonb from (
                    select ledger.detail_text(f, p -> 'sites', p -> 'phases', p -> 'attributions', (p -> 'private')::text, p -> 'signature', p -> 'quarter',
                            p -> 'impacts') as written,
                        (jsonb_strip_nulls((to_jsonb(f) - '{payload,detail_sha256,chain_sha256}'::text[]) || p))::text as jsonb
                    from ledger.filing f cross join lateral (select jsonb_strip_nulls(ledger.filing_parts(f.accession_no, f.position)) as p) parts
                ) t where t.written <> t.jsonb
                """
            ).map { try $0.value("written", as: String.self) + " | " + $0.value("jsonb", as: String.self) }
            #expect(differing == [])
        }
    }

    @Test("verify finds and names", arguments: cases)
    func tampered(_ tampering: Tampering) async throws {
        try await TestDatabase.withDatabase { conninfo in
            var batch = Page(Page.others + [Page.notice("Nespresso", reason: "Artificial Intelligence")]).batch
            batch.notices[10].attribution = Attribution(
                label: .substitution, evidence: Quote(text: "Artificial Intelligence", start: 0, end: 23), rule: "ai", phrasebook: "1",
                tier: .stateForm)
            batch.rejections = [
                Rejection(source: batch.source.id, row: 11, locator: "line 13", code: "NORM-04", message: "13/45", hint: "Look.")
            ]
            _ = try await Ledger.open(conninfo, role: .importer).record(batch)
            let reviewer = try await Ledger.open(conninfo, role: .reviewer)
            #expect(try await reviewer.verify().isWhole)
            let superuser = try await Connection.open(conninfo)
            try await superuser.execute("set session_replication_role to replica; \(tampering.sql)")
            let breaks = try await reviewer.verify().breaks
            #expect(
                breaks.contains { $0.code == tampering.code && (tampering.subject.isEmpty || $0.subject == tampering.subject) }, "\(breaks)"
            )
        }
    }
}
