import Foundation
import Testing

/// The day a page changes, and the days after, as the person on call meets them.
@Suite("A changed page, as a person meets it")
struct ChangedPageTests {
    private static let page = ImportTests.page

    private func withNewYork(_ body: @Sendable @escaping (Installation, StateSite) async throws -> Void) async throws {
        let site = StateSite()
        site[Self.page] = .init(NewYorkPage.ordinary.text)
        try await site.serve { address in
            try await Installation.with(["ny"], at: address) { try await body($0, site) }
        }
    }

    @Test("explain names what changed and proposes the manifest's edit; the report has the same; the edit reads the page")
    func explains() async throws {
        try await withNewYork { register, site in
            _ = try await register.importing("ny")
            let renamed = NewYorkPage.ordinary.with { $0.columns[5] = "County of the Impacted Site" }
            site[Self.page] = .init(renamed.text)
            #expect(try await register.importing("ny").map(\.code) == ["READ-07"])
            let told = try await register.program("warn-import").run("explain", "ny")
            #expect(told.status == 0)
            #expect(told.output.contains("\"County of the Impacted Site\" may be what \"Impacted Site County\" was"), "\(told.output)")
            #expect(told.output.contains("+   county: County of the Impacted Site"), "\(told.output)")
            let health = try await register.value(
                "select standing || '|' || code || '|' || (changes like '%Impacted Site County%')::text || '|' || (proposed_edit like '%+ %')::text from report.source_health"
            )
            #expect(health == "stopped|READ-07|true|true")
            #expect(
                try await register.value("select standing || ' ' || finding from report.coverage_calendar")
                    == "observed looked, something new")

            let manifest = URL(fileURLWithPath: register.home + "/Importers/ny/ny.yaml")
            let edited = try String(contentsOf: manifest, encoding: .utf8).replacingOccurrences(
                of: "county: Impacted Site County", with: "county: County of the Impacted Site")
            try Data(edited.utf8).write(to: manifest)
            #expect(try await register.importing("ny").map(\.outcome) == ["unchanged"])
            #expect(try await register.value("select standing from report.source_health") == "ok")
        }
    }

    @Test("replay shows what a corrected manifest changes before it is recorded, and records it as re-readings")
    func replays() async throws {
        try await withNewYork { register, _ in
            _ = try await register.importing("ny")
            let manifest = URL(fileURLWithPath: register.home + "/Importers/ny/ny.yaml")
            let edited = try String(contentsOf: manifest, encoding: .utf8).replacingOccurrences(
                of: "kind: notice_letter", with: "kind: posted")
            try Data(edited.utf8).write(to: manifest)
            let shown = try await register.program("warn-import").run("replay", "ny", "--since", "2020-01-01")
            #expect(shown.output.contains("11 notices then, 11 now; 11 differ"), "\(shown.output)\(shown.errors)")
            #expect(shown.output.contains("notice_date_kind"))
            #expect(try await register.value("select count(*) from ledger.filing") == "11")
            let recorded = try await register.program("warn-import").run("replay", "ny", "--record")
            #expect(recorded.output.contains("11 OBS/R"), "\(recorded.output)\(recorded.errors)")
            #expect(try await register.importing("ny").map(\.outcome) == ["unchanged"])
            #expect(try await register.program("warnctl").run("verify").status == 0)
        }
    }

    @Test("the exported archive has every page with its address, headers and digest; equal bytes once")
    func exports() async throws {
        try await withNewYork { register, site in
            _ = try await register.importing("ny")
            _ = try await register.importing("ny")
            let folder = try TemporaryFolder()
            let file = folder.url.appendingPathComponent("all.warc").path
            let told = try await register.program("warn-import").run("export", "--warc", file)
            #expect(told.status == 0, "\(told.errors)")
            let archive = try String(contentsOfFile: file, encoding: .utf8)
            let types = archive.matches(of: #/WARC-Type: ([a-z]+)/#).map { String($0.output.1) }
            #expect(types == ["warcinfo", "response", "revisit"])
            #expect(archive.contains("HTTP/1.1 200 \r\n") && archive.contains("content-type: text/csv"))
            #expect(archive.components(separatedBy: "Coffee Counter LLC").count == 2)
            // The records follow each other by their lengths, to the end.
            var rest = Array(archive.utf8)[...]
            while !rest.isEmpty {
                let head = try #require(rest.firstRange(of: Array("\r\n\r\n".utf8)))
                let fields = String(decoding: rest[..<head.lowerBound], as: UTF8.self)
                #expect(fields.hasPrefix("WARC/1.1\r\n"))
                let length = try #require(fields.firstMatch(of: #/Content-Length: (\d+)/#).flatMap { Int($0.output.1) })
                let end = head.upperBound + length
                #expect(Array(rest[end..<(end + 4)]) == Array("\r\n\r\n".utf8))
                rest = rest[(end + 4)...]
            }
            let unknown = try await register.program("warn-import").run("export", "--warc", file, "--source", "zz")
            #expect(unknown.status == 1)
        }
    }
}
