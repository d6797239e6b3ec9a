import Foundation
import Testing

@Suite("The filing desk")
struct FilingDeskTests {
    @Test("a desk that is killed again and again decides every submission once, and loses none that was acknowledged")
    func killed() async throws {
        try await Installation.with([]) { register in
            let folder = try TemporaryFolder()
            let filing = try folder.write(ConcurrencyTests.filing, to: "filing.yaml")
            let key = folder.url.appendingPathComponent("filer.key").path
            let filer = register.program("warnctl")
            #expect(try await filer.run("key", "new", "filer", "--to", key).status == 0)
            #expect(try await filer.run("key", "register", key + ".pub", "--employer", "Filer").status == 0)
            let number = try #require(try await register.value("select lpad(filer_no::text, 10, '0') from ledger.filer_key"))
            let clients = 2, filings = 3
            let acknowledged = try await withThrowingTaskGroup(of: [String].self) { group in
                for client in 0..<clients {
                    group.addTask {
                        var numbers: [String] = []
                        for count in 1...filings {
                            let workers = String(100 + 10 * client + count)
                            let filed = try await filer.run(
                                "file", filing, "--workers", workers, "--key", key, "--filer", number, "--yes", "--wait", "60", "--format",
                                "json")
                            #expect(filed.status == 0, "\(filed.errors)")
                            let answer = try JSONDecoder().decode(Answer.self, from: Data(filed.output.utf8))
                            numbers.append(answer.receipt.accession_no)
                        }
                        return numbers
                    }
                }
                var ended = 0
                var numbers: [String] = []
                let killer = Task { try await Self.killDesks(of: register) }
                defer { killer.cancel() }
                while ended < clients, let some = try await group.next() {
                    ended += 1
                    numbers += some
                }
                return numbers
            }
            #expect(Set(acknowledged).count == clients * filings)
            #expect(try await register.value("select count(*) from ledger.filing") == String(clients * filings))
            #expect(try await register.value("select count(*) from ledger.inbox") == "0")
            #expect(try await filer.run("verify").status == 0)
        }
    }

    @Test("a desk that watches is woken by what is handed in, however seldom it looks by itself")
    func woken() async throws {
        try await Installation.with([]) { register in
            let folder = try TemporaryFolder()
            let filing = try folder.write(ConcurrencyTests.filing, to: "filing.yaml")
            let key = folder.url.appendingPathComponent("filer.key").path
            let filer = register.program("warnctl")
            #expect(try await filer.run("key", "new", "filer", "--to", key).status == 0)
            #expect(try await filer.run("key", "register", key + ".pub", "--employer", "Filer").status == 0)
            let number = try #require(try await register.value("select lpad(filer_no::text, 10, '0') from ledger.filer_key"))
            let desk = try register.program("warnctl").start(["desk", "--watch", "--every", "3600"])
            defer { kill(desk.process.processIdentifier, SIGKILL) }
            // The first may be found by the look at the start; for the second there is none.
            for workers in ["101", "102"] {
                let filed = try await filer.run(
                    "file", filing, "--workers", workers, "--key", key, "--filer", number, "--yes", "--wait", "30", "--format", "json")
                #expect(filed.status == 0, "\(filed.errors)")
                #expect(filed.output.contains("accession_no"))
            }
        }
    }

    private struct Answer: Decodable {
        struct Receipt: Decodable { let accession_no: String }
        let receipt: Receipt
    }

    /// Starts a desk and kills it at a random moment, until it is cancelled.
    private static func killDesks(of register: Installation) async throws {
        // On busy cores a desk may not have begun when it is killed: each lives a little longer than those before.
        var kills = 0
        while !Task.isCancelled {
            let desk = try register.program("warnctl").start(["desk", "--watch", "--every", "0.05"])
            try? await Task.sleep(for: .milliseconds(Int.random(in: 100...900) + 50 * kills))
            kills += 1
            kill(desk.process.processIdentifier, SIGKILL)
            _ = try await desk.finish()
        }
    }
}
