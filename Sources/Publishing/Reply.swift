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

    static func asset(_ bytes: [UInt8], _ contentType: String, _ request: Request) -> Response {
        var reply = Reply(String(decoding: bytes, as: UTF8.self), contentType)
        reply.headers[.cacheControl] = "public, max-age=300, must-revalidate"
        return reply.response(to: request)
    }
}
