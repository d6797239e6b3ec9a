import Foundation
import Register
import Synchronization
import Testing

@testable import Recording
@testable import WarnImport

/// What a run tells, and how it ends.
@Suite struct RunReportTests {
    private final class Paper: Sendable {
        private let written = Mutex<[String]>([])
        var lines: [String] { written.withLock { $0 } }
        func write(_ line: String) { written.withLock { $0.append(line) } }
    }

    private struct Refused: RegisterError {
        let code = "FETCH-07"
        let message = "https://example.org: a \"challenge\"\ninstead of the page."
        let hint = "A page saved by hand is read with `warn-import run SOURCE --from FILE`."
    }

    private static func id(_ id: String) throws -> SourceID { try #require(SourceID(rawValue: id)) }

    private static func accepted(_ source: String) throws -> RunLine {
        let tally = ImportTally(notices: 11, rejected: 1, skipped: ["total": 2])
        let result = ImportResult(run: 5, outcome: .accepted, tally: tally, filings: [.observed: 11], positions: nil)
        return RunLine(result, source: try id(source), committedAt: 0)
    }

    private static func told(_ form: RunReport.Form, _ lines: [RunLine], notDue: Int = 0, broken: Int = 0) -> (Paper, RunReport) {
        let paper = Paper()
        var report = RunReport(
            form: form, sources: lines.count, write: { paper.write($0) }, now: { Date(timeIntervalSince1970: 1_795_000_000) })
        for line in lines { report.add(line) }
        report.end(notDue: notDue, broken: broken)
        return (paper, report)
    }

    @Test("a journal gets one line a source, with its moment and its values")
    func log() throws {
        let (paper, _) = Self.told(.log, [try Self.accepted("ny"), RunLine(source: try Self.id("va"), run: 6, stop: Refused())])
        #expect(
            paper.lines.prefix(2) == [
                "2026-11-18T11:06:40Z ny accepted run=5 rows=14 notices=11 rejected=1 skipped=2 OBS=11",
                "2026-11-18T11:06:40Z va stopped run=6 code=FETCH-07 message=\"https://example.org: a 'challenge' instead of the page.\"",
            ])
    }

    @Test("the summary counts, and says once for all sources with the same trouble what to do")
    func summary() throws {
        let failed = RunLine(source: try Self.id("tx"), failure: RunError.interrupted(try Self.id("tx"), "power cut"))
        let again = RunLine(source: try Self.id("ks"), failure: RunError.interrupted(try Self.id("ks"), "power cut"))
        let stopped = RunLine(source: try Self.id("va"), stop: Refused())
        let (paper, _) = Self.told(.terminal, [try Self.accepted("ny"), stopped, failed, again], notDue: 7)
        #expect(
            paper.lines.suffix(3) == [
                "Sources: 1 with something new, 1 stopped, 2 failed, 7 not due. 11 filings recorded, 1 rows rejected (report.rejections).",
                "To do, va FETCH-07: A page saved by hand is read with `warn-import run va --from FILE`.",
                "To do, tx RUN-03, ks RUN-03: Run it again: nothing of the source was recorded.",
            ])
        #expect(paper.lines.first?.hasPrefix("[1/4] ny") == true)
    }

    @Test("a program gets objects and nothing else")
    func json() throws {
        let (paper, _) = Self.told(.json, [try Self.accepted("ny")])
        #expect(paper.lines.count == 1)
        #expect(paper.lines.first?.hasPrefix("{") == true)
    }

    @Test("the exit status says whose affair it is")
    func exitStatus() throws {
        let (good, stopped) = (try Self.accepted("ny"), RunLine(source: try Self.id("va"), stop: Refused()))
        let failed = RunLine(source: try Self.id("tx"), failure: RunError.interrupted(try Self.id("tx"), "power cut"))
        #expect(Self.told(.log, [good]).1.exitStatus(broken: 0) == 0)
        #expect(Self.told(.log, [good]).1.exitStatus(broken: 1) == 1)
        #expect(Self.told(.log, [good, stopped]).1.exitStatus(broken: 0) == 1)
        #expect(Self.told(.log, [stopped, failed]).1.exitStatus(broken: 0) == 3)
    }
}
