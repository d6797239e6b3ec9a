import Blocking
import Hummingbird
internal import Synchronization

/// Sends a part of a spooled file to one reader, as fast as the reader takes it. One who takes nothing for too long is let go.
actor SpoolReader {
    private let executor = BlockingExecutor(label: "spool")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private let file: SpoolFile
    private static let piece = 128 << 10

    init(_ file: SpoolFile) { self.file = file }

    /// A disk can make wait: it is read on this actor's queue.
    private func read(at offset: Int, most: Int) throws -> ByteBuffer { try file.read(at: offset, most: most) }

    nonisolated func send(_ range: Range<Int>, to writer: any ResponseBodyWriter) async throws {
        let taken = LastTaken()
        let lent = LentWriter(writer)
        let patience = file.room.patience
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var offset = range.lowerBound
                while offset < range.upperBound {
                    let piece = try await self.read(at: offset, most: min(Self.piece, range.upperBound - offset))
                    offset += piece.readableBytes
                    try await lent.write(piece)
                    taken.note()
                }
            }
            group.addTask { try await taken.runOut(patience) }
            defer { group.cancelAll() }
            try await group.next()
        }
        try await lent.finish()
    }
}

/// When a reader last took something.
private final class LastTaken: Sendable {
    private let at = Mutex(ContinuousClock.now)

    func note() { at.withLock { $0 = .now } }

    /// Throws when nothing was taken for so long.
    func runOut(_ patience: Duration) async throws {
        while true {
            let end = at.withLock { $0 } + patience
            guard end > .now else { throw PublishingError.readerStalled }
            try await Task.sleep(until: end)
        }
    }
}
