import Hummingbird
import Register
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An answer while it is being written: in memory as long as it is short, then in a file without a name.
///
/// So the database is done with a long answer at its own pace, and readers take it at theirs: none of them holds a connection, and of none
/// the whole is in memory.
final class Spool: Sendable {
    /// What is longer goes to a file.
    static let mostInMemory = 256 << 10

    private struct State {
        var bytes: [UInt8] = []
        var file: SpoolFile?
        var digest = RunningDigest()
    }

    private let state = Mutex(State())
    private let room: SpoolRoom

    init(in room: SpoolRoom) { self.room = room }

    func append(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            state.digest.add(bytes)
            if let file = state.file { return try file.append(bytes) }
            state.bytes += bytes
            guard state.bytes.count > Self.mostInMemory else { return }
            let file = try SpoolFile(in: room)
            try file.append(state.bytes)
            (state.file, state.bytes) = (file, [])
        }
    }

    /// All that was appended.
    func reply(_ contentType: String) -> Reply {
        state.withLock { state in
            Reply(
                body: state.file.map { .file($0) } ?? .memory(ByteBuffer(bytes: state.bytes)), digest: state.digest.digest,
                contentType: contentType)
        }
    }
}

/// Bytes on disk that are gone when nobody reads them any more: the file has no name from the start.
final class SpoolFile: Sendable {
    let room: SpoolRoom
    private let descriptor: Int32
    private let written = Mutex(0)

    init(in room: SpoolRoom) throws(PublishingError) {
        var path = Array((room.folder + "/warn-reportd.XXXXXX").utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw .noRoom }
        unlink(path)
        self.room = room
    }

    deinit {
        close(descriptor)
        room.release(size)
    }

    var size: Int { written.withLock { $0 } }

    func append(_ bytes: [UInt8]) throws(PublishingError) {
        guard room.take(bytes.count) else { throw .noRoom }
        let size = written.withLock { size in
            size += bytes.count
            return size
        }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done, off_t(size - bytes.count + done))
            }
            guard count > 0 || errno == EINTR else { throw .noRoom }
            done += max(0, count)
        }
    }

    /// The bytes from `offset` on, at most so many.
    func read(at offset: Int, most: Int) throws(PublishingError) -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: most)
        let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: most) {
            max(0, pread(descriptor, $0.baseAddress, most, off_t(offset)))
        }
        guard count > 0 else { throw .noRoom }
        return buffer
    }
}

/// How much may lie on disk at once, and for how long a reader may take nothing.
final class SpoolRoom: Sendable {
    let folder: String
    let patience: Duration
    private let most: Int
    private let taken = Mutex(0)

    /// - Parameter folder: nil: `$TMPDIR`, else `/var/tmp`, which is a disk where `/tmp` can be memory.
    init(most: Int = 4 << 30, patience: Duration = .seconds(60), folder: String? = nil) {
        self.most = most
        self.patience = patience
        self.folder = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
    }

    /// Bytes on disk now.
    var size: Int { taken.withLock { $0 } }

    func take(_ bytes: Int) -> Bool {
        taken.withLock { taken in
            guard taken + bytes <= most else { return false }
            taken += bytes
            return true
        }
    }

    func release(_ bytes: Int) { taken.withLock { $0 -= bytes } }
}
