import Hummingbird

/// Writes no faster than the connection takes: after each piece it waits until the connection's own loop has seen it.
///
/// A connection is known to be full only when its loop has tried to send. A writer that does not wait for that runs ahead of it, and of a
/// long file on disk all would be in memory.
struct PacedWriter: ResponseBodyWriter {
    private let writer: LentWriter
    private let hasSeen: @Sendable () async throws -> Void

    init(_ writer: any ResponseBodyWriter, _ hasSeen: @escaping @Sendable () async throws -> Void) {
        self.writer = LentWriter(writer)
        self.hasSeen = hasSeen
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        try await writer.write(buffer)
        try await hasSeen()
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { try await writer.finish(trailingHeaders) }
}

/// A writer, lent to the one task that writes.
final class LentWriter: @unchecked Sendable {
    // Safe: one task writes at a time, and the end is written when it has ended.
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) { self.writer = writer }

    func write(_ bytes: ByteBuffer) async throws { try await writer.write(bytes) }
    func finish(_ trailingHeaders: HTTPFields? = nil) async throws { try await writer.finish(trailingHeaders) }
}

extension ResponseBody {
    /// The same, written at the pace of its connection. What is short is left as it is: it is in memory anyhow.
    func paced(_ hasSeen: @escaping @Sendable () async throws -> Void) -> ResponseBody {
        if let length = contentLength, length <= Spool.mostInMemory { return self }
        let body = self
        return ResponseBody(contentLength: contentLength) { writer in try await body.write(PacedWriter(writer, hasSeen)) }
    }
}
