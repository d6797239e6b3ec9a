import Foundation
import Testing

@Suite("Everything at once")
struct ConcurrencyTests {
    /// A notice that breaks no rule.
    static let filing = """
        employer: {legal_name: Filer, entity_class: other_private, us_employee_count: 900, count_basis: excluding_part_time}
        event:
          type: mass_layoff
          entire_facility_closing: false
          permanence: permanent
          notice_date: \(NewYorkPage.day(-2))
          notice_date_kind: notice_letter
          first_separation_date: \(NewYorkPage.day(110))
          workers: 120
          is_conditional: false
          bumping_rights: no
          reduced_notice_basis: none
        sites:
          - {street: 1 Mill Road, city: Albany, state: NY, zip: 12207, employees_before: 300, workers: 120}
        certification: {signer_name: Ana Ortiz, signer_title: President, signer_capacity: officer, certified_at: "\(NewYorkPage.day(-1))T09:00:00Z",
          contact_name: Ana Ortiz, contact_phone: "+15185550142", contact_email: ana@example.com}
        """

    @Test("two imports and two filings at once: every report asked twice as of one position gives the same bytes")
    func sameBytes() async throws {
        try await Installation.with(["ny", "wa"]) { register in
            let folder = try TemporaryFolder()
            let newYork = try folder.write(NewYorkPage.ordinary.text, to: "ny.csv")
            let washington = try Sample.page(of: "wa")
            let filing = try folder.write(Self.filing, to: "filing.yaml")
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await register.importing("ny", "--from", newYork) }
                group.addTask { _ = try await register.importing("wa", "--from", washington) }
                for name in ["First Filer Inc.", "Second Filer Inc."] {
                    group.addTask {
                        let filed = try await register.program("warnctl").run(
                            "file", filing, "--employer", name, "--yes", "--format", "json")
                        #expect(filed.status == 0, "\(filed.errors)")
                    }
                }
                try await group.waitForAll()
            }
            let newest = Int(try await register.value("select max(position) from ledger.log") ?? "") ?? 0
            #expect(try await register.value("select count(*) from ledger.log") == String(newest))
            let reports = try await register.value(
                """
                select string_agg(table_name, ' ' order by table_name) from information_schema.columns
                where table_schema = 'report' and column_name = 'as_of_position'
                """)
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
        let arguments =
            ["psql", register.conninfo, "-XAtq", "-c", "set jit = off; set enable_nestloop = off; set report.as_of = '\(position)'"]
            + copies
        return try await Shell.run(arguments)
    }
}
