internal import Postgres
public import Register

extension Ledger {
    /// Enters what the tables of NAICS with that digest make of what these notices state; what is known by them stays.
    ///
    /// - Returns: how many statements were new. Role: importer.
    @discardableResult
    public func record(industriesOf notices: [Notice], by tables: Digest) async throws(RecordingError) -> Int {
        let stated = Array(Set(notices.lazy.compactMap(\.industryColumns)))
        guard !stated.isEmpty else { return 0 }
        return try await Self.translating {
            try await connection.query(
                "select ledger.record_industries($1, $2::jsonb) as entered", [Binary(tables.bytes), JSONValue.array(stated).canonicalText])[0]
                .value("entered")
        }
    }
}

extension Notice {
    /// What `ledger.record_industries` takes of a notice; nil where the tables make nothing of it.
    fileprivate var industryColumns: JSONValue? {
        industryRead.map { read in
            .stated(
                texts: [
                    "naics": naics, "industry": industry, "code": read.code, "level": read.level.rawValue, "title": read.title,
                    "sector": read.sector,
                ],
                integers: ["year": industryYear, "vintage": read.vintage])
        }
    }
}
