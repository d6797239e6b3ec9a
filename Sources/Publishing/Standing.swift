internal import Synchronization

/// Whether the daemon is to stop soon.
final class Standing: Sendable {
    private let draining = Mutex(false)

    var isDraining: Bool { draining.withLock { $0 } }
    func drain() { draining.withLock { $0 = true } }
}
