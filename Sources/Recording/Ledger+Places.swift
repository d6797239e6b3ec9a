internal import Postgres
public import Register

extension Ledger {
    /// Enters the county and place of what these notices state, by the rosters with that digest; what is known by them stays.
    ///
    /// - Returns: how many statements were new. Role: importer.
    @discardableResult
    public func record(placementsOf notices: [Notice], by rosters: Digest) async throws(RecordingError) -> Int {
        let stated = Array(Set(notices.lazy.filter { $0.placement != nil }.map(\.placementColumns)))
        guard !stated.isEmpty else { return 0 }
        return try await Self.translating {
            try await connection.query(
                "select ledger.record_placements($1, $2::jsonb) as entered", [Binary(rosters.bytes), JSONValue.array(stated).canonicalText])[0]
                .value("entered")
        }
    }
}

extension Notice {
    /// What `ledger.record_placements` takes of a notice: all that it states of its place, and what the rosters made of it.
    fileprivate var placementColumns: JSONValue {
        .stated(
            texts: [
                "state": state.rawValue, "city": city, "county": county, "zip": zip, "location": locationRaw,
                "sites": sites.isEmpty
                    ? nil : sites.map { ($0.city ?? "") + "\u{1F}" + ($0.county ?? "") }.joined(separator: "\u{1E}"),
                "county_fips": placement?.countyFIPS, "place_fips": placement?.placeFIPS, "basis": placement?.basis.rawValue,
                "confidence": placement?.confidence?.rawValue,
            ],
            booleans: ["is_elsewhere": warnings.contains("place_elsewhere")])
    }
}
