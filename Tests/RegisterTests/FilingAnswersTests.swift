import Register
import Testing

@Suite struct FilingAnswersTests {
    private static func yes(_ regime: String, _ standard: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
        let whole: [String: JSONValue] = [
            "regime": .string(regime), "ai_answer": "yes", "causation_standard": .string(standard), "ai_type": .array(["generative_llm"]),
            "usage_text": "A language model answers the customers.", "attributable_pct": 35, "pct_method": "headcount_of_roles",
            "attributable_count": 70, "upskilling_text": "none",
        ]
        return .object(whole.merging(more) { $1 })
    }

    private static func without(_ name: String, _ answer: JSONValue) -> JSONValue {
        guard case .object(let members) = answer else { return answer }
        return .object(members.filter { $0.key != name })
    }

    private static let whole = yes("US-2102e", "substantial_factor")
    private static func no(_ regime: String, _ standard: String) -> JSONValue {
        .object(["regime": .string(regime), "ai_answer": "no", "causation_standard": .string(standard)])
    }

    static let answers: [(ai: JSONValue, changes: [String: JSONValue?], codes: [String])] = [
        (whole, [:], []), (.object(["regime": "US-XX", "ai_answer": "yes"]), [:], ["FIL-501"]),
        (.object(["regime": "US-2102e", "ai_answer": "unchecked"]), [:], ["FIL-501"]),
        (.object(["regime": "US-2102e", "ai_answer": "maybe"]), [:], ["FIL-501"]),
        (whole, ["event.type": "plant_closing"], ["FIL-502"]), (whole, ["event.type": "relocation"], ["FIL-502"]),
        (.object(["regime": "US-2102e", "ai_answer": "not_asked"]), ["event.type": "plant_closing"], []),
        (no("US-NY", "result_or_motivated"), [:], ["FIL-502"]),
        (yes("US-2102e", "related_to"), [:], ["FIL-504"]), (no("US-2102e", "substantial_factor"), [:], []),
        (no("US-2102e", "substantial_factor"), ["certification.signer_capacity": "preparer"], ["FIL-505"]),
        (no("US-2102e", "substantial_factor"), ["certification.signer_capacity": nil], ["FIL-701"]),
        (without("ai_type", whole), [:], ["FIL-506"]),
        (yes("US-2102e", "substantial_factor", ["usage_text": "too short"]), [:], ["FIL-507"]),
        (yes("US-2102e", "substantial_factor", ["usage_text": .string(String(repeating: "x", count: 4001))]), [:], ["FIL-507"]),
        (without("pct_method", without("upskilling_text", whole)), [:], ["FIL-508"]),
        (whole, ["certification.good_faith_statement": false], ["FIL-508"]),
        (yes("US-2102e", "substantial_factor", ["attributable_pct": 100.01]), [:], ["FIL-509"]),
        (yes("US-2102e", "substantial_factor", ["attributable_pct": 35.125]), [:], ["FIL-509"]),
        (yes("US-2102e", "substantial_factor", ["pct_low": 40]), [:], ["FIL-509"]),
        (yes("US-2102e", "substantial_factor", ["attributable_pct": 0, "attributable_count": 1]), [:], ["FIL-510"]),
        (yes("US-2102e", "substantial_factor", ["attributable_count": 71]), [:], []),
        (yes("US-2102e", "substantial_factor", ["attributable_count": 72]), [:], ["FIL-511"]),
        (yes("US-2102e", "substantial_factor", ["ai_type": .array(["rpa_rules", "robotics_physical"])]), [:], ["FIL-512"]),
        (yes("US-2102e", "substantial_factor", ["attributable_count": 201]), [:], ["FIL-513"]),
        (
            yes("US-2102e", "substantial_factor", ["functions_automated": .array([.object(["text": "sorting", "workers": 201])])]), [:],
            ["FIL-513"]
        ),
        (yes("US-2102e", "substantial_factor", ["deployment_start_date": "2027-10-31"]), [:], []),
        (yes("US-2102e", "substantial_factor", ["deployment_start_date": "2027-11-01"]), [:], ["FIL-306"]),
    ]

    @Test("an answer is judged by the regime that asked", arguments: answers)
    func answer(ai: JSONValue, changes: [String: JSONValue?], codes: [String]) throws {
        #expect(try FilingSample.codes(changes.merging(["ai": .array([ai])]) { $1 }) == codes)
    }

    private static let inNewYork: [String: JSONValue?] = [
        "sites.0.city": "Albany", "sites.0.state": "NY", "sites.0.zip": "12207", "event.first_separation_date": "2026-11-30",
    ]

    @Test("a question in force that is not answered is said so; an unchecked box is an answer")
    func silence() throws {
        #expect(try FilingSample.codes(Self.inNewYork) == ["FIL-503"])
        let unchecked: JSONValue = .array([.object(["regime": "US-NY", "ai_answer": "unchecked"])])
        #expect(try FilingSample.codes(Self.inNewYork.merging(["ai": unchecked]) { $1 }) == [])
        let notAsked: JSONValue = .array([.object(["regime": "US-NY", "ai_answer": "not_asked"])])
        #expect(try FilingSample.codes(Self.inNewYork.merging(["ai": notAsked]) { $1 }) == ["FIL-503"])
    }

    @Test("Yes on a standard and No on a weaker one contradict each other, unless only automation is meant")
    func contradiction() throws {
        let stronger = Self.yes("US-2102e", "substantial_factor"), weakerNo = Self.no("US-NY", "result_or_motivated")
        #expect(try FilingSample.codes(Self.inNewYork.merging(["ai": .array([stronger, weakerNo])]) { $1 }) == ["FIL-514"])
        let weaker = Self.yes("US-NY", "result_or_motivated"), strongerNo = Self.no("US-2102e", "substantial_factor")
        #expect(try FilingSample.codes(Self.inNewYork.merging(["ai": .array([weaker, strongerNo])]) { $1 }) == [])
        let twice: JSONValue = .array([weaker, weaker])
        #expect(try FilingSample.codes(Self.inNewYork.merging(["ai": twice]) { $1 }) == ["FIL-501"])
    }

    @Test("the category follows the technology and the question")
    func categories() throws {
        func label(_ regime: String, _ answer: JSONValue) throws -> AttributionLabel? {
            var record = FilingSample.notice
            record["ai"] = .array([answer])
            return FilingRules.judge(record, in: try FilingSample.context()).measure.aiLabels[regime]
        }
        #expect(try label("US-2102e", Self.whole) == .substitution)
        #expect(try label("US-2102e", Self.yes("US-2102e", "substantial_factor", ["ai_category": "ai_restructuring"])) == .restructuring)
        #expect(try label("US-2102e", Self.yes("US-2102e", "substantial_factor", ["ai_type": .array(["rpa_rules"])])) == .automationNonAI)
        #expect(try label("US-2102e", Self.yes("US-2102e", "substantial_factor", ["ai_type": .array(["undisclosed"])])) == .substitution)
        #expect(try label("US-NY", Self.yes("US-NY", "result_or_motivated", ["ai_type": .array(["undisclosed"])])) == .automationNonAI)
        #expect(try label("US-2102e", Self.no("US-2102e", "substantial_factor")) == .denied)
        #expect(try label("US-NY", .object(["regime": "US-NY", "ai_answer": "unchecked"])) == AttributionLabel.none)
    }
}
