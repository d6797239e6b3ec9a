import Register
import Testing

/// Every code once raised and once not, as near to its edge as may be.
@Suite struct FilingCodesTests {
    typealias Changes = [String: JSONValue?]

    struct Pair: Sendable, CustomTestStringConvertible {
        let code: FilingCode
        let base: FilingScene
        let raised: Changes
        let quiet: Changes

        init(_ code: FilingCode, _ raised: Changes, not quiet: Changes) { self.init(code, .notice, raised, not: quiet) }

        init(_ code: FilingCode, _ base: FilingScene, _ raised: Changes, not quiet: Changes) {
            self.code = code
            self.base = base
            self.raised = raised
            self.quiet = quiet
        }

        var testDescription: String { code.rawValue }
    }

    @Test("a code is raised on one side of its edge and not on the other", arguments: envelope + employer + event + sites + ai + rest)
    func pair(_ pair: Pair) throws {
        let raised = try pair.base.verdict(pair.raised)
        #expect(raised.codes.contains(pair.code), "\(raised.codes.map(\.rawValue))")
        #expect(raised.findings.allSatisfy { !$0.message.isEmpty && !$0.hint.isEmpty })
        let quiet = try pair.base.verdict(pair.quiet)
        #expect(!quiet.codes.contains(pair.code), "\(quiet.codes.map(\.rawValue))")
        #expect(quiet.outcome != .rejected, "\(quiet.codes.map(\.rawValue))")
    }

    @Test("no code is left out, and each has its rule and source")
    func whole() {
        let signatures: Set<FilingCode> = [.signature, .keyNotInForce, .foreignKey, .replay]
        let tried = Set((Self.envelope + Self.employer + Self.event + Self.sites + Self.ai + Self.rest).map(\.code))
        #expect(Set(FilingCode.allCases) == tried.union(signatures))
        for code in FilingCode.allCases { #expect(!code.rule.isEmpty && !code.source.isEmpty, "\(code.rawValue)") }
    }

    static let envelope = [
        Pair(.form, ["form_type": "N/Z"], not: [:]),
        Pair(.closedRecord, ["event.wrokers": 3], not: ["event.workers": 200]),
        Pair(.requiredField, ["event.bumping_rights": nil], not: ["event.bumping_rights": "unknown"]),
        Pair(.amendsAccession, .amendment, ["amends_accession_no": "0000000009-26-000001"], not: [:]),
        Pair(.staleHead, .amendment, ["amends_accession_no": .string(FilingScene.first.rawValue)], not: [:]),
        Pair(.supersessionCycle, .amendment, ["supersedes_disclosure_id": .string(FilingScene.own.rawValue)], not: [:]),
        Pair(.closedChain, .afterWithdrawal, ["amendment_reason": "count_change"], not: ["amendment_reason": "reinstated"]),
        Pair(.amendmentReason, .amendment, ["amendment_reason": "reinstated"], not: ["amendment_reason": "court_order"]),
        Pair(.nothingChanged, .amendment, ["event.workers": 200, "sites.0.workers": 200], not: [:]),
        Pair(
            .postponement, .postponement, ["event.first_separation_date": "2026-12-30"], not: ["event.first_separation_date": "2026-12-29"]),
        Pair(
            .superseded, .superseding, ["supersedes_disclosure_id": "00000000-0000-4000-8000-0000000000ff"],
            not: ["supersedes_disclosure_id": .string(FilingScene.other.rawValue)]),
        Pair(
            .employerRenamed, .amendment, ["employer.legal_name": "Meridian Looms, Inc."],
            not: ["employer.legal_name": "MERIDIAN MILLS INC"]),
        Pair(
            .workersChanged, .amendment, ["event.workers": 301, "sites.0.workers": 301],
            not: ["event.workers": 300, "sites.0.workers": 300]),
        Pair(
            .postponedInSteps, .secondPostponement, ["event.first_separation_date": "2026-12-30"],
            not: ["event.first_separation_date": "2026-12-29"]),
    ]

    static let employer = [
        Pair(
            .legalName, ["employer.legal_name": .string(String(repeating: "m", count: 301))],
            not: ["employer.legal_name": .string(String(repeating: "m", count: 300))]),
        Pair(.fein, ["employer.fein": "12345678"], not: ["employer.fein": "000000001"]),
        Pair(.cik, ["employer.cik": "1288776"], not: ["employer.cik": "0001288776"]),
        Pair(.lei, ["employer.lei": "5493000ALDERSTREET33"], not: ["employer.lei": "5493000ALDERSTREET32"]),
        Pair(
            .publicIdentifier, ["employer.entity_class": "public_company"],
            not: ["employer.entity_class": "public_company", "employer.ticker": "MMI"]),
        Pair(.noIndustry, ["employer.naics_code": nil, "employer.naics_vintage": nil], not: [:]),
        Pair(
            .industry, ["employer.naics_code": "511210", "employer.naics_vintage": 2022],
            not: ["employer.naics_code": "511210", "employer.naics_vintage": 2017]),
    ]

    static let event = [
        Pair(.noSuchDay, ["event.last_separation_date": "2027-02-29"], not: ["event.last_separation_date": "2027-02-28"]),
        Pair(.noticeAhead, ["event.notice_date": "2026-09-03"], not: ["event.notice_date": "2026-09-02"]),
        Pair(.noticeBeforeLaw, ["event.notice_date": "1989-02-03"], not: ["event.notice_date": "1989-02-04"]),
        Pair(
            .noSeparationDate, ["event.first_separation_date": nil],
            not: ["event.first_separation_date": nil, "event.is_conditional": true, "event.condition_text": "If the lease ends."]),
        Pair(.window, ["event.window_end_date": "2026-11-14"], not: ["event.window_end_date": "2026-11-13"]),
        Pair(.dateOrder, ["event.last_separation_date": "2026-10-30"], not: ["event.last_separation_date": "2026-10-31"]),
        Pair(
            .eventFields, ["event.entire_facility_closing": true],
            not: ["event.entire_facility_closing": true, "event.type": "plant_closing"]),
        Pair(
            .falteringCompany, ["event.reduced_notice_basis": "faltering_company", "event.reduced_notice_statement": statement],
            not: [
                "event.reduced_notice_basis": "faltering_company", "event.reduced_notice_statement": statement,
                "event.type": "plant_closing",
            ]),
        Pair(
            .basisStatement,
            [
                "event.reduced_notice_basis": "natural_disaster",
                "event.reduced_notice_statement": .string(String(repeating: "s", count: 39)),
            ],
            not: [
                "event.reduced_notice_basis": "natural_disaster",
                "event.reduced_notice_statement": .string(String(repeating: "s", count: 40)),
            ]),
        Pair(
            .condition, ["event.is_conditional": true, "event.condition_text": "  "],
            not: ["event.is_conditional": true, "event.condition_text": "If the lease ends."]),
        Pair(.leadTooLong, ["event.first_separation_date": "2027-10-07"], not: ["event.first_separation_date": "2027-10-06"]),
        Pair(.leadBelowPeriod, ["event.first_separation_date": "2026-10-30"], not: ["event.first_separation_date": "2026-10-31"]),
        Pair(.separationBeforeNotice, ["event.first_separation_date": "2026-08-31"], not: ["event.first_separation_date": "2026-09-01"]),
        Pair(
            .noEmploymentLoss, ["event.permanence": "temporary", "event.expected_duration_days": 183],
            not: ["event.permanence": "temporary", "event.expected_duration_days": 184]),
        Pair(.stateKnewBefore, ["event.state_received_date": "2026-08-26"], not: ["event.state_received_date": "2026-08-27"]),
    ]
    private static let statement: JSONValue = "We were seeking a loan, and notice would have ended the talks."

    static let sites = [
        Pair(.siteNumbers, ["sites.0.seq": 2], not: ["sites.0.seq": 1]),
        Pair(.address, ["sites.0.county_fips": "36001"], not: ["sites.0.county_fips": "48309"]),
        Pair(
            .workersNotStated, pending("2026-10-02"), not: pending("2026-10-01")),
        Pair(.siteWithoutWorkers, zeroSite("N"), not: [:]),
        Pair(.veryLarge, large(10_001), not: large(10_000)),
        Pair(.tooLarge, large(100_001), not: large(100_000)),
        Pair(.siteSum, ["event.workers": 201], not: ["event.workers": 200]),
        Pair(
            .partAndWhole, ["sites.0.workers_full_time": 150, "sites.0.workers_part_time": 51],
            not: ["sites.0.workers_full_time": 150, "sites.0.workers_part_time": 50]),
        Pair(
            .scheduleSum, ["event.schedule.0.separation_date": "2026-10-31", "event.schedule.0.workers": 199],
            not: ["event.schedule.0.separation_date": "2026-10-31", "event.schedule.0.workers": 200]),
        Pair(.noThreshold, count(49, of: 100), not: count(50, of: 100)),
    ]

    private static func pending(_ day: JSONValue) -> Changes {
        ["event.workers": nil, "sites.0.workers": nil, "event.estimate_pending": true, "event.estimate_due_date": day]
    }

    private static func zeroSite(_ form: JSONValue) -> Changes { ["form_type": form, "event.workers": 0, "sites.0.workers": 0] }

    private static func large(_ workers: JSONValue) -> Changes {
        ["event.workers": workers, "sites.0.workers": workers, "sites.0.employees_before": 200_000]
    }

    private static func count(_ workers: JSONValue, of before: JSONValue) -> Changes {
        ["event.workers": workers, "sites.0.workers": workers, "sites.0.employees_before": before]
    }

    static let ai = [
        Pair(.regime, answers("US-TX", "no"), not: answers("US-2102e", "no")),
        Pair(
            .notAsked, answers("US-2102e", "no").merging(["event.type": "plant_closing"]) { $1 },
            not: answers("US-2102e", "not_asked").merging(["event.type": "plant_closing"]) { $1 }),
        Pair(.notAnswered, newYork([:]), not: newYork(["ai.0.regime": "US-NY", "ai.0.ai_answer": "unchecked"])),
        Pair(
            .causationStandard, answers("US-2102e", "no").merging(["ai.0.causation_standard": "related_to"]) { $1 },
            not: answers("US-2102e", "no")),
        Pair(
            .attestedNo, answers("US-2102e", "no").merging(["certification.signer_capacity": "preparer"]) { $1 },
            not: answers("US-2102e", "no").merging(["certification.signer_capacity": "counsel"]) { $1 }),
        Pair(.technology, yes(["ai.0.ai_type": .array([])]), not: yes([:])),
        Pair(
            .usage, yes(["ai.0.usage_text": .string(String(repeating: "u", count: 19))]),
            not: yes(["ai.0.usage_text": .string(String(repeating: "u", count: 20))])),
        Pair(.elements, yes(["ai.0.upskilling_text": nil]), not: yes(["ai.0.upskilling_text": "none"])),
        Pair(.percentage, yes(["ai.0.attributable_pct": 100.01]), not: yes(["ai.0.attributable_pct": 100])),
        Pair(.zeroPercent, yes(["ai.0.attributable_pct": 0]), not: yes(["ai.0.attributable_pct": 0.01])),
        Pair(
            .percentageAndCount, yes(["ai.0.attributable_count": 52]), not: yes(["ai.0.attributable_count": 51])),
        Pair(
            .automationAlone, yes(["ai.0.ai_type": .array(["robotics_physical"])]),
            not: yes(["ai.0.ai_type": .array(["robotics_physical", "computer_vision"])])),
        Pair(.aiCounts, yes(["ai.0.redeployment_offered_count": 201]), not: yes(["ai.0.redeployment_offered_count": 200])),
        Pair(
            .contradiction, .afterYes, answers("US-2102e", "no"), not: answers("US-2102e", "not_answered")),
        Pair(.denial, .denial, ["ai.0.ai_answer": "not_answered"], not: [:]),
    ]

    private static func answers(_ regime: JSONValue, _ answer: JSONValue) -> Changes {
        ["ai.0.regime": regime, "ai.0.ai_answer": answer, "ai.0.causation_standard": "substantial_factor"]
    }

    private static func yes(_ changes: Changes) -> Changes { FilingScene.yes.merging(changes) { $1 } }

    private static func newYork(_ changes: Changes) -> Changes {
        let site: Changes = [
            "sites.0.state": "NY", "sites.0.city": "Albany", "sites.0.zip": "12207", "event.first_separation_date": "2026-12-15",
        ]
        return site.merging(changes) { $1 }
    }

    private static let amendedQuarter: Changes = [
        "form_type": "Q/A", "amends_accession_no": .string(FilingScene.first.rawValue), "amendment_reason": "error_correction",
        "impacts.0.hired_ai": 3,
    ]

    static let rest = [
        Pair(.quarterNotEnded, .quarter, ["report_quarter": 4], not: [:]),
        Pair(.late, .lateQuarter, ["report_quarter": 2], not: amendedQuarter),
        Pair(.quarterFiledBefore, .quarter, ["report_quarter": 1], not: ["report_quarter": 2]),
        Pair(.impactRow, .quarter, ["impacts.0.retraining_ai": nil], not: ["impacts.0.retraining_ai": 0]),
        Pair(
            .noActivity, .quarter, ["impacts.0.laid_off_ai": 0, "impacts.0.hired_ai": 0],
            not: ["impacts.0.laid_off_ai": 0, "impacts.0.hired_ai": 1]),
        Pair(
            .notReconciled, .quarter, ["reconciles_to": .array([.string(FilingScene.first.rawValue)])],
            not: ["reconciles_to": .array([.string(FilingScene.first.rawValue)]), "reconciliation_note": "Nine left by themselves."]),
        Pair(
            .reconciledNotice, .quarter, ["reconciles_to": .array(["0000000009-26-000001"])],
            not: ["reconciles_to": .array([.string(FilingScene.first.rawValue)])]),
        Pair(
            .confidential, .quarter, ["public_release_mode": "confidential_aggregate_only"],
            not: ["public_release_mode": "confidential_aggregate_only", "employer.entity_class": "non_public_designated"]),
        Pair(
            .certification, ["certification.certified_at": "2026-09-01T12:00:01Z"],
            not: ["certification.certified_at": "2026-09-01T12:00:00Z"]),
        Pair(.contact, ["certification.contact_phone": "+1254555"], not: ["certification.contact_phone": "+12545551"]),
        Pair(.controlCharacter, ["employer.dba": "Mills\nLooms"], not: ["event.stated_reason_text": "Mills\nLooms"]),
        Pair(.readingDirection, ["employer.dba": "Mills \u{202E}smooL"], not: ["employer.dba": "Mills \u{200F}Looms"]),
        Pair(
            .textLength, ["employer.dba": .string(String(repeating: "d", count: 301))],
            not: ["employer.dba": .string(String(repeating: "d", count: 300))]),
        Pair(.workerNames, ["sites.0.roster": .array(["A. Smith"])], not: [:]),
        Pair(
            .socialSecurityNumber, ["event.stated_reason_text": "See file 665-12-3456."],
            not: ["event.stated_reason_text": "See file 666-12-3456."]),
    ]
}

/// What the ledger knows when a record comes in: an employer's history as values.
enum FilingScene: Sendable {
    case notice, amendment, afterWithdrawal, postponement, secondPostponement, superseding, afterYes, denial, quarter, lateQuarter

    static let first = sample(AccessionNumber(rawValue: "0000000007-26-000001"))
    static let second = sample(AccessionNumber(rawValue: "0000000007-26-000002"))
    static let own = sample(DisclosureID(rawValue: "00000000-0000-4000-8000-000000000001"))
    static let other = sample(DisclosureID(rawValue: "00000000-0000-4000-8000-000000000002"))

    private static func sample<Value>(_ value: Value?) -> Value {
        guard let value else { preconditionFailure("a number of the sample is none") }
        return value
    }

    /// A Yes with all that the proposed 2102(e) asks for: 25 percent of 200 is 50.
    static let yes: FilingCodesTests.Changes = [
        "ai.0.regime": "US-2102e", "ai.0.ai_answer": "yes", "ai.0.causation_standard": "substantial_factor",
        "ai.0.ai_type": .array(["generative_llm"]), "ai.0.usage_text": "A model reads the orders that come in.",
        "ai.0.attributable_pct": 25, "ai.0.pct_method": "headcount_of_roles", "ai.0.upskilling_text": "none",
    ]

    func verdict(_ changes: FilingCodesTests.Changes) throws -> FilingVerdict {
        var record = draft
        for (path, value) in changes.sorted(by: { $0.key < $1.key }) { record[path] = value }
        return FilingRules.judge(record, in: try context)
    }

    private var draft: FilingRecord {
        switch self {
        case .notice: return FilingSample.notice
        case .superseding:
            return Self.with(FilingSample.notice, ["supersedes_disclosure_id": .string(Self.other.rawValue)])
        case .amendment, .afterWithdrawal:
            return Self.with(FilingSample.notice, amending.merging(["event.workers": 210, "sites.0.workers": 210]) { $1 })
        case .afterYes: return Self.with(FilingSample.notice, amending)
        case .postponement, .secondPostponement:
            return Self.with(
                FilingSample.notice,
                amending.merging(["form_type": "N/P", "amendment_reason": "postponement", "amendment_text": "The lease goes on."]) { $1 })
        case .denial:
            var record = FilingRecord()
            for path in ["origin", "employer", "certification"] { record[path] = FilingSample.notice[path] }
            return Self.with(
                record,
                [
                    "form_type": "X", "ai.0.regime": "US-2102e", "ai.0.ai_answer": "no", "ai.0.causation_standard": "substantial_factor",
                ])
        case .quarter, .lateQuarter: return Self.report
        }
    }

    private var amending: FilingCodesTests.Changes {
        ["form_type": "N/A", "amends_accession_no": .string(Self.second.rawValue), "amendment_reason": "count_change"]
    }

    private static var report: FilingRecord {
        var record = FilingRecord()
        for path in ["origin", "employer", "certification"] { record[path] = FilingSample.notice[path] }
        record["certification.certified_at"] = "2026-08-01T09:00:00Z"
        return with(
            record,
            [
                "form_type": "Q", "report_year": 2026, "report_quarter": 2, "impacts.0.naics_code": "311812",
                "impacts.0.naics_vintage": 2022,
                "impacts.0.laid_off_ai": 59, "impacts.0.hired_ai": 2, "impacts.0.not_filled_ai": 0, "impacts.0.retraining_ai": 0,
            ])
    }

    private static func with(_ record: FilingRecord, _ changes: FilingCodesTests.Changes) -> FilingRecord {
        var record = record
        for (path, value) in changes.sorted(by: { $0.key < $1.key }) { record[path] = value }
        return record
    }

    private var context: FilingContext {
        get throws {
            var context = try FilingSample.context(self == .lateQuarter ? "2026-10-01" : "2026-09-01")
            let notice = FilingSample.notice
            switch self {
            case .notice, .denial: break
            case .superseding:
                context.superseded = FilingChain(disclosure: Self.other, filings: [Self.first], record: notice, state: .open)
            case .amendment, .postponement: context.amended = chain([(.notice, notice), (.noticeAmended, notice)])
            case .afterWithdrawal: context.amended = chain([(.notice, notice), (.noticeWithdrawn, notice)], state: .withdrawn)
            case .secondPostponement:
                let moved = Self.with(notice, ["event.first_separation_date": "2026-11-20"])
                context.amended = chain([(.notice, notice), (.noticePostponed, moved)])
            case .afterYes:
                context.amended = chain([(.notice, Self.with(notice, Self.yes)), (.noticeAmended, Self.with(notice, Self.yes))])
            case .quarter:
                context = try FilingSample.context("2026-07-30")
                context.receivedAt = try #require(Moment("2026-08-01T12:00:00Z"))
                context.quarters = [try #require(Quarter(year: 2026, number: 1))]
                let noticed = Self.with(
                    notice, Self.yes.merging(["event.first_separation_date": "2026-06-30", "ai.0.attributable_count": 50]) { $1 })
                context.reconciled = [Self.first: FilingVersion(form: .notice, record: noticed, filer: "0000000007")]
            case .lateQuarter:
                // Only what amends looks at it.
                context.amended = FilingChain(
                    disclosure: Self.own, filings: [Self.first], record: Self.report, state: .open,
                    versions: [FilingVersion(form: .quarter, record: Self.report, receivedOn: CalendarDate("2026-07-30"))])
            }
            return context
        }
    }

    private func chain(_ versions: [(FormType, FilingRecord)], state: FilingChain.State = .open) -> FilingChain {
        FilingChain(
            disclosure: Self.own, filings: [Self.first, Self.second], record: versions.last?.1 ?? FilingRecord(), state: state,
            versions: versions.map { FilingVersion(form: $0.0, record: $0.1, receivedOn: CalendarDate("2026-09-01")) })
    }
}
