import Attributing
import Foundation

/// Where the tests find the rules, and the data where it is present.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .standardizedFileURL.path
    static let data = URL(fileURLWithPath: root + "/../shared/data/attribution").standardizedFileURL.path
    /// Read once for all tests.
    static let phrasebook = Result { try Phrasebook(home: root) }
    static var hasData: Bool { FileManager.default.fileExists(atPath: data + "/dev.jsonl") }

    /// A new folder with the given files under `Importers/answers`; the caller removes it.
    static func home(with files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("answers-" + UUID().uuidString)
        let answers = folder.appendingPathComponent("Importers/answers")
        try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
        for (name, text) in files { try text.write(to: answers.appendingPathComponent(name), atomically: true, encoding: .utf8) }
        return folder.path
    }
}
