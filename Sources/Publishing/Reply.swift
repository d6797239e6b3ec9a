import HTTPTypes
import Hummingbird
import Register

/// An answer that is whole in memory: its bytes, what they are, and their tag.
struct Reply: Sendable {
    let bytes: ByteBuffer
    let contentType: String
    let tag: String
    /// Bytes of the body.
    let size: Int
    var headers: HTTPFields = [:]

    init(_ text: String, _ contentType: String) {
        bytes = ByteBuffer(string: text)
        size = text.utf8.count
        self.contentType = contentType
        tag = "\"" + Digest(of: text.utf8).description.prefix(32) + "\""
    }

    init(page: HTML) { self.init(page.description, "text/html; charset=utf-8") }

    /// The whole answer, or 304 where the asker has these bytes already.
    func response(to request: Request) -> Response {
        var headers = headers
        headers[.eTag] = tag
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-cache" }
        let known = (request.headers[.ifNoneMatch] ?? "").split(separator: ",").map { $0.drop { $0 == " " || $0 == "W" || $0 == "/" } }
        if known.contains(where: { $0 == tag || $0 == "*" }) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = contentType
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes))
    }

    /// Says what the answer speaks of, so that a file can be traced without its page: position and definitions. What names a position
    /// is the same tomorrow, and may be kept; what speaks of now is asked for again.
    mutating func tell(_ answers: [Summary], _ asOf: AsOf) {
        guard let first = answers.first else { return }
        headers.set("X-As-Of-Position", String(first.asOfPosition))
        let digests = answers.map { $0.report.definition.description }
        headers.set("X-Definition-SHA256", digests.count == 1 ? digests[0] : Digest(of: digests.joined(separator: " ").utf8).description)
        if case .position = asOf { headers[.cacheControl] = "public, max-age=3600" }
    }

    /// The answer as it was before the database went away, marked as such.
    func staleResponse(to request: Request) -> Response {
        var response = response(to: request)
        response.headers[.cacheControl] = "no-store"
        response.headers.set("X-Register-Stale", "the database is away")
        guard response.status == .ok, contentType.hasPrefix("text/html") else { return response }
        let notice =
            "<main id=\"main\">\n<p class=\"trial\" role=\"status\"><b>As of a while ago.</b> The database is away; this page is the last one that was made.</p>"
        let text = String(buffer: bytes).split(separator: "<main id=\"main\">", maxSplits: 1, omittingEmptySubsequences: false).joined(
            separator: notice)
        // The length is that of the page without the notice.
        response.headers[.contentLength] = nil
        return Response(status: .ok, headers: response.headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    static func asset(_ bytes: [UInt8], _ contentType: String, _ request: Request) -> Response {
        var reply = Reply(String(decoding: bytes, as: UTF8.self), contentType)
        reply.headers[.cacheControl] = "public, max-age=300, must-revalidate"
        return reply.response(to: request)
    }
}

extension HTTPFields {
    /// Sets a field whose name is none of the standard ones.
    fileprivate mutating func set(_ name: String, _ value: String) {
        guard let name = HTTPField.Name(name) else { return }
        self[name] = value
    }
}
