import Hummingbird
import Register

extension Publisher {
    func feedOfAll(_ request: Request, _ context: ReaderContext) async throws -> Response {
        try await atom(request, title: "WARN Register: all entries", [])
    }

    func feedOfAI(_ request: Request, _ context: ReaderContext) async throws -> Response {
        try await atom(request, title: "WARN Register: attributed to AI", [.init("ai_tier", .from, "1")])
    }

    func feedOfState(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let profile = try subject(.state, context)
        return try await atom(request, title: "WARN Register: \(profile.key)", [.init("state", .equals, profile.key)])
    }

    func feedOfEmployer(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let profile = try subject(.employer, context)
        return try await atom(request, title: "WARN Register: \(profile.key)", [.init("employer_key", .equals, profile.key)])
    }

    private func subject(_ kind: Profile.Kind, _ context: ReaderContext) throws(PublishingError) -> Profile {
        let said = context.parameters["key"].map(Query.decoded(path:)) ?? ""
        let profile = Profile(kind: kind, key: String(said.dropLast(said.hasSuffix(".atom") ? 5 : 0)))
        guard said.hasSuffix(".atom"), profile.isPlausible else { throw .unknownSubject(kind.rawValue, profile.key) }
        return profile
    }

    private func atom(_ request: Request, title: String, _ filters: [ReportQuery.Filter]) async throws -> Response {
        try await reply(to: request) {
            let entries = try await summary(
                ReportQuery("feed", filters: filters, order: [.init("position", isDescending: true)], limit: 50, isCounted: false),
                .newest)
            var reply = Reply(AtomFeed(title: title, path: request.uri.path, entries: entries).xml, "application/atom+xml; charset=utf-8")
            reply.tell([entries], .newest)
            return reply
        }
    }
}
