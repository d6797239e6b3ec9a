internal import Postgres
public import Register

extension Ledger {
    /// Enters the county and place of what these notices state, by the rosters with that digest; what is known by them stays.
    ///
    /// - Returns: how many statements were new. Role: importer.
    @discardableResult
    public func record(placementsOf notices: some Sequence<Notice>, by rosters: Digest) async throws(RecordingError) -> Int {
        var known: Set<PlaceStatement> = []
        let stated = notices.compactMap { notice in
            notice.placement.flatMap { placed in
                let statement = PlaceStatement(notice)
                return known.insert(statement).inserted ? statement.columns(placed: placed) : nil
            }
        }
        guard !stated.isEmpty else { return 0 }
        return try await Self.translating {
            try await connection.query(
                "select ledger.record_placements($1, $2::jsonb) as entered", [Binary(rosters.bytes), JSONValue.array(stated).canonicalText])[0]
                .value("entered")
        }
    }
}

/// All that a notice states of its place: of a page's many rows few state anything that no other does.
private struct PlaceStatement: Hashable {
    let state: StateCode
    let city, county, zip, location: String?
    let sites: [Site]
    let isElsewhere: Bool

    init(_ notice: Notice) {
        state = notice.state
        (city, county, zip, location) = (notice.city, notice.county, notice.zip, notice.locationRaw)
        // The workers at a site say nothing of where it is.
        sites = notice.sites.map { Site(city: $0.city, county: $0.county) }
        isElsewhere = notice.warnings.contains("place_elsewhere")
    }

    /// What `ledger.record_placements` takes: the statement, and what the rosters made of it.
    func columns(placed: Placement) -> JSONValue {
        .stated(
            texts: [
                "state": state.rawValue, "city": city, "county": county, "zip": zip, "location": location,
                "sites": sites.isEmpty
                    ? nil : sites.map { ($0.city ?? "") + "\u{1F}" + ($0.county ?? "") }.joined(separator: "\u{1E}"),
                "county_fips": placed.countyFIPS, "place_fips": placed.placeFIPS, "basis": placed.basis.rawValue,
                "confidence": placed.confidence?.rawValue,
            ],
            booleans: ["is_elsewhere": isElsewhere])
    }
}
