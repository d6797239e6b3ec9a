internal import Postgres
internal import Register

/// Facts of `Schema/reference` that the ledger's tables point at.
extension Migrator {
    /// Enters the jurisdictions; a new vintage of the file adds what is new. A changed row needs a migration, for numbers rest on it.
    func loadJurisdictions(_ connection: Connection, _ say: @Sendable (String) -> Void) async throws {
        let file = "reference/jurisdictions.csv"
        let content = try text(of: file)
        let lines = content.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first, Array(header.prefix(4)) == ["code", "name", "fips", "kind"],
            lines.allSatisfy({ $0.count == header.count })
        else {
            throw RecordingError.unreadableFile(
                path: "\(folder)/\(file)", text: "its first line is not code,name,fips,kind, or a line has another number of values")
        }
        let digest = Digest(of: content.utf8)
        let wasLoaded = try await connection.transaction { connection in
            let known = try connection.query(
                "select sha256 from ledger.reference_vintage where name = 'jurisdictions' order by position desc limit 1")
            if try known.first?.value("sha256", as: Binary.self).bytes == digest.bytes { return false }
            let position: Int = try connection.query(
                "select ledger.enter_reference('jurisdictions', $1) as position", [Binary(digest.bytes)])[0].value("position")
            for line in lines.dropFirst() {
                try connection.query(
                    "insert into ledger.jurisdiction (code, name, fips, kind, position) values ($1, $2, $3, $4, $5) on conflict (code) do nothing",
                    [line[0], line[1], line[2], line[3], position])
            }
            return true
        }
        if wasLoaded { say("reference \(file)") }
    }
}
