import Foundation
import SheetRecords
import Testing

@testable import Documents

/// `warn-xls` reads a stranger's bytes with a library that is not safe from them: whatever becomes of it, there is a named error.
@Suite struct WarnXLSTests {
    // MARK: The process

    /// What comes of a shell in place of `warn-xls`, which takes the workbook for a script.
    private static func refusal(of script: String, _ change: (inout ToolLimits) -> Void = { _ in }) throws -> DocumentError? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("warn-xls-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createSymbolicLink(
            atPath: folder.appendingPathComponent("warn-xls").path, withDestinationPath: "/bin/sh")
        var limits = OldWorkbook.toolLimits
        change(&limits)
        return #expect(throws: DocumentError.self) {
            try OldWorkbook(Array(script.utf8), wanted: { _ in true }, limits: .standard, tool: limits, folder: folder.path)
        }
    }

    @Test(
        "one that crashes is named with the signal, one that gives up with its words",
        arguments: [
            ("kill -SEGV $$", "it was ended by signal 11"), ("kill -ABRT $$", "it was ended by signal 6"),
            ("kill -SYS $$", "it was ended by signal 31"), ("echo 'it  broke' >&2; exit 3", "it broke"),
        ])
    func crash(script: String, text: String) throws {
        #expect(try Self.refusal(of: script) == .tool("warn-xls", text))
    }

    @Test("one that spins, one that sleeps, and one that ignores being told to end are stopped", .timeLimit(.minutes(1)))
    func hang() throws {
        for script in ["while :; do :; done", "exec sleep 1000", "trap '' TERM; while :; do :; done"] {
            let found = try Self.refusal(of: script) { $0.seconds = 0.5 }
            #expect(found == .tooLarge(what: "the time that warn-xls needs", limit: "0.5 seconds"))
        }
    }

    @Test("one that prints without end is stopped at the ceiling")
    func flood() throws {
        let found = try Self.refusal(of: "exec yes") { $0.outputBytes = 1 << 20 }
        #expect(found == .tooLarge(what: "what warn-xls makes of the document", limit: "1048576 bytes"))
    }

    @Test("one that asks for more memory than the ceiling gets none")
    func memory() throws {
        // tail keeps a line whole, and this one has no end.
        let found = try Self.refusal(of: "tail -n 1 /dev/zero") { $0.memoryBytes = 64 << 20 }
        #expect(found?.description.contains("memory exhausted") == true)
    }

    @Test("one that is not there is named, with where it belongs")
    func missing() throws {
        let found = #expect(throws: DocumentError.self) {
            try OldWorkbook([0], wanted: { _ in true }, limits: .standard, folder: "/nonexistent")
        }
        #expect(found == .missingTool("warn-xls"))
    }

    @Test("it gives up every right but to read and to print before it reads a byte", .timeLimit(.minutes(1)))
    func confined() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(ToolRun.ownFolder) + "/warn-xls")
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // It waits for the first byte by now, or will.
        var status = ""
        while process.isRunning, !status.contains("Seccomp:\t2") {
            status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        }
        #expect(status.contains("NoNewPrivs:\t1"))
        #expect(status.contains("Seccomp:\t2"))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(output.fileHandleForReading.availableData.first == SheetRecord.Kind.failure.rawValue)
    }

    // MARK: What it prints

    private static func grids(_ records: [SheetRecord], limits: DocumentLimits = .standard) throws -> [Grid] {
        var bytes: [UInt8] = []
        for record in records { record.append(to: &bytes) }
        return try OldWorkbook(records: bytes, wanted: { _ in true }, limits: limits).sheets
    }

    private static func record(_ kind: SheetRecord.Kind, _ number: UInt32 = 0, _ text: String = "") -> SheetRecord {
        SheetRecord(kind, number: number, bytes: ArraySlice(text.utf8))
    }

    @Test("each kind of cell at its place, blanks before it")
    func cells() throws {
        let real = SheetRecord(.real, number: 3, bytes: [0, 0, 0, 0, 0, 0, 0xF8, 0x3F])
        let grids = try Self.grids([
            Self.record(.sheet, 0, "A "), Self.record(.row, 3), Self.record(.text, 1, " a  b"), Self.record(.integer, 2, "-7"), real,
            Self.record(.day, 4, "2026-11-26 10:00:00"), Self.record(.sheet, 1, "B"), Self.record(.end),
        ])
        #expect(grids.map(\.name) == ["A ", "B"])
        #expect(grids[0].rows.map(\.number) == [3])
        #expect(grids[0].rows[0].cells.map(\.text) == ["", "a b", "-7", "1.5", "2026-11-26"])
        #expect(grids[0].rows[0].cells[4].day == 20783)
    }

    @Test(
        "what makes no sense is refused",
        arguments: [
            [], [record(.row, 1), record(.end)], [record(.text, 0, "a"), record(.end)],
            [record(.sheet), record(.text, 0, "a"), record(.end)], [record(.sheet), record(.row, 0), record(.end)],
            [record(.sheet), record(.row, .max), record(.end)], [record(.sheet), record(.row, 2), record(.row, 2), record(.end)],
            [record(.sheet), record(.row, 1), record(.text, 16_384, "a"), record(.end)],
            [record(.sheet), record(.row, 1), record(.text, 1, "a"), record(.text, 1, "b"), record(.end)],
            [record(.sheet), record(.row, 1), record(.integer, 0, "1e9"), record(.end)],
            [record(.sheet), record(.row, 1), record(.real, 0, "1.5"), record(.end)], [record(.sheet), record(.end), record(.end)],
            [record(.sheet), record(.row, 1), record(.text, 0, "a")],
        ])
    func senseless(records: [SheetRecord]) {
        #expect(throws: DocumentError.oldWorkbook("warn-xls says what makes no sense")) { try Self.grids(records) }
    }

    @Test("cells without number, rows without a cell and sheets without end are refused at the ceiling")
    func ceilings() {
        let limits = DocumentLimits(cells: 100)
        let wide = (1...10).flatMap { [Self.record(.row, $0), Self.record(.text, 200, "a")] }
        #expect(throws: DocumentError.tooLarge(what: "the workbook", limit: "100 cells")) {
            try Self.grids([Self.record(.sheet)] + wide, limits: limits)
        }
        #expect(throws: DocumentError.tooLarge(what: "the workbook", limit: "100 cells")) {
            try Self.grids([Self.record(.sheet)] + (1...101).map { Self.record(.row, $0) }, limits: limits)
        }
        #expect(throws: DocumentError.tooLarge(what: "the workbook", limit: "1000 sheets")) {
            try Self.grids(Array(repeating: Self.record(.sheet), count: 1_001))
        }
    }

    @Test("cut anywhere and with any byte changed, what it prints is read or refused and nothing else")
    func strewn() throws {
        var whole: [UInt8] = []
        for record in [Self.record(.sheet, 0, "A"), Self.record(.row, 3), Self.record(.text, 1, "ab"), Self.record(.end)] {
            record.append(to: &whole)
        }
        for index in whole.indices {
            #expect(throws: DocumentError.self) {
                try OldWorkbook(records: Array(whole[..<index]), wanted: { _ in true }, limits: .standard)
            }
            for value in [0, 1, 0x7F, 0xFF] as [UInt8] {
                var bytes = whole
                bytes[index] = value
                _ = try? OldWorkbook(records: bytes, wanted: { _ in true }, limits: .standard)
            }
        }
    }

    @Test("the failure's words are the error's")
    func failure() {
        #expect(throws: DocumentError.oldWorkbook("freexl's error -2")) { try Self.grids([Self.record(.failure, 0, "freexl's error -2")]) }
    }

    // MARK: Files of ours

    @Test("what is handed to a program is in a file without a name")
    func unnamed() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("private-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try PrivateFile(in: folder.path)
        try file.write([1, 2, 3])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        #expect(try file.read() == [1, 2, 3])
        #expect(try file.read(most: 2) == [1, 2])
        let found = #expect(throws: DocumentError.self) { try PrivateFile(in: folder.path + "/none") }
        #expect(found?.description.hasPrefix("no temporary file in ") == true)
    }
}
