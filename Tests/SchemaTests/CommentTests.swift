import Postgres
import TestDatabase
import Testing

/// The daemon serves these comments as the schema's documentation.
@Suite struct CommentTests {
    private func names(_ sql: String) async throws -> [String] {
        try await TestDatabase.withDatabase { conninfo in
            try await Connection.open(conninfo).query(sql).map { try $0.value("name") }
        }
    }

    @Test("every table and view says what it is")
    func relations() async throws {
        let bare = try await names(
            """
            select c.oid::regclass::text as name from pg_class c
            where c.relnamespace in ('ledger'::regnamespace, 'report'::regnamespace) and c.relkind in ('r', 'v', 'm')
                and obj_description(c.oid, 'pg_class') is null
            """)
        #expect(bare == [])
    }

    @Test("every column says what it means")
    func columns() async throws {
        let bare = try await names(
            """
            select c.oid::regclass || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace in ('ledger'::regnamespace, 'report'::regnamespace) and c.relkind in ('r', 'v', 'm')
                and a.attnum > 0 and not a.attisdropped and col_description(c.oid, a.attnum) is null
            """)
        #expect(bare == [])
    }

    @Test("every function says what it does")
    func functions() async throws {
        let bare = try await names(
            """
            select p.oid::regprocedure::text as name from pg_proc p
            where p.pronamespace in ('ledger'::regnamespace, 'report'::regnamespace) and obj_description(p.oid, 'pg_proc') is null
            """)
        #expect(bare == [])
    }

    @Test("every function that acts for its owner fixes its search path")
    func definers() async throws {
        let loose = try await names(
            """
            select p.oid::regprocedure::text as name from pg_proc p
            where p.pronamespace in ('ledger'::regnamespace, 'report'::regnamespace) and p.prosecdef
                and not coalesce(p.proconfig::text like '%search_path%', false)
            """)
        #expect(loose == [])
    }

    @Test("every table of the ledger refuses changes by trigger")
    func triggers() async throws {
        let open = try await names(
            """
            select c.oid::regclass::text as name from pg_class c
            where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r' and (
                select count(*) from pg_trigger t
                where t.tgrelid = c.oid and not t.tgisinternal and t.tgname in ('append_only', 'append_only_truncate') and t.tgenabled = 'O') <> 2
            """)
        #expect(open == [])
    }

    @Test("every constraint has a name of its own")
    func constraints() async throws {
        let unnamed = try await names(
            """
            select conrelid::regclass || ' ' || conname as name from pg_constraint
            where connamespace = 'ledger'::regnamespace and contype in ('c', 'f', 'u') and conname ~ '_(check|fkey|key)[0-9]+$'
            """)
        #expect(unnamed == [])
    }
}
