/// What a rule says about a filing: its stable code, the field, the value, and what to do.
public struct FilingFinding: Sendable, Equatable {
    public let code: FilingCode
    /// Dotted path; empty when the rule is about the whole filing.
    public let field: String
    /// As filed; nil where absent. A private field's value is never carried, nor workers' names, nor what may be a social security number.
    public let value: JSONValue?
    public let message: String
    public let hint: String

    public var loudness: FilingLoudness { code.loudness }

    /// The same without a long value, for an answer that is kept.
    public var shortened: FilingFinding {
        guard let value, value.canonicalText.utf8.count > 400 else { return self }
        return FilingFinding(code: code, field: field, value: .string(value.canonicalText.shortened(to: 100)), message: message, hint: hint)
    }
}

/// How loud a rule is, and so the outcome.
public enum FilingLoudness: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Accepted; the code is stored with the filing and public.
    case warn
    /// Kept for a person; not recorded.
    case hold
    /// Nothing is recorded.
    case reject

    private var rank: Int { self == .warn ? 0 : self == .hold ? 1 : 2 }
    public static func < (left: FilingLoudness, right: FilingLoudness) -> Bool { left.rank < right.rank }
}

/// The rules of a filing, by their stable codes. A code never changes its meaning; a retired code is never used again.
public enum FilingCode: String, Sendable, Hashable, Codable, CaseIterable {
    // Envelope and chain.
    case form = "FIL-101"
    case closedRecord = "FIL-102"
    case requiredField = "FIL-103"
    case amendsAccession = "FIL-104"
    case staleHead = "FIL-105"
    case supersessionCycle = "FIL-106"
    case closedChain = "FIL-107"
    case amendmentReason = "FIL-108"
    case nothingChanged = "FIL-109"
    case postponement = "FIL-110"
    case superseded = "FIL-111"
    case employerRenamed = "FIL-112"
    case workersChanged = "FIL-113"
    case postponedInSteps = "FIL-114"

    // Employer.
    case legalName = "FIL-201"
    case fein = "FIL-202"
    case cik = "FIL-203"
    case lei = "FIL-204"
    case publicIdentifier = "FIL-205"
    case noIndustry = "FIL-206"
    case industry = "FIL-207"

    // Event and dates.
    case noSuchDay = "FIL-301"
    case noticeAhead = "FIL-302"
    case noticeBeforeLaw = "FIL-303"
    case noSeparationDate = "FIL-304"
    case window = "FIL-305"
    case dateOrder = "FIL-306"
    case eventFields = "FIL-307"
    case falteringCompany = "FIL-308"
    case basisStatement = "FIL-309"
    case condition = "FIL-310"
    case leadTooLong = "FIL-311"
    case leadBelowPeriod = "FIL-312"
    case separationBeforeNotice = "FIL-313"
    case noEmploymentLoss = "FIL-314"
    case stateKnewBefore = "FIL-315"

    // Sites and counts.
    case siteNumbers = "FIL-401"
    case address = "FIL-402"
    case workersNotStated = "FIL-403"
    case siteWithoutWorkers = "FIL-404"
    case veryLarge = "FIL-405"
    case tooLarge = "FIL-406"
    case siteSum = "FIL-407"
    case partAndWhole = "FIL-408"
    case scheduleSum = "FIL-409"
    case noThreshold = "FIL-410"

    // AI, per regime.
    case regime = "FIL-501"
    case notAsked = "FIL-502"
    case notAnswered = "FIL-503"
    case causationStandard = "FIL-504"
    case attestedNo = "FIL-505"
    case technology = "FIL-506"
    case usage = "FIL-507"
    case elements = "FIL-508"
    case percentage = "FIL-509"
    case zeroPercent = "FIL-510"
    case percentageAndCount = "FIL-511"
    case automationAlone = "FIL-512"
    case aiCounts = "FIL-513"
    case contradiction = "FIL-514"
    case denial = "FIL-515"

    // Quarters.
    case quarterNotEnded = "FIL-601"
    case late = "FIL-602"
    case quarterFiledBefore = "FIL-603"
    case impactRow = "FIL-604"
    case noActivity = "FIL-605"
    case notReconciled = "FIL-606"
    case reconciledNotice = "FIL-607"
    case confidential = "FIL-608"

    // Certification and signature.
    case certification = "FIL-701"
    case contact = "FIL-702"
    case signature = "FIL-703"
    case keyNotInForce = "FIL-704"
    case foreignKey = "FIL-705"
    case replay = "FIL-706"

    // Privacy and text.
    case controlCharacter = "FIL-801"
    case readingDirection = "FIL-802"
    case textLength = "FIL-803"
    case workerNames = "FIL-804"
    case socialSecurityNumber = "FIL-805"

    public var loudness: FilingLoudness {
        switch self {
        case .employerRenamed, .workersChanged, .leadTooLong, .veryLarge, .socialSecurityNumber: .hold
        case .noIndustry, .leadBelowPeriod, .separationBeforeNotice, .noEmploymentLoss, .stateKnewBefore, .noThreshold, .notAnswered,
            .zeroPercent, .percentageAndCount, .automationAlone, .contradiction, .postponedInSteps, .late, .notReconciled:
            .warn
        default: .reject
        }
    }
}
