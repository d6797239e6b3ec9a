import Foundation
import Linking
import Register
import Testing

/// Hand-labelled pairs of real notices, where the data folder is present.
private let pairsPath = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/data/golden/pairs-dev.jsonl").standardizedFileURL.path

@Suite struct PairsTests {
    private struct Pair: Decodable {
        let id: String
        let label: String
        let accept: [String]?
        let a, b: Row
    }

    private struct Row: Decodable {
        let state, employerName, location, noticeDate, effectiveDate, employeesAffected, isAmendment: String

        func candidate(_ number: Int) throws -> LinkCandidate {
            let id = try #require(DisclosureID(rawValue: "00000000-0000-0000-0000-00000000000\(number)"))
            return LinkCandidate(
                id: id, state: try #require(StateCode(rawValue: state)), employer: employerName, noticeDate: CalendarDate(noticeDate),
                effective: CalendarDate(effectiveDate), workers: Int(employeesAffected), location: location,
                isAmendment: isAmendment == "1")
        }
    }

    @Test(
        "labelled pairs are told apart as a careful reader does",
        .enabled(if: FileManager.default.fileExists(atPath: pairsPath), "no data at ../shared/data"))
    func pairs() throws {
        var right = 0, total = 0, found = 0, wrong = 0, missed = 0
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        for line in try String(contentsOfFile: pairsPath, encoding: .utf8).split(separator: "\n") {
            let pair = try decoder.decode(Pair.self, from: Data(line.utf8))
            let relation = Linker().relation(of: try pair.a.candidate(1), to: try pair.b.candidate(2))
            let accept = Set(pair.accept ?? [pair.label])
            let isRelated = !accept.isDisjoint(with: ["same_notice", "amendment_of"])
            total += 1
            if accept.contains(relation.kind.rawValue) {
                right += 1
            } else {
                print(pair.id, "expected", accept.sorted(), "got", relation.kind, relation.rule)
            }
            if relation.isLink && isRelated { found += 1 }
            if relation.isLink && !isRelated { wrong += 1 }
            if !relation.isLink && accept.isSubset(of: ["same_notice", "amendment_of"]) { missed += 1 }
        }
        print("pairs: \(right)/\(total) right; links \(found) right, \(wrong) wrong, \(missed) missed")
        #expect(Double(right) / Double(total) >= 0.9)
        #expect(wrong == 0)
    }
}
