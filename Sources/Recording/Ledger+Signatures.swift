internal import Postgres
internal import Register

extension Ledger {
    /// Filers' signatures, each over its filing's payload, and the keys they were made with.
    func signatures(seenBy snapshot: String, upTo newest: Int) async throws -> (breaks: [Verification.Break], count: Int) {
        try await inRanges(seenBy: snapshot, upTo: newest) { connection, first, last in
            var found: (breaks: [Verification.Break], count: Int) = ([], 0)
            var next = first
            while true {
                let rows = try connection.query(Self.signedFilings, [next, last, Self.signaturesAtOnce])
                for row in rows { found.breaks += try Self.signatureBreaks(of: row) }
                found.count += rows.count
                guard rows.count == Self.signaturesAtOnce, let end = rows.last else { return found }
                next = try end.value("position", as: Int.self) + 1
            }
        }.reduce(into: ([], 0)) { all, part in
            all.breaks += part.breaks
            all.count += part.count
        }
    }

    private static let signaturesAtOnce = 1000

    /// A key was in force when what it signed was received, as the desk asked then.
    private static let signedFilings = """
        select f.accession_no, f.position, f.payload, s.key_id, s.signature, k.public_key,
            coalesce(k.filer_no = f.filer_no, false) as is_own,
            coalesce(f.received_at >= k.valid_from and (r.revoked_at is null or f.received_at < r.revoked_at), false) as is_in_force
        from ledger.filing f
        join ledger.filing_signature s on s.accession_no = f.accession_no
        left join ledger.filer_key k on k.key_id = s.key_id
        left join ledger.key_revocation r on r.key_id = s.key_id
        where f.position between $1 and $2
        order by f.position
        limit $3
        """

    private static func signatureBreaks(of row: Row) throws -> [Verification.Break] {
        let (number, position): (String, Int) = (try row.value("accession_no"), try row.value("position"))
        let key: String = try row.value("key_id")
        func broken(_ code: String, _ message: String) -> Verification.Break {
            Verification.Break(code: code, subject: number, position: position, message: message)
        }
        guard let publicKey = try row.optional("public_key", as: Binary.self)?.bytes else {
            return [broken("unfit_key", "it is signed with key \(key), which is not registered")]
        }
        var breaks: [Verification.Break] = []
        if try !row.value("is_own") { breaks.append(broken("unfit_key", "it is signed with key \(key), which is another filer's")) }
        if try !row.value("is_in_force") {
            breaks.append(broken("unfit_key", "it is signed with key \(key), which was not in force when it was received"))
        }
        let (signature, payload) = (try row.value("signature", as: Binary.self).bytes, try row.value("payload", as: Binary.self).bytes)
        if !FilerKey.verifies(signature, over: payload, by: publicKey) {
            breaks.append(broken("bad_signature", "its signature with key \(key) is not over its payload"))
        }
        return breaks
    }
}
