import Attributing
import Foundation
import Register
import Testing

@Suite struct PhrasebookTests {
    private func error(of text: String) throws -> AttributingError? {
        let home = try Repository.home(with: ["phrasebook.yaml": text])
        defer { try? FileManager.default.removeItem(atPath: home) }
        do {
            _ = try Phrasebook(home: home)
            return nil
        } catch {
            return error as AttributingError
        }
    }

    private let small = "version: 1\nvocabulary:\n  ai: [ai]\n  machine: [robot]\n  cut: [layoff]\n"

    @Test("a small phrasebook is read, and its version holds its digest")
    func reading() throws {
        let home = try Repository.home(with: ["phrasebook.yaml": small])
        defer { try? FileManager.default.removeItem(atPath: home) }
        let phrasebook = try Phrasebook(home: home)
        #expect(phrasebook.version == "1-" + phrasebook.digest.description.prefix(12))
        #expect(phrasebook.digest == Digest(of: Array(small.utf8)))
    }

    @Test(
        "what is wrong is named with its line",
        arguments: [
            ("statments: []\n", "ATTR-03", ":6:", "statements"), ("traps:\n  - name: x\n    pattern: [a]\n", "ATTR-03", ":8:", "patterns"),
            ("traps:\n  - name: x\n    patterns: [<aii>]\n", "ATTR-06", ":8:", "ai"),
            ("traps:\n  - name: x\n    patterns: [a ..99 b]\n", "ATTR-07", ":8:", "gap"),
            (
                "statements:\n  - name: x\n    label: none\n    force: plain\n    patterns: [<ai>]\n    against: [b]\n", "ATTR-04", ":7:",
                "\"for\" is missing"
            ),
            (
                "statements:\n  - name: x\n    label: none\n    force: plain\n    patterns: [<ai>]\n    for: [b]\n", "ATTR-04", ":7:",
                "\"against\" is missing"
            ),
            (
                "traps:\n  - name: x\n    patterns: [a b]\n  - name: y\n    patterns:\n      - c\n      - a b\n", "ATTR-07", ":12:",
                "stands in \"x\""
            ),
            ("traps:\n  - name: x\n    patterns: [(a) ..3]\n", "ATTR-07", ":8:", "match nothing"),
            ("statements:\n  - name: x\n    label: ai_subst\n    force: plain\n    patterns: [a]\n", "ATTR-05", ":8:", "ai_substitution"),
            ("traps: [\n", "ATTR-02", ":7:", "not YAML"),
        ])
    func wrong(addition: String, code: String, line: String, named: String) throws {
        let error = try #require(try error(of: small + addition))
        #expect(error.code == code)
        #expect(error.message.contains(line))
        #expect(error.message.contains(named))
        #expect(!error.hint.isEmpty)
    }

    @Test("a missing file says where the rules are looked for")
    func missing() {
        #expect(throws: AttributingError.self) { try Phrasebook(home: "/nonexistent") }
    }

    @Test(
        "every statement has a text it decides, and one with like words that says something else",
        arguments: try Repository.phrasebook.get().cases)
    func cases(_ example: Phrasebook.Case) throws {
        // A case shows what a rule reads: by the rules alone, without what the words beside it weigh.
        let rules = try Phrasebook(path: Repository.root + "/Importers/answers/phrasebook.yaml")
        let examination = Attributor(rules).examination(of: example.text, employer: "", tier: .thirdParty)
        let counts = examination.considered.contains { $0.rule == example.rule && $0.dropped == nil }
        #expect(counts == example.isFor, "\(example.text)")
        #expect((examination.attribution.label == example.label) == example.isFor, "\(example.text)")
    }
}
