import Hummingbird
import Register

extension Publisher {
    func state(_ request: Request, _ context: ReaderContext) async throws -> Response { try await profile(.state, request, context) }
    func county(_ request: Request, _ context: ReaderContext) async throws -> Response {
        try await profile(.county, request, context)
    }
    func employer(_ request: Request, _ context: ReaderContext) async throws -> Response {
        try await profile(.employer, request, context)
    }
    func industry(_ request: Request, _ context: ReaderContext) async throws -> Response {
        try await profile(.industry, request, context)
    }

    /// `/states/NY` as a page, `/states/NY.json` as the summaries it is made of.
    private func profile(_ kind: Profile.Kind, _ request: Request, _ context: ReaderContext) async throws -> Response {
        let said = context.parameters["key"].map(Query.decoded(path:)) ?? ""
        let isJSON = said.hasSuffix(".json")
        let key = isJSON ? String(said.dropLast(5)) : said
        let profile = Profile(kind: kind, key: kind == .state ? key.uppercased() : key)
        guard profile.isPlausible else { throw PublishingError.unknownSubject(kind.rawValue, key) }
        let query = try Query(request.uri, only: ["as_of"])
        let asOf = try query.asOf()
        return try await reply(to: request) {
            let answers = try await sources.summaries(profile.queries, asOf)
            guard answers.contains(where: { !$0.rows.isEmpty }) else { throw PublishingError.unknownSubject(kind.rawValue, key) }
            var reply =
                isJSON
                ? Reply(Self.json(profile.kind.rawValue, profile.key, answers), "application/json; charset=utf-8")
                : Reply(page: ProfilePage(profile: profile, answers: answers, moment: Moment(query, path: profile.path)).html)
            reply.tell(answers, asOf)
            return reply
        }
    }

    static func json(_ kind: String, _ key: String, _ answers: [Summary]) -> String {
        "{\(JSONValue.string(kind).canonicalText):\(JSONValue.string(key).canonicalText),\n\"as_of_position\":\(answers.first?.asOfPosition ?? 0),\n\"summaries\":[\n"
            + answers.map(\.json).joined(separator: ",\n") + "]}\n"
    }

    /// `/search?q=`: disclosures whose names, reason or quotes hold these words.
    func search(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let query = try Query(request.uri, only: ["as_of", "q"])
        let words = query["q"] ?? ""
        guard words.utf8.count <= 200 else {
            throw PublishingError.badParameter(name: "q", value: String(words.prefix(40)) + "…", expected: "at most 200 bytes")
        }
        let asOf = try query.asOf()
        return try await reply(to: request) {
            let question = ReportQuery(
                "texts", filters: [.init("text", .words, words)], order: [.init("notice_date", isDescending: true)], limit: 100)
            let answers = words.isEmpty ? [] : try await sources.summaries([question], asOf)
            var reply = Reply(
                page: SearchPage(words: words, found: answers.first, query: question, moment: Moment(query, path: "/search")).html)
            reply.tell(answers, asOf)
            return reply
        }
    }

    /// Every report, what it asks and what its columns mean.
    func methods(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let moment = Moment(try Query(request.uri, only: ["as_of"]))
        return try await reply(to: request) {
            let reports = try await sources.reports()
            var reply = Reply(page: MethodsPage(reports: reports, moment: moment).html)
            reply.tell(definitions: reports)
            return reply
        }
    }

    /// What is doubtful, and how the register compares with what others publish.
    func dataQuality(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let query = try Query(request.uri, only: ["as_of"])
        let asOf = try query.asOf()
        return try await reply(to: request) {
            let answers = try await sources.summaries(DataQualityPage.queries, asOf)
            var reply = Reply(page: DataQualityPage(answers: answers, moment: Moment(query, path: "/data-quality")).html)
            reply.tell(answers, asOf)
            return reply
        }
    }
}
