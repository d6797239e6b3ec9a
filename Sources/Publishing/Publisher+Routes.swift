import Hummingbird
import Register

extension Publisher {
    /// The register's state: everything shown is a function of it and of the address.
    struct Pulse: Sendable {
        let position: Int
        let state: String
    }

    /// As kept, else asked for.
    func knownPulse() async throws -> Pulse {
        try await pulses.pulse(feed, ask: pulse)
    }

    func pulse() async throws -> Pulse {
        let summary = try await summary(ReportQuery("pulse"), .newest)
        return Pulse(
            position: summary.asOfPosition, state: summary.rows.map { $0.values.map(\.canonicalText).joined(separator: " ") }.joined())
    }

    func summary(_ query: ReportQuery, _ asOf: AsOf) async throws -> Summary {
        guard let summary = try await sources.summaries([query], asOf).first else {
            throw PublishingError.unknownPath("/reports/\(query.report)")
        }
        return summary
    }

    /// The cached reply to this address, made anew when the register has moved on.
    func reply(to request: Request, make: @Sendable () async throws -> Reply) async throws -> Response {
        let address = request.uri.path + Query(request.uri).text
        do {
            let pulse = try await knownPulse()
            return try await cache.reply(to: address, at: pulse.state) {
                var reply = try await make()
                reply.tell(position: pulse.position)
                return reply
            }.response(to: request)
        } catch let error as any RegisterError where error.fault == .unavailable {
            // What was true a moment ago is worth more than nothing, if it says how old it is.
            guard let known = await cache.newest(for: address) else { throw error }
            counters.recordStale()
            return known.staleResponse(to: request)
        }
    }

    func dashboard(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let query = try Query(request.uri, only: ["as_of", "q"])
        let asOf = try query.asOf()
        return try await reply(to: request) {
            let questions = DashboardQuestions(search: query["q"] ?? "")
            let answers = try await sources.summaries(questions.queries, asOf)
            var reply = Reply(
                page: DashboardPage(answers: questions.named(answers), search: questions.search, moment: Moment(query, path: "/")).html)
            reply.tell(answers, asOf)
            return reply
        }
    }

    func reportList(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let moment = Moment(try Query(request.uri, only: ["as_of"]))
        return try await reply(to: request) {
            let reports = try await sources.reports()
            var reply = Reply(page: ReportListPage(reports: reports, moment: moment).html)
            reply.tell(definitions: reports)
            return reply
        }
    }

    /// `/reports/NAME` as a page, `/reports/NAME.json` and `.csv` as files of every row.
    func report(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let parts = (context.parameters["name"].map(String.init) ?? "").split(separator: ".", maxSplits: 1).map(String.init)
        return try await report(parts.first ?? "", format: parts.count > 1 ? parts[1] : nil, request)
    }

    /// What has pages of its own, and the report that lists them: `/disclosures` is `/reports/notices` by a name that people guess.
    static let collections = [
        "disclosures": "notices", "employers": "employers", "states": "workers_by_state", "counties": "counties", "industries": "industries",
    ]

    func report(_ name: String, format: String? = nil, _ request: Request) async throws -> Response {
        let query = Query(request.uri)
        let format = format ?? query["format"] ?? "html"
        guard ["html", "json", "csv", "ndjson"].contains(format) else { throw PublishingError.unknownFormat(format) }
        let asOf = try query.asOf()
        return try await reply(to: request) {
            let known = try await sources.reports().first { $0.name == name }
            let question = try ReportRequest(name: name, query: query, report: known, isPage: format == "html")
            if let form = SummaryForm(rawValue: format) { return try await file(question.query, asOf, form) }
            let summary = try await summary(question.query, asOf)
            var reply = Reply(page: ReportPage(summary: summary, request: question, query: query).html)
            reply.tell([summary], asOf)
            return reply
        }
    }

    /// Every row that fits, in a form for programs.
    private func file(_ query: ReportQuery, _ asOf: AsOf, _ form: SummaryForm) async throws -> Reply {
        let spool = Spool(in: room)
        let head = try await sources.write(query, asOf, form) { try spool.append($0) }
        var reply = spool.reply(Self.contentType(form))
        reply.tell([head], asOf)
        if form == .csv {
            reply.headers[.contentDisposition] = "attachment; filename=\"\(head.report.name)-\(head.asOfPosition).csv\""
        }
        return reply
    }

    private static func contentType(_ form: SummaryForm) -> String {
        switch form {
        case .json: "application/json; charset=utf-8"
        case .ndjson: "application/x-ndjson; charset=utf-8"
        case .csv: "text/csv; charset=utf-8; header=present"
        }
    }

    /// `/disclosures/ID` as a page or `.json`: every version, what changed, and the way back to the bytes.
    func disclosure(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let parts = (context.parameters["id"].map(String.init) ?? "").split(separator: ".", maxSplits: 1).map(String.init)
        guard let said = parts.first, let id = DisclosureID(rawValue: said.lowercased()), parts.count == 1 || parts[1] == "json" else {
            throw PublishingError.unknownDisclosure(parts.first ?? "")
        }
        let query = try Query(request.uri, only: ["as_of"])
        let asOf = try query.asOf()
        return try await reply(to: request) {
            let answers = try await sources.summaries(
                DisclosureRecord.reports.map { ReportQuery($0, filters: [.init("disclosure_id", .equals, id.rawValue)]) }, asOf)
            guard let record = DisclosureRecord(id: id, answers: answers) else { throw PublishingError.unknownDisclosure(id.rawValue) }
            var reply =
                parts.count > 1
                ? Reply(record.json, "application/json; charset=utf-8")
                : Reply(page: DisclosurePage(record: record, moment: Moment(query, path: "/disclosures/\(id.rawValue)")).html)
            reply.tell(answers, asOf)
            return reply
        }
    }

    /// The description of all this, for programs.
    func openAPI(_ request: Request, _ context: ReaderContext) async throws -> Response {
        try await reply(to: request) {
            let reports = try await sources.reports()
            var reply = Reply(OpenAPI(reports: reports).json, "application/json; charset=utf-8")
            reply.tell(definitions: reports)
            return reply
        }
    }

    /// The bytes a state served, to keep, never to open here.
    func snapshot(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let said = context.parameters["digest"].map(String.init) ?? ""
        guard let digest = Digest(hexadecimal: said.lowercased()) else {
            throw PublishingError.badParameter(name: "digest", value: said, expected: "64 hexadecimal digits")
        }
        var headers: HTTPFields = [
            .contentType: "application/octet-stream", .contentDisposition: "attachment; filename=\"\(digest).snapshot\"",
            .cacheControl: "no-cache", .eTag: "\"\(digest)\"", .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        headers[.xContentTypeOptions] = "nosniff"
        let bytes = try await sources.snapshot(digest)
        if request.headers[.ifNoneMatch] == "\"\(digest)\"" { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
