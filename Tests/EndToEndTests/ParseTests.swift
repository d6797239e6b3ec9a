import Foundation
import Testing

@Suite("Parsing saved files, as a person runs it")
struct ParseTests {
    @Test("a file that does not read is told, and the others are written all the same")
    func goesOn() async throws {
        let temporary = try TemporaryFolder()
        let folder = temporary.url
        let broken = folder.appendingPathComponent("ky.csv")
        try Data("Weather,Wind\nfair,west\n".utf8).write(to: broken)
        let good = folder.appendingPathComponent("ny.csv")
        try Data(NewYorkPage.ordinary.text.utf8).write(to: good)
        let output = try await Program(name: "warn-import", environment: ["WARN_HOME": Program.package.path])
            .run("parse", "--into", folder.path, broken.path, good.path)
        #expect(output.status == 1)
        #expect(output.errors.contains("ky.csv"))
        let lines = try String(contentsOf: folder.appendingPathComponent("ny.csv.jsonl"), encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 11)
        #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("ky.csv.jsonl").path))
    }
}
