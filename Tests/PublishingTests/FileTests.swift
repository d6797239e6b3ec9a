import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Register
import Reporting
import Synchronization
import TestDatabase
import Testing

@testable import Publishing

@Suite("Long answers: on disk while they are sent, whole or in part")
struct FileTests {
    /// A report of so many lines, that says how often it was asked.
    private struct Long: Sendable {
        let asked = Asked()
        static let report = Report(
            name: "long", question: "Long?", columns: [.init(name: "line", type: "text", comment: "A line.")], definition: Digest(of: []))
        static let line = String(repeating: "0123456789", count: 100)
        static let lines = 2_000

        var sources: Publisher.Sources {
            Publisher.Sources(
                reports: { [Self.report] },
                summaries: { queries, _ in queries.map { _ in Summary(report: Self.report, asOfPosition: 7, rows: [], total: 0) } },
                snapshot: { _ in [] },
                write: { _, _, form, take in
                    asked.note()
                    var writer = SummaryWriter(form, of: Self.report, asOfPosition: 7)
                    var bytes: [UInt8] = []
                    writer.open(to: &bytes)
                    for _ in 0..<Self.lines {
                        writer.write([.string(Self.line)], to: &bytes)
                        try take(bytes)
                        bytes = []
                    }
                    writer.close(total: Self.lines, to: &bytes)
                    try take(bytes)
                    return SummaryHead(report: Self.report, asOfPosition: 7, total: Self.lines)
                })
        }
    }

    private static let whole = "line\n" + String(repeating: Long.line + "\n", count: Long.lines)

    private func served(_ body: @escaping @Sendable (any TestClientProtocol, Publisher, Asked) async throws -> Void) async throws {
        let long = Long()
        let publisher = Publisher(sources: long.sources, feed: Feed())
        try await Application(router: publisher.router()).test(.live) { try await body($0, publisher, long.asked) }
    }

    private func get(_ client: any TestClientProtocol, _ headers: HTTPFields = [:], method: HTTPRequest.Method = .get) async throws
        -> TestResponse
    {
        try await client.execute(uri: "/reports/long.csv", method: method, headers: headers)
    }

    @Test("a file of two megabytes comes whole, with its length and position, made once for all who ask")
    func whole() async throws {
        try await served { client, publisher, asked in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let said = try await get(client)
                        #expect(said.status == .ok && String(buffer: said.body) == Self.whole)
                        #expect(said.headers[.contentLength] == String(Self.whole.utf8.count))
                        #expect(said.headers[try #require(HTTPField.Name("X-As-Of-Position"))] == "7")
                    }
                }
                try await group.waitForAll()
            }
            #expect(asked.times == 1)
            #expect(publisher.room.size == Self.whole.utf8.count)
            let head = try await get(client, method: .head)
            #expect(head.status == .ok && head.body.readableBytes == 0 && head.headers[.contentLength] == String(Self.whole.utf8.count))
        }
    }

    @Test("what one has is not sent again; a download that broke off goes on where it was, of the same bytes only")
    func parts() async throws {
        try await served { client, _, _ in
            let tag = try #require(try await get(client).headers[.eTag])
            #expect(try await get(client, [.ifNoneMatch: "\"x\", W/\(tag)"]).status == .notModified)
            let rest = try await get(client, [.range: "bytes=1000000-", .ifRange: tag])
            #expect(rest.status == .partialContent)
            #expect(String(buffer: rest.body) == String(Self.whole.dropFirst(1_000_000)))
            #expect(rest.headers[.contentRange] == "bytes 1000000-\(Self.whole.utf8.count - 1)/\(Self.whole.utf8.count)")
            let other = try await get(client, [.range: "bytes=1000000-", .ifRange: "\"other\""])
            #expect(other.status == .ok && other.body.readableBytes == Self.whole.utf8.count)
            let beyond = try await get(client, [.range: "bytes=9000000-"])
            #expect(beyond.status == .rangeNotSatisfiable && beyond.headers[.contentRange] == "bytes */\(Self.whole.utf8.count)")
        }
    }

    @Test(
        "ranges of a hundred bytes",
        arguments: [
            (nil, ByteRange.whole), ("bytes=0-", .part(0..<100)), ("bytes=0-0", .part(0..<1)), ("bytes=90-200", .part(90..<100)),
            ("bytes=-5", .part(95..<100)), ("bytes=-500", .part(0..<100)), ("bytes=100-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
            ("bytes=5-4", .whole), ("bytes=0-1,5-6", .whole), ("bytes=a-b", .whole), ("lines=0-1", .whole), ("bytes=-", .whole),
            ("bytes=+1-2", .whole), ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=1-99999999999999999999", .part(1..<100)),
        ] as [(String?, ByteRange)])
    func ranges(said: String?, range: ByteRange) {
        #expect(ByteRange(said, ifRange: nil, size: 100, tag: "\"t\"") == range)
    }

    @Test("what is short stays in memory; what is long lies on disk until nobody has it")
    func spooled() throws {
        let room = SpoolRoom()
        let short = Spool(in: room)
        try short.append(Array("short".utf8))
        #expect(!short.reply("text/plain").isFile && room.size == 0)
        let bytes = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        do {
            let long = Spool(in: room)
            for start in stride(from: 0, to: bytes.count, by: 4096) { try long.append(Array(bytes[start..<start + 4096])) }
            let reply = long.reply("text/plain")
            #expect(reply.isFile && reply.size == bytes.count && room.size == bytes.count)
            #expect(reply.tag == "\"\(Digest(of: bytes).description.prefix(32))\"")
            guard case .file(let file) = reply.body else { return }
            #expect(Array(buffer: try file.read(at: 500_000, most: 1000)) == Array(bytes[500_000..<501_000]))
        }
        #expect(room.size == 0)
    }

    @Test("where the room for files is taken, the next is refused and leaves nothing")
    func full() throws {
        let room = SpoolRoom(most: 600 << 10)
        let first = Spool(in: room)
        try first.append([UInt8](repeating: 1, count: 500 << 10))
        do {
            let second = Spool(in: room)
            #expect(throws: PublishingError.noRoom) { try second.append([UInt8](repeating: 1, count: 500 << 10)) }
        }
        #expect(room.size == 500 << 10 && PublishingError.noRoom.fault == .unavailable)
        withExtendedLifetime(first) {}
    }

    @Test("a reader who takes nothing is let go")
    func stalled() async throws {
        let spool = Spool(in: SpoolRoom(patience: .milliseconds(1)))
        try spool.append([UInt8](repeating: 1, count: 500 << 10))
        guard case .file(let file) = spool.reply("text/plain").body else { throw SeedError() }
        await #expect(throws: PublishingError.readerStalled) { try await SpoolReader(file).send(0..<file.size, to: StuckWriter()) }
    }

    @Test("files are kept within their own bounds: they take no room from pages")
    func kept() async throws {
        let room = SpoolRoom()
        @Sendable func file(_ byte: UInt8) throws -> Reply {
            let spool = Spool(in: room)
            try spool.append([UInt8](repeating: byte, count: 300 << 10))
            return spool.reply("text/csv")
        }
        let cache = PageCache(mostBytes: 100, mostFileBytes: 700 << 10)
        _ = try await cache.reply(to: "/page", at: "1") { Reply("a page", "text/html") }
        for place in 0..<2 { _ = try await cache.reply(to: "/\(place)", at: "1") { try file(UInt8(place)) } }
        #expect(await cache.fileSize == 600 << 10)
        _ = try await cache.reply(to: "/2", at: "1") { try file(2) }
        #expect(await cache.fileSize == 300 << 10 && room.size == 300 << 10)
        #expect(await cache.newest(for: "/page") != nil)
    }
}

/// Takes nothing, for ever.
private struct StuckWriter: ResponseBodyWriter {
    mutating func write(_ buffer: ByteBuffer) async throws { while true { try await Task.sleep(for: .seconds(3600)) } }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

private final class Asked: Sendable {
    private let count = Mutex(0)
    func note() { count.withLock { $0 += 1 } }
    var times: Int { count.withLock { $0 } }
}
