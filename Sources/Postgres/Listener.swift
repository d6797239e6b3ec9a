internal import Blocking
internal import CLibpq

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Waits for PostgreSQL's notifications on a connection and a queue of its own.
///
/// ```swift
/// for try await notification in try await Listener.notifications(conninfo, channel: "warn_register") { … }
/// ```
public actor Listener {
    /// What a transaction told at its commit.
    public struct Notification: Sendable, Hashable {
        public let channel: String
        public let payload: String
    }

    private let executor = BlockingExecutor(label: "postgres.listen")
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private let handle: Handle
    private nonisolated let wake: WakePipe

    private init(_ handle: Handle) throws(PostgresError) {
        self.handle = handle
        self.wake = try WakePipe()
    }

    /// Notifications until the reading task is cancelled; throws when the connection breaks.
    ///
    /// Returns when LISTEN is in force: whatever is committed afterwards is heard.
    public static func notifications(_ conninfo: String?, channel: String) async throws -> AsyncThrowingStream<Notification, any Error> {
        let connection = try await Connection.open(conninfo)
        let quoted = channel.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        try await connection.execute("listen \"\(quoted)\"")
        let listener = try Listener(connection.handle)
        return AsyncThrowingStream {
            try await withTaskCancellationHandler {
                try await listener.next()
            } onCancel: {
                listener.wake.signal()
            }
        }
    }

    /// The next notification; nil when the task was cancelled. Blocks this actor's queue only.
    private func next() throws(PostgresError) -> Notification? {
        while !Task.isCancelled {
            if let notification = PQnotifies(handle.pointer) {
                defer { PQfreemem(notification) }
                return Notification(
                    channel: String(cString: notification.pointee.relname), payload: String(cString: notification.pointee.extra))
            }
            wake.wait(alsoFor: PQsocket(handle.pointer))
            guard PQconsumeInput(handle.pointer) == 1 else { throw .disconnected(text: handle.errorText) }
        }
        return nil
    }
}

/// Ends a wait from another thread.
private final class WakePipe: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    init() throws(PostgresError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .disconnected(text: "no file descriptor is left") }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func signal() {
        var byte: UInt8 = 1
        write(writeEnd, &byte, 1)
    }

    /// Until the socket is readable or someone signals.
    func wait(alsoFor socket: Int32) {
        var waits = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0), pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)]
        poll(&waits, 2, -1)
    }
}
