import HTTPTypes
import Hummingbird
import Register

/// An answer that is whole: its bytes, what they are, and their tag.
struct Reply: Sendable {
    enum Body: Sendable {
        case memory(ByteBuffer)
        /// What is too long to be kept in memory.
        case file(SpoolFile)
    }

    let body: Body
    let contentType: String
    let tag: String
    var headers: HTTPFields = [:]

    init(body: Body, digest: Digest, contentType: String) {
        self.body = body
        self.contentType = contentType
        tag = "\"" + digest.description.prefix(32) + "\""
    }

    init(_ text: String, _ contentType: String) {
        self.init(body: .memory(ByteBuffer(string: text)), digest: Digest(of: text.utf8), contentType: contentType)
    }

    init(page: HTML) { self.init(page.description, "text/html; charset=utf-8") }

    /// Bytes of the body.
    var size: Int {
        switch body {
        case .memory(let bytes): bytes.readableBytes
        case .file(let file): file.size
        }
    }

    var isFile: Bool { if case .file = body { true } else { false } }

    /// The whole answer or the part asked for, or 304 where the asker has these bytes already.
    func response(to request: Request) -> Response {
        var headers = headers
        headers[.eTag] = tag
        headers[.acceptRanges] = "bytes"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-cache" }
        let known = (request.headers[.ifNoneMatch] ?? "").split(separator: ",").map { $0.trimming(" ") }
        if known.contains(where: { $0 == tag || $0 == "W/" + tag || $0 == "*" }) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = contentType
        switch ByteRange(request.headers[.range], ifRange: request.headers[.ifRange], size: size, tag: tag) {
        case .whole: return Response(status: .ok, headers: headers, body: body(0..<size))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
            return Response(status: .partialContent, headers: headers, body: body(range))
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(size)"
            headers[.contentType] = nil
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
    }

    private func body(_ range: Range<Int>) -> ResponseBody {
        switch body {
        case .memory(let bytes):
            let part = bytes.getSlice(at: bytes.readerIndex + range.lowerBound, length: range.count)
            return ResponseBody(byteBuffer: part ?? ByteBuffer())
        case .file(let file):
            return ResponseBody(contentLength: range.count) { writer in try await SpoolReader(file).send(range, to: writer) }
        }
    }

    /// Says what the answer speaks of, so that a file can be traced without its page: position and definitions. What names a position
    /// is the same tomorrow, and may be kept; what speaks of now is asked for again.
    mutating func tell(_ answers: [Summary], _ asOf: AsOf) { tell(answers.map(\.head), asOf) }

    mutating func tell(_ answers: [SummaryHead], _ asOf: AsOf) {
        guard let first = answers.first else { return }
        headers.set("X-As-Of-Position", String(first.asOfPosition))
        tell(definitions: answers.map(\.report))
        if case .position = asOf { headers[.cacheControl] = "public, max-age=3600" }
    }

    /// What is said of reports and of nothing in them: their definitions.
    mutating func tell(definitions reports: [Report]) {
        let digests = reports.map { $0.definition.description }
        headers.set("X-Definition-SHA256", digests.count == 1 ? digests[0] : Digest(of: digests.joined(separator: " ").utf8).description)
    }

    /// The register's own position, where the answer names none.
    mutating func tell(position: Int) {
        guard let name = HTTPField.Name("X-As-Of-Position"), headers[name] == nil else { return }
        headers[name] = String(position)
    }

    /// The answer as it was before the database went away, marked as such.
    func staleResponse(to request: Request) -> Response {
        var response = response(to: request)
        response.headers[.cacheControl] = "no-store"
        response.headers.set("X-Register-Stale", "the database is away")
        guard response.status == .ok, contentType.hasPrefix("text/html"), case .memory(let bytes) = body else { return response }
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

extension Substring {
    fileprivate func trimming(_ character: Character) -> Substring {
        let start = drop { $0 == character }
        return start.prefix(upTo: start.lastIndex { $0 != character }.map { start.index(after: $0) } ?? start.startIndex)
    }
}

extension HTTPFields {
    /// Sets a field whose name is none of the standard ones.
    fileprivate mutating func set(_ name: String, _ value: String) {
        guard let name = HTTPField.Name(name) else { return }
        self[name] = value
    }
}
