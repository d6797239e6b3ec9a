import Foundation
import Hummingbird
import Synchronization

/// A state's web site on loopback: real HTTP, pages that a test can change.
final class StateSite: Sendable {
    struct Page: Sendable {
        var body: [UInt8]
        var status = 200
        var headers: HTTPFields = [.contentType: "text/csv"]

        init(_ text: String) { body = Array(text.utf8) }
        init(bytes: [UInt8], status: Int = 200) {
            body = bytes
            self.status = status
        }
    }

    private let pages = Mutex<[String: Page]>([:])
    private let requests = Mutex<[String]>([])

    /// What is served at a path, whatever the query.
    subscript(path: String) -> Page? {
        get { pages.withLock { $0[path] } }
        set { pages.withLock { $0[path] = newValue } }
    }

    /// Every path asked for, in order.
    var asked: [String] { requests.withLock { $0 } }

    /// Serves while `body` runs, on a port of the system's choice.
    func serve(_ body: @Sendable @escaping (_ address: String) async throws -> Void) async throws {
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.get("**") { request, _ in self.answer(request.uri.path) }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var port = 0
            for await number in ports {
                port = number
                break
            }
            let address = "http://127.0.0.1:\(port)"
            group.addTask { try await body(address) }
            // The server ends only when cancelled, so the first to end is the body.
            try await group.next()
            group.cancelAll()
        }
    }

    private func answer(_ path: String) -> Response {
        requests.withLock { $0.append(path) }
        guard let page = self[path] else { return Response(status: .notFound) }
        return Response(status: .init(code: page.status), headers: page.headers, body: .init(byteBuffer: ByteBuffer(bytes: page.body)))
    }
}
