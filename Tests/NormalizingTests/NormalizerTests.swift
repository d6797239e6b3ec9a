import Register
import Testing

@testable import Normalizing

@Suite struct NormalizerTests {
    static let fields: [String: FieldRule] = [
        "employer": FieldRule(columns: ["Company"], part: .emphasized), "location": FieldRule(columns: ["Company"], part: .rest),
        "notice_date": FieldRule(columns: ["Supplement", "Notice"], kind: .receivedByState),
        "received_date": FieldRule(columns: ["Received"]),
        "effective": FieldRule(columns: ["First"]), "effective_end": FieldRule(columns: ["Last"]),
        "workers": FieldRule(columns: ["Workers"], zero: .unknown),
        "city": FieldRule(columns: ["Address"], pattern: #"\S\s{2,}([^,]+), NY"#),
        "event_type": FieldRule(columns: ["Type"], values: ["Layoff": "layoff", "Closing": "closure", "N/A": "unknown"]),
        "temporary": FieldRule(columns: ["Kind"], values: ["Permanent": "false", "Temporary": "true", "N/A": "unknown"]),
        "amendment": FieldRule(columns: [], section: "SUPPLEMENTAL*"),
        "act": FieldRule(columns: ["Act"], values: ["WARN": "warn", "Non-WARN": "non_warn"]),
        "naics": FieldRule(columns: ["NAICS"]),
        "reason": FieldRule(columns: ["Reason"], vocabulary: ["Economic", "Merger"], blank: ["No reason"]),
        "letter": FieldRule(columns: ["Company"], part: .link),
    ]

    static func normalizer() throws -> Normalizer {
        try Normalizer(source: TestSource.make(fields), roster: Roster.some, today: #require(day("2026-11-23")))
    }

    static func notice(_ cells: [String: String], section: String = "") throws -> Notice {
        try normalizer().notice(from: TestSource.row(["Company": "Acme, Inc."].merging(cells) { $1 }, section: section))
    }

    @Test("the parts of a cell are its emphasized text, the rest and the link")
    func parts() throws {
        var row = try TestSource.row([:])
        row.cells["Company"] = Cell("Acme, Inc.\n1 Main St\nAlbany, NY 12207", emphasized: "Acme, Inc.", links: ["/a.pdf"])
        let notice = try Self.normalizer().notice(from: row)
        #expect(notice.employer == "Acme, Inc.")
        #expect(notice.locationRaw == "1 Main St, Albany, NY 12207")
        #expect(notice.letterURL == "/a.pdf")
    }

    @Test("a row without an employer is rejected", arguments: ["", " ", "N/A", "-"])
    func noEmployer(name: String) throws {
        let error = #expect(throws: NormalizingError.self) { try Self.notice(["Company": name]) }
        #expect(error?.code == "NORM-01")
    }

    @Test("a word that is not listed is refused by name, never guessed")
    func unknownWord() throws {
        let error = #expect(throws: NormalizingError.self) { try Self.notice(["Type": "Realignment"]) }
        #expect(error?.message == "ny line 2: Type \"Realignment\" is no known event_type; known are Closing, Layoff, N/A.")
        #expect(error?.hint.contains("fields.event_type.values") == true)
        #expect(throws: NormalizingError.self) { try Self.notice(["Kind": "Seasonal"]) }
    }

    @Test(
        "the usual words for an event need not be listed",
        arguments: [
            ("Plant Closing", EventType.closure), ("Temporary Closures", .closure), ("Mass Lay-off", .layoff), ("Reduction in Force", .layoff),
            ("Relocation", .relocation), ("Reduction in Hours", .reductionInHours),
        ])
    func usualWords(word: String, type: EventType) throws {
        #expect(try Self.notice(["Type": word]).eventType == type)
    }

    @Test("a date without a day is told; a letter that took a year is told")
    func dates() throws {
        let month = try Self.notice(["Notice": "31, 2019"])
        #expect(month.noticeDate == nil)
        #expect(month.warnings == ["day_not_stated"])
        let slow = try Self.notice(["Notice": "4/5/2022", "Received": "4/10/2023", "First": "6/30/2023"])
        #expect(slow.warnings == ["notice_long_before_receipt", "effective_far_ahead"])
    }

    @Test("words mean what the manifest says, whatever their case; blank and unknown mean nothing")
    func words() throws {
        #expect(try Self.notice(["Type": "LAYOFF"]).eventType == .layoff)
        #expect(try Self.notice(["Type": "N/A"]).eventType == nil)
        #expect(try Self.notice([:]).eventType == nil)
        #expect(try Self.notice(["Kind": "Temporary"]).temporary)
        #expect(try !Self.notice(["Kind": "N/A"]).temporary)
        #expect(try Self.notice(["Act": "Non-WARN"]).act == .nonWarn)
        #expect(try Self.notice([:]).act == .warn)
    }

    @Test("the first column that is filled gives the value, and the notice date says what it is")
    func columns() throws {
        let notice = try Self.notice(["Notice": "4/7/2026", "Supplement": ""])
        #expect(notice.noticeDate == day("2026-04-07"))
        #expect(notice.noticeDateKind == .receivedByState)
        #expect(try Self.notice(["Notice": "4/7/2026", "Supplement": "4/24/2026"]).noticeDate == day("2026-04-24"))
        #expect(try Self.notice([:]).noticeDateKind == nil)
    }

    @Test("first and last day in two columns are one interval")
    func twoColumns() throws {
        #expect(
            try Self.notice(["First": "6/15/2026", "Last": "10/1/2026"]).effective
                == DateSpan(start: day("2026-06-15"), end: day("2026-10-01")))
        #expect(try Self.notice(["First": "6/15/2026"]).effective == DateSpan(start: day("2026-06-15")))
    }

    @Test("a section of supplements makes its rows amendments")
    func section() throws {
        #expect(try Self.notice([:], section: "SUPPLEMENTAL NOTICES").amendment)
        #expect(try !Self.notice([:]).amendment)
    }

    @Test("a rescission's zero is a marker, a source's zero can mean unknown")
    func zero() throws {
        #expect(try Self.notice(["Company": "Acme (Rescission)", "Workers": "0"]).workers == .notStated)
        #expect(try Self.notice(["Workers": "0"]).warnings == ["zero_means_unknown"])
    }

    @Test("two spaces between street and city are seen in the raw text")
    func city() throws {
        var row = try TestSource.row(["Company": "Acme"])
        row.cells["Address"] = Cell("420 Park Ave S New York, NY, 10016", raw: "420 Park Ave S  New York, NY, 10016")
        #expect(try Self.normalizer().notice(from: row).city == "New York")
        row.cells["Address"] = Cell("456 Johnson Avenue 420 Brooklyn, NY, 11237")
        #expect(try Self.normalizer().notice(from: row).city == nil)
    }

    @Test("a reason is verbatim, its choices beside it, and the source's blank is none")
    func reason() throws {
        #expect(try Self.notice(["Reason": "EconomicMerger"]).reason == "EconomicMerger")
        #expect(try Self.notice(["Reason": "EconomicMerger"]).reasons == ["Economic", "Merger"])
        #expect(try Self.notice(["Reason": "No reason"]).reason == nil)
        #expect(try Self.notice(["Reason": "Not Provided"]).reasons == [])
    }

    @Test(
        "an industry code is its digits",
        arguments: [("722310", "722310"), ("52: Finance and Insurance", "52"), ("336350.0", "336350"), ("54,1714 R&D", ""), ("Retail", "")])
    func naics(text: String, code: String) throws { #expect(try Self.notice(["NAICS": text]).naics ?? "" == code) }

    @Test("every row is a notice, a rejection or a skip, and the tally says so")
    func tally() throws {
        let rows = try [
            TestSource.row(["Company": "Acme"]), TestSource.row(["Company": ""]), TestSource.row(["Company": "Beta", "Type": "Nonsense"]),
        ]
        let table = SourceTable(rows: rows, columns: [:], skipped: [.init(locator: "line 9", rule: "stop")])
        let result = try Self.normalizer().normalize(table)
        #expect(result.tally == ImportTally(notices: 1, rejected: 2, skipped: ["stop": 1]))
        #expect(result.tally.rows == 4)
        #expect(result.rejections.map(\.code) == ["NORM-01", "NORM-02"])
    }

    @Test("a notice dated after its receipt is noted, and nothing is moved")
    func order() throws {
        let notice = try Self.notice(["Notice": "2021-09-30", "Received": "2021-03-05", "First": "2020-11-30"])
        #expect(notice.warnings.contains("notice_after_receipt"))
        #expect(notice.noticeDate == day("2021-09-30"))
    }
}
