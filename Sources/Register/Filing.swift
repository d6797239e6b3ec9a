/// What a filing is. Observed forms come from imports; the others from employers.
public enum FormType: String, Sendable, Hashable, Codable, CaseIterable {
    /// Observed on a state's page; observed changed; no longer listed; same bytes, our reading corrected.
    case observed = "OBS"
    case observedAmended = "OBS/A"
    case observedWithdrawn = "OBS/W"
    case observedReread = "OBS/R"
    /// An employer's notice; its complete restatement; its postponement; its withdrawal.
    case notice = "N"
    case noticeAmended = "N/A"
    case noticePostponed = "N/P"
    case noticeWithdrawn = "N/W"
    /// An employer's quarter; its complete restatement; a quarter in which nothing happened.
    case quarter = "Q"
    case quarterAmended = "Q/A"
    case quarterWithoutActivity = "Q/NA"
    /// An employer says that AI was not a factor.
    case denial = "X"

    public var isObserved: Bool { rawValue.hasPrefix("OBS") }

    /// Forms that may follow each other in one chain; nil for what is observed.
    public enum Family: Sendable, Hashable {
        case notice, quarter, denial
    }

    public var family: Family? {
        switch self {
        case .observed, .observedAmended, .observedWithdrawn, .observedReread: nil
        case .notice, .noticeAmended, .noticePostponed, .noticeWithdrawn: .notice
        case .quarter, .quarterAmended, .quarterWithoutActivity: .quarter
        case .denial: .denial
        }
    }

    /// Whether it must name the filing it continues; an `X` may.
    public var continuesChain: Bool {
        switch self {
        case .noticeAmended, .noticePostponed, .noticeWithdrawn, .quarterAmended: true
        default: false
        }
    }

    /// Whether it may continue a chain whose newest filing has that form.
    public func canFollow(_ head: FormType) -> Bool {
        guard let family, let other = head.family else { return false }
        return (family == .quarter) == (other == .quarter)
    }
}

/// Where a disclosure comes from.
public enum Origin: String, Sendable, Hashable, Codable, CaseIterable {
    case stateImport = "state_import"
    case employer
}

/// One continuing matter of one origin: a UUID in lower case.
public struct DisclosureID: RawRepresentable, Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    public let rawValue: String

    public init?(rawValue: String) {
        var place = 0
        for byte in rawValue.utf8 {
            let isDash = place == 8 || place == 13 || place == 18 || place == 23
            guard isDash ? byte == 45 : (48...57).contains(byte) || (97...102).contains(byte) else { return nil }
            place += 1
        }
        guard place == 36 else { return nil }
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
    public static func < (left: DisclosureID, right: DisclosureID) -> Bool { left.rawValue < right.rawValue }
}

/// A filing's number: filer of ten digits, year of two, sequence of six (an employer) or nine (an import): `0000000007-26-000012`.
public struct AccessionNumber: RawRepresentable, Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    public let rawValue: String

    public init?(rawValue: String) {
        let parts = rawValue.split(separator: "-", omittingEmptySubsequences: false)
        let digits = rawValue.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 }
        guard digits, parts.count == 3, parts[0].count == 10, parts[1].count == 2, parts[2].count == 6 || parts[2].count == 9 else {
            return nil
        }
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
    public static func < (left: AccessionNumber, right: AccessionNumber) -> Bool { left.rawValue < right.rawValue }
}

/// What a filer gets when a filing is accepted.
public struct Receipt: Sendable, Equatable, Codable {
    public var accessionNumber: AccessionNumber
    public var disclosure: DisclosureID
    public var form: FormType
    /// The filing's place in the one log.
    public var position: Int
    /// SHA-256 of the canonical payload.
    public var payloadDigest: Digest
    /// SHA-256 that names the disclosure's previous filing and this payload.
    public var chainDigest: Digest
    /// ISO 8601 in UTC.
    public var acceptedAt: String

    public init(
        accessionNumber: AccessionNumber, disclosure: DisclosureID, form: FormType, position: Int, payloadDigest: Digest,
        chainDigest: Digest, acceptedAt: String
    ) {
        self.accessionNumber = accessionNumber
        self.disclosure = disclosure
        self.form = form
        self.position = position
        self.payloadDigest = payloadDigest
        self.chainDigest = chainDigest
        self.acceptedAt = acceptedAt
    }

    enum CodingKeys: String, CodingKey {
        case disclosure = "disclosure_id"
        case form = "form_type"
        case position
        case accessionNumber = "accession_no"
        case payloadDigest = "payload_sha256"
        case chainDigest = "chain_sha256"
        case acceptedAt = "accepted_at"
    }
}
