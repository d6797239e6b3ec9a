/// A text taken out of a document: what quotes point into.
public struct ExtractedText: Sendable, Equatable {
    /// Pages are parted by form feeds.
    public var body: String
    /// Program that took it out: `pdftotext`, `tesseract`, `libxml2`, or `plain` for a text as it came.
    public var extractor: String
    public var version: String
    /// Read from a picture: letters may be wrong.
    public var byOCR: Bool

    public init(body: String, extractor: String, version: String, byOCR: Bool = false) {
        self.body = body
        self.extractor = extractor
        self.version = version
        self.byOCR = byOCR
    }

    /// The page, from 1, on which the byte of the body stands.
    public func page(ofByte offset: Int) -> Int { 1 + body.utf8.prefix(offset).count { $0 == 0x0C } }
}

/// A text that speaks of a disclosure beside the state's page, and who says it.
public struct Claim: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case noticeLetter = "notice_letter"
        case secFiling = "sec_filing"
        case pressRelease = "press_release"
        case earningsCall = "earnings_call"
        case memo, news, union

        /// 3 the notice letter, 4 the employer's public statement, 5 what others say.
        public var tier: EvidenceTier {
            switch self {
            case .noticeLetter: .noticeLetter
            case .secFiling, .pressRelease, .earningsCall, .memo: .issuerStatement
            case .news, .union: .thirdParty
            }
        }
    }

    /// A filing of the disclosure it speaks of.
    public var accessionNumber: String
    public var kind: Kind
    /// The employer, a newspaper, a union.
    public var claimant: String
    /// Where it was published; nil when not known.
    public var url: String?
    public var published: CalendarDate?
    public var document: Snapshot
    public var text: ExtractedText
    /// Who gave the document by hand; nil where it was fetched.
    public var suppliedBy: String?
    /// What the text says of AI; `none` where it says nothing.
    public var attribution: Attribution
    public var values: [ClaimValue]

    public init(
        accessionNumber: String, kind: Kind, claimant: String, url: String?, published: CalendarDate? = nil, document: Snapshot,
        text: ExtractedText, suppliedBy: String? = nil, attribution: Attribution, values: [ClaimValue] = []
    ) {
        self.accessionNumber = accessionNumber
        self.kind = kind
        self.claimant = claimant
        self.url = url
        self.published = published
        self.document = document
        self.text = text
        self.suppliedBy = suppliedBy
        self.attribution = attribution
        self.values = values
    }
}

/// Something a claim's text states of the layoff, with the words it is read from. It stands beside the filing, never in its place.
public struct ClaimValue: Sendable, Equatable {
    public enum Field: String, Sendable, Codable, CaseIterable {
        case workers
        case noticeDate = "notice_date"
        case firstSeparationDate = "first_separation_date"
        case reason, union
        case jobTitles = "job_titles"
    }

    public var field: Field
    /// A whole number, a day written `yyyy-MM-dd`, or words.
    public var value: String
    public var quote: Quote

    public init(_ field: Field, _ value: String, quote: Quote) {
        self.field = field
        self.value = value
        self.quote = quote
    }
}
