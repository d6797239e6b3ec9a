internal import Postgres
public import Register

extension Ledger {
    /// Enters a filer's public key, and with its first key the filer. Role: desk.
    ///
    /// - Parameters:
    ///   - filer: its number; nil: the filer of that name, or the next number.
    /// - Returns: the filer's number, ten digits.
    @discardableResult
    public func registerKey(
        _ key: String, publicKey: [UInt8], validFrom: Moment, filer: String?, employer: String?
    ) async throws(RecordingError) -> String {
        try await Self.translating {
            try await connection.query(
                "select lpad(ledger.register_key($1::bigint, $2, $3, $4, $5::timestamptz)::text, 10, '0') as filer",
                [filer, employer, key, Binary(publicKey), Instant.text(validFrom.seconds)])[0].value("filer")
        }
    }

    /// Revokes a key from a moment on. Role: desk.
    public func revokeKey(_ key: String, at moment: Moment, reason: String) async throws(RecordingError) {
        _ = try await Self.translating {
            try await connection.query(
                "select ledger.revoke_key($1, $2::timestamptz, $3)", [key, Instant.text(moment.seconds), reason])
        }
    }

    /// A registered key, of whichever filer; nil when there is none of that name. Role: desk.
    public func key(named name: String) async throws(RecordingError) -> FilerKey? {
        try await keys("k.key_id = $1", name).first
    }

    /// A filer's keys, oldest first. Role: desk.
    public func keys(of filer: String) async throws(RecordingError) -> [FilerKey] {
        try await keys("k.filer_no = $1::bigint", filer)
    }

    private func keys(_ condition: String, _ value: String) async throws(RecordingError) -> [FilerKey] {
        try await Self.translating {
            try await connection.query(
                """
                select k.key_id, lpad(k.filer_no::text, 10, '0') as filer, k.public_key,
                    to_char(k.valid_from, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as valid_from,
                    to_char(r.revoked_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as revoked_at
                from ledger.filer_key k left join ledger.key_revocation r on r.key_id = k.key_id
                where \(condition)
                order by k.valid_from, k.key_id
                """, [value]
            ).map { row in
                FilerKey(
                    name: try row.value("key_id"), filer: try row.value("filer"),
                    publicKey: try row.value("public_key", as: Binary.self).bytes,
                    validFrom: try row.parsed("valid_from") { Moment($0) },
                    revokedAt: try row.optional("revoked_at", as: String.self).flatMap { Moment($0) })
            }
        }
    }
}
