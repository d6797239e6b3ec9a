import Foundation
import Testing

@Suite("Importing, as a person runs it")
struct ImportTests {
    static let page = "/views/WorkerAdjustmentRetrainingNotificationWARN/WARN.csv"

    private func withNewYork(_ body: @Sendable @escaping (Installation, StateSite) async throws -> Void) async throws {
        let site = StateSite()
        site[Self.page] = .init(NewYorkPage.ordinary.text)
        try await site.serve { address in
            try await Installation.with(["ny"], at: address) { try await body($0, site) }
        }
    }

    @Test("an import without links settles nothing; the linker run over the ledger does")
    func settles() async throws {
        try await withNewYork { register, _ in
            _ = try await register.importing("ny", "--no-link")
            let isSettled = "select ledger.is_settled(max(position)) from ledger.log"
            #expect(try await register.value(isSettled) == "f")
            #expect(try await register.program("warn-import").run("link", "--record").status == 0)
            #expect(try await register.value(isSettled) == "t")
        }
    }

    @Test("a page fetched over HTTP becomes filings; the same page again records nothing")
    func importsOnce() async throws {
        try await withNewYork { register, _ in
            let first = try await register.importing("ny")
            #expect(first.map(\.outcome) == ["accepted"], "\(first)")
            #expect(first.first?.filings == ["OBS": 11])
            let position = try await register.value("select max(position) from ledger.log")
            // What was imported is settled: reports need not fold it.
            #expect(try await register.value("select ledger.is_settled(max(position)) from ledger.log") == "t")
            let second = try await register.importing("ny")
            #expect(second.map(\.outcome) == ["unchanged"])
            #expect(try await register.value("select max(position) from ledger.log") == position)
        }
    }

    @Test("the state's own answer that AI is a reason is attributed with its quote; an employer's name is not evidence")
    func attributes() async throws {
        try await withNewYork { register, _ in
            _ = try await register.importing("ny")
            let found = try await register.value(
                "select f.employer || '|' || a.label || '|' || a.tier || '|' || a.quote from ledger.attribution a join ledger.filing f using (accession_no) where a.label like 'ai%'"
            )
            #expect(found == "Coffee Counter LLC|ai_substitution|2|Artificial Intelligence")
            // The others were asked and did not tick it: no denial, and another phrasebook may still read their words.
            let unchecked = "select count(*) from report.attributions where answer = 'unchecked' and label = 'none' and regime = 'US-NY'"
            #expect(try await register.value(unchecked) == "10")
            let again = try await register.program("warn-import").run("reattribute")
            #expect(again.output.contains("10 texts were read. Nothing is different."), "\(again.output)\(again.errors)")
        }
    }

    @Test("a page that was taken down is not read again, and the same page imported again does not bring it back")
    func takenDown() async throws {
        try await withNewYork { register, _ in
            _ = try await register.importing("ny")
            let digest = try #require(try await register.value("select encode(sha256, 'hex') from ledger.snapshot_body"))
            let removed = try await register.program("warnctl").run(
                "takedown", digest, "--reason", "It names workers.", "--authority", "Order 5", "--yes")
            #expect(removed.status == 0, "\(removed.errors)")
            let again = try await register.program("warn-import").run("replay", "ny")
            #expect(again.status == 0 && again.output.contains("removed by a takedown at position"), "\(again.output)\(again.errors)")
            #expect(again.output.contains("It names workers.; Order 5"))
            _ = try await register.importing("ny")
            #expect(try await register.value("select count(*) from ledger.snapshot_body") == "0")
            #expect(try await register.value("select distinct standing from report.snapshots") == "removed")
            #expect(try await register.value("select count(*) from report.notices") == "11")
            #expect(try await register.program("warnctl").run("verify").status == 0)
        }
    }

    @Test("one count changed is one OBS/A; the earlier figure stays")
    func amends() async throws {
        try await withNewYork { register, site in
            _ = try await register.importing("ny")
            site[Self.page] = .init(NewYorkPage.ordinary.with { $0.rows[3].workers = "70" }.text)
            let changed = try await register.importing("ny")
            #expect(changed.first?.filings == ["OBS/A": 1])
            let versions = try await register.value(
                "select string_agg(form_type || ' ' || workers, ', ' order by version) from ledger.filing where employer = 'Ordinary Works 4 LLC'"
            )
            #expect(versions == "OBS 24, OBS/A 70")
        }
    }

    @Test("a row equal to thirteen others is one more OBS")
    func countsEqualRows() async throws {
        try await withNewYork { register, site in
            let equal = NewYorkPage.Row(employer: "Head Start Centers", workers: "5")
            let thirteen = NewYorkPage.ordinary.with { $0.rows += Array(repeating: equal, count: 13) }
            site[Self.page] = .init(thirteen.text)
            _ = try await register.importing("ny")
            site[Self.page] = .init(thirteen.with { $0.rows.append(equal) }.text)
            #expect(try await register.importing("ny").first?.filings == ["OBS": 1])
        }
    }

    @Test("a row that leaves the page is unlisted, not withdrawn, and still counted")
    func unlists() async throws {
        try await withNewYork { register, site in
            _ = try await register.importing("ny")
            site[Self.page] = .init(NewYorkPage.ordinary.with { $0.rows.removeFirst() }.text)
            #expect(try await register.importing("ny").first?.filings == ["OBS/W": 1])
            #expect(try await register.value("select rescinded from ledger.filing where form_type = 'OBS/W'") == "f")
        }
    }

    @Test("every broken page stops its source with a message that names the place and the fix, and writes no filing", arguments: Break.all)
    func stops(_ broken: Break) async throws {
        try await withNewYork { register, site in
            _ = try await register.importing("ny")
            let before = try await register.value("select count(*) from ledger.filing")
            let snapshots = Int(try await register.value("select count(*) from ledger.snapshot") ?? "") ?? 0
            site[Self.page] = broken.page
            let lines = try await register.importing("ny")
            #expect(lines.map(\.outcome) == ["stopped"])
            #expect(lines.first?.code?.hasPrefix(broken.code) == true, "\(lines)")
            #expect(lines.first?.message?.contains(broken.says) == true, "\(lines)")
            #expect(lines.first?.hint?.isEmpty == false)
            #expect(try await register.value("select count(*) from ledger.filing") == before)
            #expect(try await register.value("select outcome from ledger.run order by run_id desc limit 1") == "stopped")
            let kept = Int(try await register.value("select count(*) from ledger.snapshot") ?? "") ?? 0
            #expect(kept == snapshots + (broken.keepsSnapshot ? 1 : 0))
            let status = try await register.program("warn-import").run("status")
            #expect(status.output.contains(lines.first?.code ?? "?"), "\(status.output)")
        }
    }

    @Test("one source's failure never stops another's")
    func isolates() async throws {
        let site = StateSite()
        site[Self.page] = .init(bytes: Array("<html>Incapsula incident _Incapsula_Resource</html>".utf8))
        try await site.serve { address in
            try await Installation.with(["ny", "wa"], at: address) { register in
                let sample = try Sample.page(of: "wa")
                let other = try await register.importing("wa", "--from", sample)
                #expect(other.map(\.outcome) == ["accepted"])
                let both = try await register.importing()
                #expect(both.first { $0.source == "ny" }?.outcome == "stopped")
                #expect(both.count == 2)
            }
        }
    }

    @Test("a manifest that is not in order costs its own source and no other")
    func isolatesManifests() async throws {
        try await withNewYork { register, _ in
            try "id: wa\nfeilds: {}\n".write(toFile: register.home + "/Importers/ny/ny-other.yaml", atomically: true, encoding: .utf8)
            let output = try await register.program("warn-import").run("run", "--format", "json")
            #expect(output.status == 1)
            #expect(output.errors.contains("Importers/ny/ny-other.yaml:2") && output.errors.contains("fields"), "\(output.errors)")
            #expect(output.output.contains("\"outcome\":\"accepted\""))
        }
    }

    @Test("killed at any moment, an import leaves no half, and the next one completes it")
    func survivesKill() async throws {
        try await withNewYork { register, site in
            let many = NewYorkPage.ordinary.with { page in
                page.rows += (1...3000).map { .init(employer: "Many Works \($0) Inc.", workers: String(50 + $0 % 400)) }
            }
            site[Self.page] = .init(many.text)
            let whole = many.rows.count
            for milliseconds in [30, 90, 180, 300, 450, 700, 1000] {
                let running = try register.program("warn-import").start(["run", "ny"])
                try await Task.sleep(for: .milliseconds(milliseconds))
                kill(running.process.processIdentifier, SIGKILL)
                _ = try await running.finish()
                let filings = Int(try await register.value("select count(*) from ledger.filing") ?? "") ?? -1
                #expect(filings == 0 || filings == whole)
            }
            _ = try await register.importing("ny")
            #expect(try await register.value("select count(*) from ledger.filing") == String(whole))
            let verified = try await register.program("warnctl").run("verify")
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
            // Wherever the last kill fell: what follows the filings has followed.
            #expect(try await register.value(Self.unplaced) == "0")
        }
    }

    private static let unplaced =
        "select count(*) from report.notices n left join report.notice_places p using (accession_no) where p.place_basis is null"

    @Test("what follows an import's filings is made up for when it failed between them, though the page is the same", arguments: Step.all)
    func completes(_ step: Step) async throws {
        try await withNewYork { register, site in
            site[Self.page] = .init(
                NewYorkPage.ordinary.with { page in
                    // One employer's event twice, of which one is an amendment: something to link.
                    page.rows.append(.init(employer: "Ordinary Works 4 LLC (Amended)", workers: "70"))
                }.text)
            _ = try await register.value("alter function ledger.\(step.function) rename to set_aside")
            _ = try await register.importing("ny")
            let filings = try await register.value("select count(*) from ledger.filing")
            #expect(filings == "12")
            #expect(try await register.value(step.lines) == "0")

            _ = try await register.value("alter function ledger.set_aside(\(step.parameters)) rename to \(step.name)")
            #expect(try await register.importing("ny").map(\.outcome) == ["unchanged"])
            #expect(try await register.value("select count(*) from ledger.filing") == filings)
            #expect(try await register.value(step.lines) != "0")
            // Then nothing is left to do: the next one is not read.
            let position = try await register.value("select max(position) from ledger.log")
            #expect(try await register.importing("ny").map(\.outcome) == ["unchanged"])
            #expect(try await register.value("select max(position) from ledger.log") == position)
        }
    }
}

/// A transaction that follows that of an import's filings.
struct Step: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The database's function that enters it.
    let name: String
    let parameters: String
    /// How many lines it entered.
    let lines: String

    var function: String { "\(name)(\(parameters))" }

    static let all = [
        Step(
            testDescription: "places", name: "record_placements", parameters: "bytea, jsonb",
            lines: "select count(*) from ledger.placement"),
        Step(
            testDescription: "links", name: "record_linking", parameters: "text, text, bigint, jsonb",
            lines: "select count(*) from ledger.link"),
    ]
}

/// A page that must stop its source.
struct Break: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let page: StateSite.Page
    /// How the code begins, and what the message must name.
    let code: String
    let says: String
    var keepsSnapshot = true

    static let all: [Break] = [
        Break(
            testDescription: "a renamed column",
            page: .init(NewYorkPage.ordinary.with { $0.columns[0] = "Company Legal Name" }.text), code: "READ-", says: "Business Legal Name"
        ),
        Break(
            testDescription: "a column that is new",
            page: .init(
                NewYorkPage.ordinary.text.split(separator: "\n").map { $0 + ($0.hasPrefix("Business") ? ",Union" : ",Local 1") }.joined(
                    separator: "\n")),
            code: "READ-", says: "Union"),
        Break(
            testDescription: "a mapped column empty in every row",
            page: .init(
                NewYorkPage.ordinary.with { page in
                    for index in page.rows.indices { page.rows[index].county = "" }
                }.text), code: "READ-", says: "Impacted Site County"),
        Break(
            testDescription: "half the rows of last time",
            page: .init(NewYorkPage.ordinary.with { $0.rows.removeLast(6) }.text), code: "REC-", says: "11"),
        Break(
            testDescription: "a bot challenge",
            page: .init("<html><head><title>Just a moment...</title><script src=\"/cdn-cgi/challenge-platform/h\"></script></head></html>"),
            code: "FETCH-", says: "/views/"),
        Break(testDescription: "an empty body", page: .init(""), code: "FETCH-", says: "/views/"),
        Break(
            testDescription: "a 500", page: .init(bytes: Array("oops".utf8), status: 500), code: "FETCH-", says: "500"),
        Break(
            testDescription: "a zip in place of the CSV", page: .init(bytes: [0x50, 0x4B, 3, 4] + Array(repeating: 0, count: 400)),
            code: "FETCH-", says: "/views/"),
    ]
}

/// A state's sample page of this package.
enum Sample {
    struct Missing: Error { var source: String }

    /// The newest one's path.
    static func page(of source: String) throws -> String {
        let folder = Program.package.appendingPathComponent("Importers/\(source)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let pages = names.filter { $0.first?.isNumber == true && !$0.contains(".notices.") && !$0.contains("-archive.") }.sorted()
        guard let newest = pages.last else { throw Missing(source: source) }
        return folder.appendingPathComponent(newest).path
    }
}
