import Foundation
import Testing

/// PostgreSQL, the desk and the clients killed at random moments, with a server of its own.
@Suite("Killed at random moments")
struct CrashTests {
    /// Ops/test --long sets it.
    private static let isLong = ProcessInfo.processInfo.environment["WARN_LONG"] != nil
    private static let kills = isLong ? 200 : 6
    private static let clients = 3

    @Test("everything acknowledged is there, nothing is half there, and a submission that is handed in again is one filing")
    func killed() async throws {
        let folder = try TemporaryFolder()
        let server = try await Server.start(in: folder)
        defer { server.stop() }
        let register = Installation(conninfo: server.conninfo, home: Program.package.path)
        let program = register.program("warnctl")
        #expect(try await program.run("migrate").status == 0)
        let filing = try folder.write(ConcurrencyTests.filing, to: "filing.yaml")
        let key = folder.url.appendingPathComponent("filer.key").path
        #expect(try await program.run("key", "new", "filer", "--to", key).status == 0)
        #expect(try await program.run("key", "register", key + ".pub", "--employer", "Filer").status == 0)
        let number = try #require(try await register.value("select lpad(filer_no::text, 10, '0') from ledger.filer_key"))
        let field = Field()
        let acknowledged = try await withThrowingTaskGroup(of: [String: String].self) { group in
            for client in 0..<Self.clients {
                group.addTask {
                    var filed: [String: String] = [:]
                    while await !field.isOver || filed.isEmpty {
                        let submission = UUID().uuidString.lowercased()
                        let workers = String(100 + filed.count % 300)
                        filed[submission] = try await Self.file(
                            [
                                "file", filing, "--workers", workers, "--set", "event.stated_reason_text=Client \(client), \(filed.count)", "--key", key,
                                "--filer", number, "--submission", submission, "--yes", "--wait", "20", "--format", "json",
                            ], with: program, on: field)
                    }
                    return filed
                }
            }
            let desk = Task { try await Self.keepDesk(register, field) }
            var random = SystemRandomNumberGenerator()
            for count in 0..<Self.kills {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...700, using: &random)))
                switch count % 3 {
                case 0: try await server.killAndStart()
                case 1: await field.killDesk()
                default: await field.killClient()
                }
            }
            await field.end()
            var all: [String: String] = [:]
            for try await filed in group { all.merge(filed) { $1 } }
            desk.cancel()
            await field.killDesk()
            _ = try? await desk.value
            return all
        }
        #expect(acknowledged.count >= Self.clients)
        #expect(Set(acknowledged.values).count == acknowledged.count)
        // One filing a submission, and none beside; what is half there would be named by verify.
        let recorded = try await Shell.run(
            "psql", server.conninfo, "-XAtqc", "select s.submission_id || ' ' || f.accession_no from ledger.submission s join ledger.filing f using (accession_no)")
        #expect(Set(recorded.split(separator: "\n").map(String.init)) == Set(acknowledged.map { "\($0.key) \($0.value)" }))
        #expect(try await register.value("select count(*) from ledger.filing") == String(acknowledged.count))
        #expect(try await register.value("select count(*) from ledger.inbox") == "0")
        let log = try String(contentsOfFile: server.folder + "/postgres.log", encoding: .utf8)
        #expect(log.split(separator: "\n").count { $0.contains("was not properly shut down") } >= Self.kills / 3)
        let verified = try await program.run("verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }

    private struct Answer: Decodable {
        struct Receipt: Decodable { let accession_no: String }
        let receipt: Receipt
    }

    /// Hands the same submission in until it is acknowledged, as a person would whose machine went down.
    private static func file(_ words: [String], with program: Program, on field: Field) async throws -> String {
        while true {
            let running = try program.start(words)
            await field.enter(running.process.processIdentifier)
            let filed = try await running.finish()
            await field.leave(running.process.processIdentifier)
            if filed.status == 0 { return try JSONDecoder().decode(Answer.self, from: Data(filed.output.utf8)).receipt.accession_no }
            // Killed, no server, or not decided yet; a refusal of the record would be a fault of this test.
            guard !filed.errors.contains("Rejected") else { throw Shell.Failed(message: filed.errors) }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Starts the desk again whenever it ends, as its supervisor does.
    private static func keepDesk(_ register: Installation, _ field: Field) async throws {
        while !Task.isCancelled {
            let desk = try register.program("warnctl").start(["desk", "--watch", "--every", "0.05"])
            await field.setDesk(desk.process.processIdentifier)
            _ = try await desk.finish()
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Who runs, and may be killed.
    private actor Field {
        private var desk: Int32?
        private var running: Set<Int32> = []
        private(set) var isOver = false

        func enter(_ process: Int32) { running.insert(process) }
        func leave(_ process: Int32) { running.remove(process) }
        func setDesk(_ process: Int32) { desk = process }
        func end() { isOver = true }

        func killDesk() {
            if let desk { kill(desk, SIGKILL) }
            desk = nil
        }

        func killClient() { if let one = running.randomElement() { kill(one, SIGKILL) } }
    }

    /// A cluster of its own; what is acknowledged there is on disk.
    private struct Server: Sendable {
        let folder: String
        let conninfo: String

        static func start(in folder: TemporaryFolder) async throws -> Server {
            let path = folder.url.appendingPathComponent("cluster").path
            // The server is another user, where this is root.
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
            _ = try await Shell.run(script, "start", path)
            return Server(folder: path, conninfo: try await Shell.run(script, "conninfo", path))
        }

        private static let script = Program.package.path + "/Ops/postgres/cluster"

        /// The whole server at once: no goodbye to any client.
        func killAndStart() async throws {
            let lock = try String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8)
            guard let process = lock.split(separator: "\n").first.flatMap({ Int32($0) }) else { return }
            kill(process, SIGKILL)
            for attempt in 0... {
                do {
                    _ = try await Shell.run(Self.script, "start", folder)
                    return
                } catch where attempt < 50 { try await Task.sleep(for: .milliseconds(200)) }
            }
        }

        func stop() {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Self.script)
            process.arguments = ["stop", folder]
            try? process.run()
            process.waitUntilExit()
        }
    }
}
