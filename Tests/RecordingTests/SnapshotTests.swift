import Foundation
import Postgres
import Recording
import Register
import TestDatabase
import Testing

/// How pages are kept: small, once, and some of them for the owner alone.
@Suite struct SnapshotTests {
    private let letter = Snapshot(
        bytes: Array("%PDF-1.4 Dear Ms. Director, our employee is named here.".utf8), url: "https://example.gov/letter.pdf",
        fetchedAt: Page.noon("2026-09-01"), status: 200, role: .details)
    private let details = Snapshot(
        bytes: Array("<dl><dt>Workers</dt><dd>64</dd></dl>".utf8), url: "https://example.gov/warn/7", fetchedAt: Page.noon("2026-09-01"),
        status: 200, role: .details)

    private func batch(privatePages: Set<Snapshot.Role>? = nil) -> ImportBatch {
        var batch = Page(Page.others).batch
        batch.source.privatePages = privatePages
        batch.snapshots += [letter, details]
        return batch
    }

    /// The addresses whose bytes a role may read.
    private func readable(_ conninfo: String, as role: String) async throws -> Set<String> {
        let connection = try await Connection.open(conninfo)
        try await connection.execute("set role \(role)")
        return Set(
            try await connection.query(
                "select s.url from ledger.run_snapshot s join ledger.snapshot_body b on b.sha256 = s.sha256"
            ).map { try $0.value("url", as: String.self) })
    }

    @Test("a letter's bytes are the owner's alone; a page of details is anyone's who may read the ledger")
    func letters() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            _ = try await ledger.record(batch())
            let open: Set = ["https://example.gov/warn", "https://example.gov/warn/7"]
            #expect(try await readable(conninfo, as: "warn_owner") == open.union(["https://example.gov/letter.pdf"]))
            for role in ["warn_importer", "warn_desk", "warn_reviewer"] { #expect(try await readable(conninfo, as: role) == open) }
            #expect(try await Ledger.open(conninfo, role: .reviewer).verify().breaks == [])
            // What one may not read is no reading to begin from.
            #expect(try await ledger.lastReading(of: Page.source().id) == nil)
        }
    }

    @Test("a manifest makes pages private by their role, or makes none so", arguments: [[.rows, .details], []] as [Set<Snapshot.Role>])
    func manifest(_ roles: Set<Snapshot.Role>) async throws {
        try await TestDatabase.withDatabase { conninfo in
            _ = try await Ledger.open(conninfo, role: .importer).record(batch(privatePages: roles))
            #expect(try await readable(conninfo, as: "warn_importer").count == (roles.isEmpty ? 3 : 0))
        }
    }

    @Test("the pages of a stopped run are private by the same rule")
    func stopped() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let batch = batch()
            try await Ledger.open(conninfo, role: .importer).recordStop(
                source: batch.source, startedAt: batch.startedAt, snapshots: batch.snapshots, code: "READ-06", message: "no header",
                hint: "look")
            #expect(try await readable(conninfo, as: "warn_importer").contains("https://example.gov/letter.pdf") == false)
        }
    }

    @Test("a page of markup takes less than half of its bytes, and the same bytes are stored once")
    func compressed() async throws {
        let page = TestDatabase.packageRoot + "/Importers/wa/2026-05-18.html"
        let markup = try [UInt8](Data(contentsOf: URL(fileURLWithPath: page)))
        try await TestDatabase.withDatabase { conninfo in
            let ledger = try await Ledger.open(conninfo, role: .importer)
            var whole = Page(Page.others)
            whole.bytes = markup
            _ = try await ledger.record(whole.batch)
            _ = try await ledger.record(whole.batch)
            let stored = try await Connection.open(conninfo).query(
                "select pg_column_size(b.body) as stored, octet_length(b.body) as bytes from ledger.snapshot_body b")
            #expect(stored.count == 1)
            #expect(try stored[0].value("bytes", as: Int.self) == markup.count)
            #expect(try stored[0].value("stored", as: Int.self) * 2 < markup.count)
        }
    }
}
