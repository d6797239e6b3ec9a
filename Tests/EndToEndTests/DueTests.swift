import Foundation
import Testing

@Suite("A schedule, hosts that fail, and places that publish nothing")
struct DueTests {
    private static let page = "/views/WorkerAdjustmentRetrainingNotificationWARN/WARN.csv"

    @Test("what was looked at is not due again, and its host is left alone")
    func due() async throws {
        let site = StateSite()
        site[Self.page] = .init(NewYorkPage.ordinary.text)
        try await site.serve { address in
            try await Installation.with(["ny"], at: address) { register in
                let first = try await register.program("warn-import").run("run", "--due", "--contact", "desk@register.example")
                #expect(first.status == 0, "\(first.errors)")
                #expect(first.output.contains(" ny accepted run="))
                let asked = site.asked
                #expect(asked == ["/robots.txt", Self.page])
                let second = try await register.program("warn-import").run("run", "--due", "--contact", "desk@register.example")
                #expect(second.status == 0)
                #expect(second.output.contains("Sources: 1 not due."))
                #expect(site.asked == asked)
            }
        }
    }

    @Test("a disallowed page stops its source, and the summary says how to go on by hand")
    func robots() async throws {
        let site = StateSite()
        site[Self.page] = .init(NewYorkPage.ordinary.text)
        site["/robots.txt"] = .init("User-agent: WARN-Register\nDisallow: /views/")
        try await site.serve { address in
            try await Installation.with(["ny"], at: address) { register in
                let output = try await register.program("warn-import").run("run", "--contact", "desk@register.example")
                #expect(output.status == 1)
                #expect(output.output.contains("FETCH-17"))
                #expect(output.output.contains("warn-import run ny --from FILE"))
                #expect(site.asked == ["/robots.txt"])
                #expect(try await register.value("select count(*) from ledger.filing") == "0")
            }
        }
    }

    @Test("a place that publishes nothing is in coverage and status with whom to ask, and its run says so")
    func silent() async throws {
        try await Installation.with(["ny", "nh"]) { register in
            _ = try await register.importing("--samples")
            #expect(try await register.value("select standing from report.coverage where state = 'NH'") == "by request")
            #expect(try await register.value("select contact from report.coverage where state = 'NH'")?.contains("nhes") == true)
            let status = try await register.program("warn-import").run("status")
            #expect(status.output.contains("nh           published by request only, known since 2021"))
            let run = try await register.program("warn-import").run("run", "nh")
            #expect(run.status == 1)
            #expect(run.errors.contains("RUN-02"))
        }
    }

    @Test("sample pages prove nothing, and a page that does not read neither: a source from facts alone stays unproven")
    func unproven() async throws {
        let site = StateSite()
        try await site.serve { address in
            try await Installation.with(["vt"], at: address) { register in
                #expect(try await register.importing("--samples").map(\.outcome) == ["accepted"])
                #expect(try await register.value("select standing from report.coverage where state = 'VT'") == "unproven")
                #expect(try await register.program("warn-import").run("status").output.contains("unproven"))
                // A new manifest reads the sample again before it meets the real page, which is another one.
                let manifest = URL(fileURLWithPath: register.home + "/Importers/vt/vt.yaml")
                try Data((String(contentsOf: manifest, encoding: .utf8) + "# edited\n").utf8).write(to: manifest)
                site["/search/warn_lookups"] = .init("<p>We are moving.</p>")
                #expect(try await register.importing("vt").map(\.outcome) == ["stopped"])
                #expect(
                    try await register.value("select standing || ' ' || unproven from report.freshness where state = 'VT'")
                        == "stopped true")
                #expect(try await register.value("select unproven from report.coverage where state = 'VT'") == "t")
            }
        }
    }
}
