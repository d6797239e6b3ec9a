import HTTPTypes
import Hummingbird
import Logging
import Register

/// Stands before every route: numbers the request, refuses what is not a reading or is too much, turns errors into problem documents, sets
/// the protecting headers, counts, and logs.
struct Doorkeeper: RouterMiddleware {
    typealias Context = ReaderContext
    typealias Next = @concurrent (Request, ReaderContext) async throws -> Response
    let counters: Counters
    let limits: ClientLimits?
    private let buckets: ClientBuckets?
    private let proxyHeader: HTTPField.Name?
    /// Seconds from which an answer is logged as slow.
    private static let slow = 1.0

    init(counters: Counters, limits: ClientLimits?) {
        self.counters = counters
        self.limits = limits
        buckets = limits.map { ClientBuckets($0) }
        proxyHeader = limits?.proxyHeader.flatMap { HTTPField.Name($0) }
    }

    func handle(_ request: Request, context: ReaderContext, next: Next) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.requestID = Self.requestID(request)
        context.client = client(of: request, context)
        var response = await answer(request, context: context, next: next)
        for (name, value) in Self.protection where response.headers[name] == nil { response.headers[name] = value }
        response.headers[Self.requestIDName] = context.requestID.description
        if let hasSeen = context.hasSeen { response.body = response.body.paced(hasSeen) }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        counters.record(route: context.endpointPath ?? "none", status: response.status.code, seconds: seconds)
        log(request, response, context, seconds)
        return response
    }

    private func answer(_ request: Request, context: ReaderContext, next: Next) async -> Response {
        if request.method == .options {
            return Response(
                status: .noContent,
                headers: [
                    .allow: "GET, HEAD, OPTIONS", .accessControlAllowMethods: "GET, HEAD", .accessControlMaxAge: "86400",
                    .accessControlAllowHeaders: "Accept, If-None-Match, If-Range, Last-Event-ID, Range, X-Request-Id",
                ])
        }
        guard request.method == .get || request.method == .head else {
            let error = PublishingError.methodNotAllowed(request.method.rawValue)
            var response = Problem(error, status: .methodNotAllowed).response(to: request, context)
            response.headers[.allow] = "GET, HEAD"
            return response
        }
        if let client = context.client, let wait = buckets?.take(client) {
            counters.recordLimited()
            return Problem(PublishingError.tooManyRequests(seconds: wait), status: .tooManyRequests, retryAfter: wait)
                .response(to: request, context)
        }
        do {
            return try await next(request, context)
        } catch let error as any RegisterError {
            if error.fault == .system || error.fault == .unavailable { context.logger.error("\(error.code) \(error.message)") }
            return Problem(error).response(to: request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return Problem(PublishingError.unknownPath(request.uri.path)).response(to: request, context)
        } catch {
            context.logger.error("\(request.uri.path): \(error)")
            return Problem.unexpected.response(to: request, context)
        }
    }

    /// Whom the request is counted for; nil where nobody is: in process, without limits, and for this machine itself.
    private func client(of request: Request, _ context: ReaderContext) -> ClientAddress? {
        guard limits != nil, let peer = context.peer else { return nil }
        guard peer.isLoopback else { return peer }
        let said = proxyHeader.flatMap { request.headers[values: $0].last }
        return said?.split(separator: ",").last.flatMap { ClientAddress($0.drop { $0 == " " }.description) }
    }

    private static func requestID(_ request: Request) -> RequestID {
        request.headers[requestIDName].flatMap(RequestID.init) ?? .made()
    }

    /// A line for what failed or was slow; for every request where debugging is asked for. Nobody's address is written down.
    private func log(_ request: Request, _ response: Response, _ context: ReaderContext, _ seconds: Double) {
        let level: Logger.Level = response.status.code >= 500 ? .error : seconds >= Self.slow ? .warning : .debug
        guard level >= context.logger.logLevel else { return }
        context.logger.log(
            level: level, level == .warning ? "slow answer" : "answered",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(request.uri.path.prefix(200))", "status": "\(response.status.code)",
                "milliseconds": "\(Int(seconds * 1000))",
            ])
    }

    private static let requestIDName = name("X-Request-Id")

    /// Nothing from elsewhere, nothing inline, nothing framed.
    private static let protection: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        (.xContentTypeOptions, "nosniff"),
        (name("Referrer-Policy"), "no-referrer"),
        // Everything here is public and read only: any page may read it, and none can act with a reader's rights.
        (name("Cross-Origin-Resource-Policy"), "cross-origin"),
        (.accessControlAllowOrigin, "*"),
        (
            .accessControlExposeHeaders,
            "Accept-Ranges, Content-Disposition, Content-Range, ETag, X-As-Of-Position, X-Definition-SHA256, X-Register-Stale, X-Request-Id, Retry-After"
        ),
    ]

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no name of a header") }
        return name
    }
}
