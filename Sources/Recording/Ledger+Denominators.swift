internal import Postgres
public import Register

extension Ledger {
    /// Enters a vintage of employment. Role: importer.
    ///
    /// - Parameter rows: by column: `area_fips`, `industry`, `year`, `quarter`, `employment`.
    /// - Returns: rows entered; 0 where a file with that digest is known.
    public func record(employment rows: [[String: String]], of file: Digest) async throws(RecordingError) -> Int {
        try await enter(
            "ledger.record_employment",
            rows.map { row in
                Self.object(
                    row, ["area": "area_fips", "industry": "industry", "year": "year", "quarter": "quarter", "employment": "employment"])
            }, file)
    }

    /// Enters a delineation of metropolitan areas. Role: importer.
    ///
    /// - Parameter rows: by column: `cbsa`, `county_fips`, `title`.
    /// - Returns: rows entered; 0 where a file with that digest is known.
    public func record(metropolitanCounties rows: [[String: String]], of file: Digest) async throws(RecordingError) -> Int {
        try await enter(
            "ledger.record_metropolitan_counties",
            rows.map { Self.object($0, ["cbsa": "cbsa", "county_fips": "county_fips", "title": "title"]) }, file)
    }

    private static func object(_ row: [String: String], _ columns: [String: String]) -> JSONValue {
        .object(columns.compactMapValues { row[$0].map(JSONValue.string) })
    }

    private func enter(_ function: String, _ rows: [JSONValue], _ file: Digest) async throws(RecordingError) -> Int {
        try await Self.translating {
            try await connection.query(
                "select \(function)($1, $2::jsonb) as entered", [Binary(file.bytes), JSONValue.array(rows).canonicalText])[0].value(
                    "entered")
        }
    }
}
