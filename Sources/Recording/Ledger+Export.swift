internal import Postgres
public import Register

/// One fetched page as an archive lists it.
public struct ArchivedPage: Sendable {
    public var source: SourceID
    public var run: Int
    /// From 1 within the run.
    public var place: Int
    public var snapshot: Snapshot
}

extension Ledger {
    /// Every page of a run in the order fetched; those whose bytes are private to this role, or were taken down, are left out.
    ///
    /// - Returns: the pages, and how many were left out.
    public func archivedPages(ofRun run: Int, source: SourceID) async throws(RecordingError) -> (pages: [ArchivedPage], leftOut: Int) {
        try await Self.translating {
            let rows = try await connection.query(
                """
                select s.seq, s.url, extract(epoch from s.fetched_at) as fetched_at, s.status, s.headers::text as headers, s.role, b.body,
                    b.sha256 is not null as is_there
                from ledger.run_snapshot s left join ledger.snapshot_body b on b.sha256 = s.sha256
                where s.run_id = $1 order by s.seq
                """, [run])
            let there = try rows.filter { try $0.value("is_there", as: Bool.self) }
            let pages = try there.map {
                ArchivedPage(source: source, run: run, place: try $0.value("seq"), snapshot: try Snapshot($0))
            }
            return (pages, rows.count - pages.count)
        }
    }

    /// Every run that kept a page, stopped or not, oldest first.
    ///
    /// - Parameter source: nil: every source's.
    public func runsWithPages(of source: SourceID?) async throws(RecordingError) -> [(run: Int, source: SourceID)] {
        try await Self.translating {
            try await connection.query(
                """
                select r.run_id, r.source_id from ledger.run r
                where ($1::text is null or r.source_id = $1) and exists (select from ledger.run_snapshot s where s.run_id = r.run_id)
                order by r.run_id
                """, [source?.rawValue]
            ).map { (try $0.value("run_id"), try $0.parsed("source_id", SourceID.init(rawValue:))) }
        }
    }
}
