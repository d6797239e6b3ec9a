import Foundation
import Testing

/// Every published source at once, on its sample page: what a newcomer's first evening with the register is made of.
@Suite("Every source, from sample page to page of the daemon")
struct AllSourcesTests {
    /// The folders of the jurisdictions.
    private static var folders: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: Program.package.appendingPathComponent("Importers").path)
                .filter { $0.utf8.count == 2 }.sorted()
        }
    }

    @Test("run, kill, run, an edited page: as of each position the same numbers, and the daemon says what psql says")
    func wholeRegister() async throws {
        try await Installation.with(try Self.folders) { register in
            for milliseconds in [400, 1500] {
                let running = try register.program("warn-import").start(["run", "--samples"])
                try await Task.sleep(for: .milliseconds(milliseconds))
                kill(running.process.processIdentifier, SIGKILL)
                _ = try await running.finish()
                #expect(try await register.value("select count(*) from ledger.run where outcome = 'stopped'") == "0")
            }
            let first = try await register.importing("--samples")
            for line in first where line.outcome != "accepted" && line.outcome != "unchanged" {
                Issue.record("\(line.source): \(line.code ?? "") \(line.message ?? "")")
            }
            let notices = first.compactMap(\.notices).reduce(0, +)
            #expect(try await register.value("select count(*) from ledger.filing") == String(notices))
            #expect(try await register.importing("--samples").allSatisfy { $0.outcome == "unchanged" })

            let numbers = "select md5(string_agg(t::text, ';' order by t.state)) from report.workers_by_state t"
            let before = try #require(try await register.value("select max(position) from ledger.log"))
            let asBefore = "set report.as_of = '\(before)'; \(numbers)"
            let then = try await register.value(asBefore)
            try edit(register.home + "/Importers/ny/2026-10-15.csv")
            let changed = try await register.importing("ny", "--samples")
            #expect(changed.first?.filings == ["OBS/A": 1], "\(changed)")
            #expect(try await register.value(asBefore) == then)
            #expect(try await register.value(numbers) != then)

            try await DaemonTests().withDaemon(register) { address in
                let served = try await Shell.run("curl", "-sS", "--max-time", "20", "\(address)/reports/workers_by_state.csv")
                for line in served.split(separator: "\n").dropFirst() {
                    let state = String(line.prefix(2))
                    let workers = try await register.value("select workers from report.workers_by_state where state = '\(state)'") ?? ""
                    #expect(line.split(separator: ",", omittingEmptySubsequences: false).contains(Substring(workers)), "\(line)")
                }
            }
            let verified = try await register.program("warnctl").run("verify")
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        }
    }

    /// One count more in the first row that states one.
    private func edit(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let edited = text.replacing(#/,46,46\b/#, with: ",47,47", maxReplacements: 1)
        #expect(edited != text)
        try Data(edited.utf8).write(to: URL(fileURLWithPath: path))
    }
}
