import Dispatch
import Glibc
import Synchronization

/// A real HTTP/1.1 server on 127.0.0.1 that also does what honest servers do not: cut a body short, hold it back, lie about it.
/// Each connection is closed after its reply.
final class LoopbackServer: Sendable {
    struct Request: Sendable {
        var method: String
        /// Path and query.
        var target: String
        /// Names in lower case.
        var headers: [String: String]
        var body: String
    }

    struct Reply: Sendable {
        var status = 200
        var headers: [String] = []
        var body: [UInt8] = []
        /// What Content-Length says, where it is not the truth.
        var declaredLength: Int?
        /// The connection stays open and silent until the client leaves.
        var holdsBack = false
        /// How often the body is sent; the length is then of all of it.
        var times = 1
        /// One byte at a time, the head first, as slowly as a patient client bears.
        var drips = false
        /// In place of all else, again and again until the client leaves.
        var floods: [UInt8] = []

        static func html(_ text: String, headers: [String] = []) -> Reply {
            Reply(headers: ["Content-Type: text/html; charset=utf-8"] + headers, body: Array(text.utf8))
        }

        static func status(_ status: Int, headers: [String] = [], body: String = "") -> Reply {
            Reply(status: status, headers: headers, body: Array(body.utf8))
        }

        static func redirect(to location: String) -> Reply { Reply(status: 302, headers: ["Location: \(location)"]) }
    }

    /// The request, and how many times its target was asked for before.
    typealias Answer = @Sendable (Request, Int) -> Reply

    let port: UInt16
    private let listener: Int32
    private let log: RequestLog

    /// - Parameter robots: what the server says in robots.txt; without it there is none. Such requests are kept apart from the others.
    init(robots: Reply = .status(404), _ answer: @escaping Answer) throws {
        let log = RequestLog()
        self.log = log
        (listener, port) = try Connection.listen()
        DispatchQueue(label: "loopback").async { [listener] in
            while let connection = Connection(accepting: listener) {
                DispatchQueue.global().async {
                    guard let request = connection.request() else { return }
                    if request.target == "/robots.txt" { return connection.send(log.robots(request, robots)) }
                    connection.send(answer(request, log.note(request)))
                }
            }
            close(listener)
        }
    }

    /// Ends the accepting loop, which alone may close the socket: its number could be another server's by then.
    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var requests: [Request] { log.requests }
    /// Requests for robots.txt.
    var robotsRequests: [Request] { log.robotsRequests }
    /// Each request as soon as it has been read.
    var arrivals: AsyncStream<Request> { log.arrivals }

    func url(_ target: String) -> String { "http://127.0.0.1:\(port)\(target)" }
}

private final class RequestLog: Sendable {
    private let noted = Mutex<[LoopbackServer.Request]>([])
    let arrivals: AsyncStream<LoopbackServer.Request>
    private let continuation: AsyncStream<LoopbackServer.Request>.Continuation

    init() {
        (arrivals, continuation) = AsyncStream.makeStream()
    }

    var requests: [LoopbackServer.Request] { noted.withLock { $0 } }
    private let ofRobots = Mutex<[LoopbackServer.Request]>([])
    var robotsRequests: [LoopbackServer.Request] { ofRobots.withLock { $0 } }

    func robots(_ request: LoopbackServer.Request, _ reply: LoopbackServer.Reply) -> LoopbackServer.Reply {
        ofRobots.withLock { $0.append(request) }
        return reply
    }

    /// - Returns: how many requests for the same target came before.
    func note(_ request: LoopbackServer.Request) -> Int {
        defer { continuation.yield(request) }
        return noted.withLock { noted in
            noted.append(request)
            return noted.count { $0.target == request.target } - 1
        }
    }
}

/// One accepted socket; closed when it is let go.
private final class Connection: Sendable {
    private let socket: Int32

    static func listen() throws -> (socket: Int32, port: UInt16) {
        let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && Glibc.listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isOpen else { throw NoSocket(code: errno) }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    struct NoSocket: Error {
        let code: Int32
    }

    init?(accepting listener: Int32) {
        socket = accept(listener, nil, nil)
        guard socket >= 0 else { return nil }
    }

    deinit {
        if socket >= 0 { close(socket) }
    }

    func request() -> LoopbackServer.Request? {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        while bytes.suffix(4) != end[...], let byte = receive(1) { bytes += byte }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        guard let words = lines.first?.split(separator: " "), words.count == 3 else { return nil }
        let headers = lines.dropFirst().compactMap { line in
            line.firstRange(of: ": ").map { (line[..<$0.lowerBound].lowercased(), String(line[$0.upperBound...])) }
        }
        var request = LoopbackServer.Request(
            method: String(words[0]), target: String(words[1]), headers: Dictionary(headers) { first, _ in first }, body: "")
        var body: [UInt8] = []
        let length = Int(request.headers["content-length"] ?? "0") ?? 0
        while body.count < length, let more = receive(length - body.count) { body += more }
        request.body = String(decoding: body, as: UTF8.self)
        return request
    }

    func send(_ reply: LoopbackServer.Reply) {
        if !reply.floods.isEmpty {
            while write(reply.floods) {}
            return
        }
        let lines =
            [
                "HTTP/1.1 \(reply.status) Reply", "Content-Length: \(reply.declaredLength ?? reply.body.count * reply.times)",
                "Connection: close",
            ] + reply.headers + ["", ""]
        let head = Array(lines.joined(separator: "\r\n").utf8)
        if reply.drips {
            for byte in head + reply.body where write([byte]) { usleep(20_000) }
            return
        }
        guard write(head) else { return }
        for _ in 0..<reply.times where !reply.body.isEmpty {
            guard write(reply.body) else { return }
        }
        if reply.holdsBack { while receive(1) != nil {} }
    }

    /// False when the client has left.
    private func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// Nil when the client has left.
    private func receive(_ most: Int) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: most)
        let count = recv(socket, &buffer, most, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }
}
