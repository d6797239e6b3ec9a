import Postgres
import Recording
import Register

/// What tests of settling ask and write.
enum Settling {
    /// The page with texts that say something of AI, another thing each day, in some of its notices.
    static func speaking(_ page: Page, day: Int) -> ImportBatch {
        var batch = page.batch
        for place in batch.notices.indices where place % 3 == 0 {
            batch.notices[place].notice.reason = "Work goes to AI."
            batch.notices[place].attribution = Attribution(
                label: [.substitution, .denied, .restructuring][(place + day) % 3], technology: "AI",
                evidence: Quote(text: "AI", start: 13, end: 15), rule: "a test", phrasebook: "1",
                tier: place % 2 == 0 ? .noticeLetter : .stateForm)
        }
        return batch
    }

    /// A view's lines as the reader has them, in one text; `anew` folds the whole ledger for it.
    static func answer(_ view: String, at position: Int, _ connection: Connection, anew: Bool = false) async throws -> String {
        try await connection.transaction { connection in
            try connection.execute("set local report.as_of = '\(position)'; set local jit = off; set local enable_nestloop = off")
            // A break makes void what was settled before; it is rolled back with the transaction.
            if anew { try connection.execute("savepoint here; insert into ledger.settlement (position) values (0)") }
            let text: String = try connection.query(
                "select coalesce(string_agg(v::text, chr(10) order by v::text), '') as text from report.\(view) v")[0].value("text")
            if anew { try connection.execute("rollback to savepoint here") }
            return text
        }
    }
}
