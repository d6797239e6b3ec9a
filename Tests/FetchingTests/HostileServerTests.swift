import Curl
import Fetching
import Register
import Testing

/// Servers that send without end, slowly, or elsewhere: each is left, with a named error, as soon as a ceiling is reached.
@Suite struct HostileServerTests {
    private func failure(
        limits: CurlLimits = CurlLimits(), policy: FetchPolicy? = nil, answer: @escaping LoopbackServer.Answer
    ) async throws -> (FetchingFailure, LoopbackServer) {
        let server = try LoopbackServer(answer)
        let source = try Source.onePage(server.url("/"))
        let failure = try await failing {
            try await Fetcher.test(policy: policy ?? FetchPolicy(limits: limits, attempts: 1)).fetch(source, today: someDay())
        }
        return (failure, server)
    }

    @Test("two gigabytes are refused by what their length says, and where it is not said, at the ceiling", arguments: [true, false])
    func gigabytes(isLengthSaid: Bool) async throws {
        let chunk = [UInt8](repeating: UInt8(ascii: "<"), count: 1 << 20)
        let (failure, server) = try await failure { _, _ in
            isLengthSaid
                ? .init(body: chunk, times: 2_048) : .init(headers: ["Transfer-Encoding: identity"], body: chunk, times: 2_048)
        }
        #expect(failure.error == .tooLarge(url: server.url("/"), limit: 64 << 20))
        #expect(failure.snapshots.isEmpty)
    }

    @Test("chunks without end are stopped at the ceiling")
    func chunks() async throws {
        let (failure, server) = try await failure(limits: CurlLimits(bodyBytes: 1 << 20)) { _, _ in
            .init(floods: Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8) + Self.chunks)
        }
        #expect(failure.error == .tooLarge(url: server.url("/"), limit: 1 << 20))
    }

    /// Two megabytes of chunks of one byte.
    private static let chunks = Array(repeatElement(Array("1\r\n<\r\n".utf8), count: 2 << 20).joined())

    @Test(
        "header lines, interim answers and trailers without end are stopped",
        arguments: [
            ("HTTP/1.1 200 OK\r\n", "X-A: b\r\n"), ("", "HTTP/1.1 100 Continue\r\n\r\n"), ("HTTP/1.1 200 OK\r\nX: ", "xxxxxxxxxxxxxxxx"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-A: b\r\n"),
        ])
    func headers(start: String, more: String) async throws {
        let flood = Array(start.utf8) + Array(repeatElement(Array(more.utf8), count: 100_000).joined())
        let (failure, _) = try await failure { _, _ in .init(floods: flood) }
        #expect(["FETCH-10", "FETCH-04", "FETCH-02"].contains(failure.code))
    }

    @Test("a body said to be packed a hundred times over is refused")
    func packings() async throws {
        let packings = Array(repeating: "gzip", count: 100).joined(separator: ", ")
        let (failure, _) = try await failure { _, _ in .init(headers: ["Content-Encoding: " + packings], body: Gzip.stored([60])) }
        #expect(failure.code == "FETCH-04")
    }

    @Test("a server that sends a byte now and then is given up at the time a transfer may take", .timeLimit(.minutes(1)))
    func slow() async throws {
        let (failure, _) = try await failure(limits: CurlLimits(total: .milliseconds(300))) { _, _ in
            .init(body: [UInt8](repeating: 60, count: 10_000), drips: true)
        }
        #expect(failure.code == "FETCH-03")
    }

    @Test("a server that sends on to ever another address is left after five hops")
    func elsewhere() async throws {
        let (failure, server) = try await failure { request, _ in .redirect(to: request.target + "x") }
        #expect(failure.error == .redirect(url: server.url("/"), text: "more than 5 redirects"))
        #expect(server.requests.count == 6)
    }
}
