import Hummingbird
import Register

/// An error as RFC 9457 says it: `application/problem+json` with the stable code and the hint, or a page for a browser.
struct Problem {
    let status: HTTPResponse.Status
    let code: String
    let message: String
    let hint: String
    /// Seconds after which the same request can succeed; nil: it cannot, or nobody knows.
    let retryAfter: Int?

    init(_ error: any RegisterError, status: HTTPResponse.Status? = nil, retryAfter: Int? = nil) {
        self.status = status ?? Self.status(of: error.fault)
        code = error.code
        // What ails the machine is for the log; paths and hosts are nobody else's.
        message =
            switch error.fault {
            case _ where error is PublishingError: error.message
            case .input, .missing, .forbidden: error.message
            case .unavailable: "The register cannot answer just now."
            case .system: Self.unexpected.message
            }
        hint = error.hint
        self.retryAfter = retryAfter ?? (self.status == .serviceUnavailable ? 5 : nil)
    }

    private init(status: HTTPResponse.Status, code: String, message: String, hint: String) {
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        retryAfter = nil
    }

    /// What is not one of our errors; its text stays in the log.
    static let unexpected = Problem(
        status: .internalServerError, code: "PUB-99", message: "Something failed that should not.",
        hint: "Try again; the daemon's log has the cause.")

    private static func status(of fault: Fault) -> HTTPResponse.Status {
        switch fault {
        case .input: .badRequest
        case .missing: .notFound
        case .forbidden: .forbidden
        case .unavailable: .serviceUnavailable
        case .system: .internalServerError
        }
    }

    func response(to request: Request, _ context: ReaderContext) -> Response {
        var response = wantsPage(request) ? page(context.requestID) : document(context.requestID)
        response.headers[.cacheControl] = "no-store"
        response.headers[.vary] = "Accept"
        response.headers[.retryAfter] = retryAfter.map(String.init)
        return response
    }

    private func wantsPage(_ request: Request) -> Bool {
        let accept = request.headers[.accept] ?? ""
        return accept.contains("text/html") && !accept.contains("json")
    }

    private func document(_ id: RequestID) -> Response {
        let members: [String: JSONValue] = [
            "type": .string("about:blank"), "title": .string(message), "status": .integer(status.code), "code": .string(code),
            "hint": .string(hint), "request_id": .string(id.description),
        ]
        return Response(
            status: status, headers: [.contentType: "application/problem+json"],
            body: .init(byteBuffer: ByteBuffer(string: JSONValue.object(members).canonicalText + "\n")))
    }

    private func page(_ id: RequestID) -> Response {
        let body: HTML = """
            <section class="problem"><p class="kicker">\(status.code) · \(code)</p><h1>\(message)</h1><p>\(hint)</p><p class="foot">Request <span class="code">\(id.description)</span></p></section>
            """
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: Layout(title: message, body: body).html.description)))
    }
}
