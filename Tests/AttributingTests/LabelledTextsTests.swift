import Attributing
import Foundation
import Register
import Testing

/// The labelled texts, state reasons and employer names of the data folder, where it is present.
@Suite(.enabled(if: Repository.hasData, "no data at ../shared/data")) struct LabelledTextsTests {
    private struct Text: Decodable {
        let id, employer, text, label: String
        let attributed: Bool
    }

    private let attributor: Attributor

    init() throws {
        attributor = Attributor(try Repository.phrasebook.get())
    }

    @Test("precision and recall on the labelled texts")
    func labelled() throws {
        var hits = 0, wrong = 0, missed = 0, right = 0, all = 0
        for line in try String(contentsOfFile: Repository.data + "/dev.jsonl", encoding: .utf8).split(separator: "\n") {
            let text = try JSONDecoder().decode(Text.self, from: Data(line.utf8))
            let found = attributor.attribution(of: text.text, employer: text.employer, tier: .thirdParty)
            all += 1
            if found.label.rawValue == text.label { right += 1 }
            if found.isAttributed && text.attributed { hits += 1 }
            if found.isAttributed && !text.attributed { wrong += 1 }
            if !found.isAttributed && text.attributed { missed += 1 }
        }
        print("attributed: \(hits) right, \(wrong) wrong, \(missed) missed; labels \(right)/\(all)")
        #expect(Double(hits) / Double(hits + wrong) >= 0.95)
        #expect(Double(hits) / Double(hits + missed) >= 0.85)
    }

    @Test("no reason a state publishes is an attribution")
    func reasons() throws {
        let rows = try String(contentsOfFile: Repository.data + "/warn-reasons.csv", encoding: .utf8).split(separator: "\n").dropFirst()
        for row in rows { #expect(!attributor.attribution(of: String(row), employer: "", tier: .thirdParty).isAttributed, "\(row)") }
    }

    @Test("no employer's name is an attribution")
    func employers() throws {
        let rows = try String(contentsOfFile: Repository.data + "/trap-employers.csv", encoding: .utf8).split(separator: "\n").dropFirst()
        for row in rows {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            let name = String(cells[2]).filter { $0 != "\"" }
            let text = "Employer: \(name); State: NY; Type: closure. \(name) will close its site."
            #expect(!attributor.attribution(of: text, employer: name, tier: .thirdParty).isAttributed, "\(name)")
        }
    }
}
