public import Register

/// What a filer hands in: the signed payload, and the private parts that it names by their salted digests.
public struct Submission: Sendable, Equatable {
    /// A random UUID in lower case, of the filer's own: handed in twice, it is one submission.
    public var id: String
    /// Canonical JSON (RFC 8785).
    public var payload: [UInt8]
    public var privateParts: [PrivatePart]
    /// Nil when unsigned, which the desk refuses.
    public var key: String?
    public var signature: [UInt8]?

    public init(id: String, payload: [UInt8], privateParts: [PrivatePart], key: String?, signature: [UInt8]?) {
        self.id = id
        self.payload = payload
        self.privateParts = privateParts
        self.key = key
        self.signature = signature
    }

    /// The largest payload that the inbox takes, in bytes.
    public static let mostBytes = 1_048_576
}

/// A submission that the desk has to decide.
public struct WaitingSubmission: Sendable, Equatable {
    public var submission: Submission
    /// ISO 8601 in UTC, by the database's clock.
    public var receivedAt: String
    /// What a person decided of its hold; nil when it was not held.
    public var decision: HoldDecision?
    /// It was decided before, and handed in again.
    public var isDecided: Bool
    /// The number under which these very bytes were accepted; nil when they were not.
    public var acceptedBefore: AccessionNumber?
    /// The registered key of the name it states; nil when there is none.
    public var registeredKey: FilerKey?
}

/// What the desk makes of a submission that it accepts.
public struct AcceptedFiling: Sendable {
    /// The filer's number, ten digits.
    public var filer: String
    public var form: FormType
    public var columns: FilingColumns
    /// Seconds since 1970.
    public var receivedAt: Double
    /// The filing it continues; nil for an original.
    public var head: AccessionNumber?
    public var reason: String?
    public var changedFields: [String]
    public var codes: [String]
    /// Findings and computed values.
    public var answer: JSONValue

    public init(
        filer: String, form: FormType, columns: FilingColumns, receivedAt: Double, head: AccessionNumber?, reason: String?,
        changedFields: [String], codes: [String], answer: JSONValue
    ) {
        self.filer = filer
        self.form = form
        self.columns = columns
        self.receivedAt = receivedAt
        self.head = head
        self.reason = reason
        self.changedFields = changedFields
        self.codes = codes
        self.answer = answer
    }

    var entry: JSONValue {
        .stated(
            texts: [
                "form_type": form.rawValue, "filer_no": filer, "amends_accession_no": head?.rawValue, "amendment_reason": reason,
                "received_at": Instant.text(receivedAt),
            ],
            lists: ["changed_fields": JSONValue.texts(changedFields)], objects: ["columns": columns.columns])
    }
}

/// What a person decides of a held submission.
public enum HoldDecision: String, Sendable, Hashable, CaseIterable {
    case released, refused
}

/// A submission that waits for a person.
public struct HeldSubmission: Sendable, Equatable {
    public var id: String
    /// ISO 8601 in UTC.
    public var heldAt: String
    public var codes: [String]
    /// The desk's whole answer.
    public var answer: JSONValue
}

/// What became of a submission: that it was received is one receipt, that it was accepted another.
public struct SubmissionReceipt: Sendable, Equatable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Waits for the desk.
        case received
        /// Waits for a person.
        case held
        case accepted, rejected
    }

    public var id: String
    public var state: State
    /// ISO 8601 in UTC.
    public var receivedAt: String
    public var payloadDigest: Digest
    public var codes: [String]
    /// Findings and computed values; nil before the desk has looked.
    public var answer: JSONValue?
    /// Nil until it is accepted.
    public var receipt: Receipt?
}

extension SubmissionReceipt {
    init(_ answer: JSONValue) throws {
        guard let id = answer["submission_id"]?.text, let state = answer["state"]?.text.flatMap(State.init(rawValue:)),
            let receivedAt = answer["received_at"]?.text,
            let digest = answer["payload_sha256"]?.text.flatMap(Digest.init(hexadecimal:))
        else {
            throw RecordingError.refused(
                state: "22000", message: "the receipt is not whole: \(answer.canonicalText)", detail: nil, hint: nil)
        }
        self.id = id
        self.state = state
        self.receivedAt = receivedAt
        payloadDigest = digest
        if case .array(let codes)? = answer["codes"] { self.codes = codes.compactMap(\.text) } else { codes = [] }
        self.answer = try answer["answer"]?.text.map { try JSONValue(parsing: $0) }
        receipt = state == .accepted ? try Receipt(answer) : nil
    }
}
