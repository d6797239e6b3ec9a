import Foundation
import Testing

@Suite("Everything at once")
struct ConcurrencyTests {
    @Test("two imports and two filings at once: every report asked twice as of one position gives the same bytes")
    func sameBytes() async throws {
        try await Installation.with(["ny", "wa"]) { register in
            let folder = try TemporaryFolder()
            let newYork = try folder.write(NewYorkPage.ordinary.text, to: "ny.csv")
            let washington = try Sample.page(of: "wa")
            let template = try await register.program("warnctl").run("template")
            #expect(template.status == 0, "\(template.errors)")
            let filing = try folder.write(template.output, to: "filing.yaml")
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await register.importing("ny", "--from", newYork) }
                group.addTask { _ = try await register.importing("wa", "--from", washington) }
                for name in ["First Filer Inc.", "Second Filer Inc."] {
                    group.addTask {
                        let filed = try await register.program("warnctl").run("file", filing, "--employer", name, "--yes", "--format", "json")
                        #expect(filed.status == 0, "\(filed.errors)")
                    }
                }
                try await group.waitForAll()
            }
            let newest = Int(try await register.value("select max(position) from ledger.log") ?? "") ?? 0
            #expect(try await register.value("select count(*) from ledger.log") == String(newest))
            let reports = try await register.value("select string_agg(viewname, ' ' order by viewname) from pg_views where schemaname = 'report'")
            let names = (reports ?? "").split(separator: " ").map(String.init)
            #expect(names.contains("section_2102e"))
            for position in [newest / 3, newest / 2, newest] {
                let first = try await bytes(register, names, asOf: position)
                // What comes later changes no earlier answer.
                if position == newest / 2 {
                    let later = try folder.write(NewYorkPage.ordinary.with { $0.rows[0].workers = "99" }.text, to: "later.csv")
                    _ = try await register.importing("ny", "--from", later)
                }
                #expect(try await bytes(register, names, asOf: position) == first)
            }
            let verified = try await register.program("warnctl").run("verify")
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        }
    }

    private func bytes(_ register: Installation, _ reports: [String], asOf position: Int) async throws -> String {
        let copies = reports.flatMap { ["-c", "copy (select * from report.\"\($0)\" r order by r::text) to stdout"] }
        let arguments = ["psql", register.conninfo, "-XAtq", "-c", "set report.as_of = '\(position)'"] + copies
        return try await Shell.run(arguments)
    }
}
