import HTTPTypes
import Hummingbird
import Register

extension Publisher {
    /// Server-sent events. A listener that comes back with `Last-Event-ID` (or `?after=`) first hears what it missed.
    func listen(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let last = try lastHeard(request)
        if request.method == .head { return Response(status: .ok, headers: Self.streamHeaders) }
        let stream = try feed.listen(context.client)
        let newest = try await pulse().position
        let missed = last.flatMap {
            $0 < newest ? Announcement(first: $0 + 1, position: newest, entries: newest - $0, kind: "catch_up") : nil
        }
        return Response(
            status: .ok, headers: Self.streamHeaders,
            body: .init { writer in
                try await writer.write(ByteBuffer(string: "retry: 2000\n: listening at position \(newest)\n\n"))
                if let missed { try await writer.write(ByteBuffer(string: Feed.message(missed))) }
                for await message in stream { try await writer.write(ByteBuffer(string: message)) }
                try await writer.finish(nil)
            })
    }

    private func lastHeard(_ request: Request) throws(PublishingError) -> Int? {
        let said = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] } ?? Query(request.uri)["after"]
        guard let said, !said.isEmpty else { return nil }
        guard let position = Int(said), position >= 0 else {
            throw .badParameter(name: "Last-Event-ID", value: said, expected: "the id of an event heard before, a position in the log")
        }
        return position
    }

    private static let streamHeaders: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
}
