import HTTPTypes
import Hummingbird
import Logging
import Register

/// Stands before every route: refuses what is not a reading, turns errors into problem documents, sets the protecting headers, and counts.
struct Doorkeeper: RouterMiddleware {
    typealias Context = BasicRequestContext
    let counters: Counters

    func handle(
        _ request: Request, context: BasicRequestContext, next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = await answer(request, context: context, next: next)
        for (name, value) in Self.protection {
            guard let name = HTTPField.Name(name), response.headers[name] == nil else { continue }
            response.headers[name] = value
        }
        counters.record(
            route: context.endpointPath ?? "none", status: response.status.code, seconds: (ContinuousClock.now - start) / .seconds(1))
        return response
    }

    private func answer(
        _ request: Request, context: BasicRequestContext, next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async -> Response {
        if request.method == .options {
            return Response(
                status: .noContent, headers: [.allow: "GET, HEAD", .accessControlAllowMethods: "GET, HEAD", .accessControlMaxAge: "86400"])
        }
        guard request.method == .get || request.method == .head else {
            var response = Problem(PublishingError.methodNotAllowed(request.method.rawValue), status: .methodNotAllowed).response(
                to: request)
            response.headers[.allow] = "GET, HEAD"
            return response
        }
        do {
            return try await next(request, context)
        } catch let error as any RegisterError {
            if error.fault == .system || error.fault == .unavailable { context.logger.error("\(error.code) \(error.message)") }
            return Problem(error).response(to: request)
        } catch let error as HTTPError where error.status == .notFound {
            return Problem(PublishingError.unknownPath(request.uri.path)).response(to: request)
        } catch {
            context.logger.error("\(request.uri.path): \(error)")
            return Problem.unexpected.response(to: request)
        }
    }

    /// Nothing from elsewhere, nothing inline, nothing framed.
    private static let protection = [
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        // Everything here is public and read only: any page may read it, and none can act with a reader's rights.
        ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Expose-Headers", "ETag, X-As-Of-Position, X-Definition-SHA256, X-Register-Stale"),
    ]
}
