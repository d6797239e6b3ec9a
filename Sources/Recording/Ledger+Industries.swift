internal import Postgres
public import Register

extension Ledger {
    /// Enters what the tables of NAICS with that digest make of what these notices state; what is known by them stays.
    ///
    /// - Returns: how many statements were new. Role: importer.
    @discardableResult
    public func record(industriesOf notices: some Sequence<Notice>, by tables: Digest) async throws(RecordingError) -> Int {
        var known: Set<IndustryStatement> = []
        let stated = notices.compactMap { notice in
            notice.industryRead.flatMap { read in
                let statement = IndustryStatement(notice)
                return known.insert(statement).inserted ? statement.columns(read: read) : nil
            }
        }
        guard !stated.isEmpty else { return 0 }
        return try await Self.translating {
            try await connection.query(
                "select ledger.record_industries($1, $2::jsonb) as entered", [Binary(tables.bytes), JSONValue.array(stated).canonicalText])[0]
                .value("entered")
        }
    }
}

/// All that a notice states of its industry.
private struct IndustryStatement: Hashable {
    let naics, industry: String?
    let year: Int?

    init(_ notice: Notice) { (naics, industry, year) = (notice.naics, notice.industry, notice.industryYear) }

    /// What `ledger.record_industries` takes: the statement, and what the tables made of it.
    func columns(read: Industry) -> JSONValue {
        .stated(
            texts: [
                "naics": naics, "industry": industry, "code": read.code, "level": read.level.rawValue, "title": read.title,
                "sector": read.sector,
            ],
            integers: ["year": year, "vintage": read.vintage])
    }
}
