import Foundation
import Testing

@Suite("Letters and statements, as staff work with them")
struct LettersTests {
    static let page = "/workforce_services/businesses/warn_notices.aspx"

    /// The reason stands in the third paragraph of the second page.
    static let buried: [[String]] = [
        [
            "August 3, 2026", "", "State Dislocated Worker Unit", "Pierre, South Dakota", "",
            "Re: Notice under the Worker Adjustment and Retraining Notification Act", "",
            "Prairie Ledger Services, Inc. gives notice that it will permanently reduce", "its workforce at 410 Main Avenue, Huron.", "",
            "Approximately 164 employees will be affected. Separations will begin on", "October 5, 2026 and end within fourteen days.",
        ],
        [
            "The affected employees are not represented by a union, and no bumping", "rights exist.", "",
            "Affected positions:", "Claims Examiner 96", "Billing Clerk 48", "Team Lead 20", "",
            "This action is taken because an artificial intelligence system now performs", "the claims examination work of this office.", "",
            "Questions go to the undersigned.",
        ],
    ]

    static let scanned: [[String]] = [
        [
            "September 1, 2026", "", "Notice of plant closing", "",
            "Sioux Print Works will close its plant in Sioux Falls. About 70 employees",
            "will be laid off beginning November 2, 2026.", "",
            "The closing is due to the replacement of our typesetting staff by", "generative AI software.",
        ]
    ]

    private static func page(_ letters: [(String, String, Int)]) -> String {
        let rows = letters.map { "<tr><td><a href=\"warn/\($0.0)\">\($0.1)</a></td><td>Huron</td><td>08/04/2026</td><td>\($0.2)</td></tr>" }
        let others = (1...60).map { "<tr><td>Ordinary Works \($0)</td><td>Huron</td><td>03/\($0 % 28 + 1)/2026</td><td>\(40 + $0)</td></tr>" }
        return """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>WARN Notices</title></head><body>
            <table><tr><th>Company</th><th>Location</th><th>Date Received</th><th>Employees Affected</th></tr>
            \((rows + others).joined(separator: "\n"))
            </table></body></html>
            """
    }

    @Test("from the linked letter, of text or scanned, to the ladder; a reviewer's word; a statement that denies it; the phrasebook again")
    func whole() async throws {
        let site = StateSite()
        site[Self.page] = .init(
            Self.page([("ledger.pdf", "Prairie Ledger Services, Inc.", 164), ("print.pdf", "Sioux Print Works", 70), ("gone.pdf", "Gone Inc", 5)]))
        site["/workforce_services/businesses/warn/ledger.pdf"] = .init(bytes: LetterPDF.ofText(Self.buried))
        site["/workforce_services/businesses/warn/print.pdf"] = .init(bytes: try await LetterPDF.scanned(Self.scanned))
        try await site.serve { address in
            try await Installation.with(["sd"], at: address) { register in
                let imported = try await register.importing("sd")
                #expect(imported.map(\.outcome) == ["accepted"], "\(imported)")
                try await letters(register, site)
                try await review(register)
                try await dispute(register)
                try await again(register)
                let verified = try await register.program("warnctl").run("verify")
                #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
            }
        }
    }

    private func letters(_ register: Installation, _ site: StateSite) async throws {
        let command = ["letters", "--contact", "https://example.org/warn", "--format", "json"]
        let read = try await register.program("warn-import").run(command)
        #expect(read.status == 1, "one letter is gone: \(read.output)\(read.errors)")
        #expect(read.output.contains("FETCH-06"))
        let claims = try await register.value(
            "select string_agg(concat_ws('|', employer, read_as, by_ocr, states), E'\\n' order by employer) from report.claims")
        let lines = (claims ?? "").split(separator: "\n").map(String.init)
        #expect(lines.count == 2, "\(lines)")
        #expect(
            lines.first
                == "Prairie Ledger Services, Inc.|ai_substitution|f|workers: 164; notice_date: 2026-08-03; first_separation_date: 2026-10-05; "
                + "reason: This action is taken because an artificial intelligence system now performs the claims examination work of this office.; "
                + "union: none; job_titles: Claims Examiner: 96; Billing Clerk: 48; Team Lead: 20")
        #expect(lines.last?.hasPrefix("Sioux Print Works|ai_substitution|t|") == true, "\(lines)")
        // The quote is in the text, at its bytes, on the second page.
        let quoted = try await register.value(
            """
            select string_agg((convert_from(substring(convert_to(x.body, 'UTF8') from a.quote_start + 1 for a.quote_end - a.quote_start), 'UTF8') = a.quote)::text, ',')
            from ledger.attribution a join ledger.extracted_text x on x.sha256 = a.text_sha256
            """)
        #expect(quoted == "true,true")
        #expect(read.output.contains("\"page\":2"))
        #expect(try await register.value("select events || ' ' || workers || ' ' || events_proposed from report.ai_ladder where tier = 3") == "2 234 2")
        #expect(try await register.value("select sum(events) from report.ai_ladder where tier <> 3") == "0")
        // A letter's bytes are the owner's alone.
        #expect(try await register.value("select string_agg(distinct reason, ',') from ledger.private_snapshot") == "letter")
        let bytes = "select count(*) from ledger.snapshot_body b join ledger.private_snapshot p using (sha256)"
        #expect(try await register.value("set role warn_reviewer; " + bytes) == "0")
        #expect(try await register.value(bytes) == "2")
        // Read once; and a dead link is not asked for again before its time, nor does it keep another letter waiting.
        let asked = site.asked.count
        let again = try await register.program("warn-import").run(command)
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(site.asked.count == asked)
        let missing = try await register.value(
            "select concat_ws('|', employer, attempts, code, next_attempt_at - last_attempt_at) from report.unread_letters")
        #expect(missing == "Gone Inc|1|FETCH-06|1 day")
        #expect(try await register.value("select ledger.next_attempt_at(9, '2026-01-01Z') - timestamptz '2026-01-01Z'") == "30 days")
    }

    private func review(_ register: Installation) async throws {
        let listed = try await register.program("warnctl").run("review", "list")
        #expect(listed.status == 0 && listed.output.split(separator: "\n").first?.contains("Prairie Ledger Services, Inc., 164 workers") == true)
        let position = try #require(
            try await register.value("select position from report.attributions where employer like 'Prairie%' and in_force"))
        let shown = try await register.program("warnctl").run("review", "show", position)
        #expect(shown.output.contains("claims examination"))
        let nobody = try await register.program("warnctl").run(
            "review", "accept", "999999", "--reviewer", "Ana Ortiz", "--reason", "It says so.")
        #expect(nobody.status == 1)
        let accepted = try await register.program("warnctl").run(
            "review", "accept", position, "--reviewer", "Ana Ortiz", "--reason", "The third paragraph says so.")
        #expect(accepted.status == 0, "\(accepted.errors)")
        #expect(try await register.value("select events_proposed from report.ai_ladder where tier = 3") == "1")
        #expect(try await register.value("select tier || ' ' || accepted || ' ' || precision_pct from report.review_precision") == "3 1 100.0")
        // It moves no statutory figure.
        #expect(try await register.value("select count(*) from report.section_2102e where statement <> 'missing'") == "0")
    }

    private func dispute(_ register: Installation) async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("release.html").path
        try "<html><body><h1>Statement</h1><p>Artificial intelligence was not a factor in the reduction at Huron. Demand for our services fell.</p></body></html>"
            .write(toFile: file, atomically: true, encoding: .utf8)
        let accession = try #require(
            try await register.value("select accession_no from report.notices where employer like 'Prairie%'"))
        let arguments = [
            "evidence", "add", accession, "--kind", "press_release", "--file", file, "--url", "https://example.org/release", "--published",
            "2026-08-10",
        ]
        let added = try await register.program("warnctl").run(arguments)
        #expect(added.status == 0 && added.output.contains("ai_denied"), "\(added.output)\(added.errors)")
        let again = try await register.program("warnctl").run(arguments)
        #expect(again.output.contains("already"))
        let disputed = try await register.value("select concat_ws('|', employer, yes_tier, no_tier, no_by, silence_gap) from report.disputed")
        #expect(disputed == "Prairie Ledger Services, Inc.|3|4|Prairie Ledger Services, Inc.|f")
        // Without a claimant, a newspaper says nothing.
        let unnamed = try await register.program("warnctl").run("evidence", "add", accession, "--kind", "news", "--file", file)
        #expect(unnamed.status == 64)
    }

    private func again(_ register: Installation) async throws {
        let before = try await register.value("select max(position) from ledger.log")
        let same = try await register.program("warn-import").run("reattribute", "--record")
        #expect(same.status == 0 && same.output.contains("Nothing is different."), "\(same.output)\(same.errors)")
        #expect(try await register.value("select max(position) from ledger.log") == before)
        // A phrasebook without any rule of work done by AI reads less; what the reviewer decided stays, what nobody did is entered anew.
        let path = register.home + "/Importers/answers/phrasebook.yaml"
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        let start = try #require(whole.range(of: "\nstatements:\n"))
        let entries = String(whole[start.upperBound...]).components(separatedBy: "\n  - name: ")
        let kept = entries.filter { !$0.contains("label: ai_substitution") }
        #expect(kept.count < entries.count)
        let phrasebook = whole[..<start.upperBound] + kept.joined(separator: "\n  - name: ")
        try phrasebook.write(toFile: path, atomically: true, encoding: .utf8)
        let shown = try await register.program("warn-import").run("reattribute")
        #expect(shown.status == 0 && shown.output.contains("Nothing was recorded"), "\(shown.output)\(shown.errors)")
        #expect(try await register.value("select max(position) from ledger.log") == before)
        let recorded = try await register.program("warn-import").run("reattribute", "--record")
        #expect(recorded.output.contains("a reviewer decided: they stay."), "\(recorded.output)\(recorded.errors)")
        // What the reviewer decided stays whatever a later reading says.
        let decided = try await register.value("select count(*) from report.attributions where reviewer is not null and in_force")
        #expect(decided == "1")
    }
}
