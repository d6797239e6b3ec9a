import Dispatch

/// Runs one actor's work on its own serial queue, so that a C call that blocks holds no cooperative thread.
///
/// An actor keeps one and hands it out:
/// ```swift
/// actor Connection {
///     private let executor = BlockingExecutor(label: "postgres")
///     nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
/// }
/// ```
/// `DispatchSerialQueue`, which is an executor itself, is not in the Dispatch of Linux.
public final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// - Parameter label: shown by debuggers and crash reports, such as `postgres` or `curl`.
    public init(label: String) {
        queue = DispatchQueue(label: label)
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// Lets `assumeIsolated` and the compiler's own checks accept code that is on the queue.
    public func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
