import Catalog
import Foundation
import Testing

@testable import WarnCtl

/// The program itself on a pseudo terminal.
@Suite struct TerminalTests {
    static let binary = Project.home.path + "/.build/debug/warnctl"
    static let isPossible =
        FileManager.default.isExecutableFile(atPath: binary) && FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

    /// Types the lines into `warnctl WORDS` on a terminal made by script(1); gives what the terminal showed and the exit code.
    private func type(_ lines: [String], into words: String) throws -> (shown: String, code: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
        process.arguments = ["-qefc", "\(Self.binary) \(words) --home \(Project.home.path)", "/dev/null"]
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data(lines.map { $0 + "\n" }.joined().utf8))
        try input.fileHandleForWriting.close()
        let shown = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (shown, process.terminationStatus)
    }

    @Test("a dialogue on a terminal ends in what would be recorded, in color", .enabled(if: isPossible))
    func dialogue() throws {
        let (shown, code) = try type(DialogueTests.answers, into: "file --check")
        #expect(code == 0)
        #expect(shown.contains("It would be accepted.") && shown.contains("\u{1B}[1m"))
    }

    @Test("the end of input in a dialogue cancels", .enabled(if: isPossible))
    func endOfInput() throws {
        let (shown, code) = try type(Array(DialogueTests.answers.prefix(5)), into: "file --check")
        #expect(code == 1)
        #expect(shown.contains("CTL-07"))
    }
}
