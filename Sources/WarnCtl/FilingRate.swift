import ArgumentParser
import Catalog
import Foundation
import Recording
import Register

/// Measures how fast signed filings are accepted, and how fast the ledger is verified; `Benchmarks/filing-rate` calls it.
struct FilingRate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filing-rate",
        abstract: "Measure signed filings a second on a scratch database, beside bare durable one-row commits, and verify them.",
        discussion: """
            Each client signs notices, hands them in and waits for the second receipt, so many at a time; a desk decides them. Order, log,
            checks and NOTIFY are inside the transaction of each. Then everything is verified, and a checkpoint made. Prints a line of JSON.

            EXAMPLES
              warnctl filing-rate --server "host=/run/postgresql user=postgres" --clients 8 --filings 4000
            """,
        shouldDisplay: false)

    @Option(help: "The server, without a database's name.")
    var server: String

    @Option(help: "Clients at once.")
    var clients = 8

    @Option(help: "Filings altogether.")
    var filings = 4000

    @Option(help: "Submissions a client has waiting at once.")
    var waiting = 32

    @Option(help: "Submissions a client hands in, and receipts it asks for, in one statement.")
    var together = 8

    @Option(help: "Desks at once.")
    var desks = 1

    @Argument(help: "A notice that is accepted, in YAML or JSON.")
    var notice: String

    @Option(help: "The folder that holds Importers and Schema.")
    var home: String?

    func run() async throws {
        try await Program.run {
            let home = try Home.find(given: home)
            let scratch = try await ScratchDatabases(server: server, schema: home.schema)
            let answer: JSONValue
            do {
                let law = try ReferenceTables.law(home)
                answer = try await scratch.withDatabase { try await measure(on: $0, law) }
            } catch {
                try await scratch.drop()
                throw error
            }
            try await scratch.drop()
            Terminal.standard.write(answer.canonicalText + "\n")
        }
    }

    private func measure(on database: String, _ law: FilingLaw) async throws -> JSONValue {
        let bare = try await DurableCommits(database: database).rate(clients: clients, seconds: 3)
        let each = filings / clients
        var members: [FilingClient] = []
        for index in 0..<clients { members.append(try await FilingClient(index, notice: notice, database: database)) }
        var offices: [InboxDesk] = []
        for _ in 0..<desks { offices.append(InboxDesk(chains: try await EmployersDesk.open(database), law: law)) }
        let (clock, waiting, together) = (ContinuousClock(), waiting, together)
        let started = clock.now
        let accepted = try await withThrowingTaskGroup(of: Int?.self) { group in
            for office in offices {
                group.addTask {
                    while !Task.isCancelled { if try await office.pass() == 0 { try await Task.sleep(for: .milliseconds(1)) } }
                    return nil
                }
            }
            for member in members { group.addTask { try await member.file(each, waiting: waiting, together: together) } }
            var (accepted, left) = (0, members.count)
            while left > 0, let result = try await group.next() {
                guard let result else { continue }
                accepted += result
                left -= 1
            }
            group.cancelAll()
            return accepted
        }
        let seconds = Self.seconds(clock.now - started)
        let ledger = try await Ledger.open(database, role: .desk)
        let verifying = clock.now
        let found = try await ledger.verify()
        let verified = Self.seconds(clock.now - verifying)
        let signing = clock.now
        _ = try await ledger.makeCheckpoint(origin: nil, fallback: "benchmark", key: SigningKey())
        let rate = Double(accepted) / seconds
        return .object([
            "clients": .integer(clients), "together": .integer(together), "filings": .integer(accepted), "filings_per_second": .number(rate.rounded()),
            "bare_commits_per_second": .number(bare.rounded()), "ratio": .number((rate / bare * 1000).rounded() / 1000),
            "whole": .bool(found.isWhole), "verified_per_second": .number((Double(found.filings) / verified).rounded()),
            "checkpoint_entries_per_second": .number((Double(found.position) / Self.seconds(clock.now - signing)).rounded()),
        ])
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}

/// An employer's program: signs, hands in, and waits.
private struct FilingClient: Sendable {
    let ledger: Ledger
    let key: SigningKey
    let record: FilingRecord
    let index: Int

    init(_ index: Int, notice: String, database: String) async throws {
        self.index = index
        key = SigningKey()
        ledger = try await Ledger.open(database, role: .filer)
        let name = "client-\(index)"
        guard let now = Moment.now(), let start = Moment("2020-01-01T00:00:00Z") else { throw CommandError.canceled }
        let number = try await Ledger.open(database, role: .desk).registerKey(
            name, publicKey: key.publicKey, validFrom: start, filer: nil, employer: "Employer \(index)")
        var record = try RecordFile(path: notice).record
        record.complete(form: FormType.notice.rawValue, at: now.text)
        record["filer_id"] = .string(number)
        record["certification.key_id"] = .string(name)
        record["event.notice_date"] = .string(now.day.description)
        record["event.first_separation_date"] = now.day.adding(days: 90).map { .string($0.description) }
        self.record = record
    }

    /// Gives how many were accepted.
    func file(_ count: Int, waiting most: Int, together: Int) async throws -> Int {
        var (accepted, made) = (0, 0)
        var waiting: [String] = []
        while accepted < count {
            while made < count, waiting.count + min(together, count - made) <= most || waiting.isEmpty {
                let next = (made..<min(made + together, count)).map(submission)
                try await ledger.handIn(next)
                waiting += next.map(\.id)
                made += next.count
            }
            // The desk decides in the order of arrival: while the newest of those handed in together waits, the others are not asked for.
            let oldest = Array(waiting.prefix(together))
            guard let newest = try await ledger.receipts(of: oldest.suffix(1)).last, let newest, newest.state != .received else {
                try await Task.sleep(for: .milliseconds(20))
                continue
            }
            let receipts = try await ledger.receipts(of: oldest)
            let decided = receipts.prefix { $0 != nil && $0?.state != .received }
            for case let receipt? in decided where receipt.state != .accepted {
                throw CommandError.notARecord(place: "the notice", reason: "it was not accepted: \(receipt.state.rawValue)")
            }
            accepted += decided.count
            waiting.removeFirst(decided.count)
            if decided.count < receipts.count { try await Task.sleep(for: .milliseconds(20)) }
        }
        return accepted
    }

    private func submission(_ number: Int) -> Submission {
        var next = record
        next["event.stated_reason_text"] = .string("Number \(number) of client \(index).")
        return Submission(next, signedBy: key)
    }
}
