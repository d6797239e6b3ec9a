internal import Dispatch
internal import Synchronization

/// Makes the next parts on another core while a part is used: while the server writes rows, the following ones are prepared.
enum Ahead {
    /// Parts that are ready and wait, at most.
    private static let most = 2

    /// Uses the parts of numbers below `count`, in order.
    static func forEach<Part: Sendable>(
        _ count: Int, make: @escaping @Sendable (Int) -> Part, use: (Part) throws -> Void
    ) rethrows {
        let queue = DispatchQueue(label: "recording.ahead")
        var waiting: [Promise<Part>] = []
        for number in 0..<count + most {
            if number < count {
                let promise = Promise<Part>()
                queue.async { promise.keep(make(number)) }
                waiting.append(promise)
            }
            guard number >= most else { continue }
            if let part = waiting.removeFirst().value() { try use(part) }
        }
    }
}

private final class Promise<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)
    private let semaphore = DispatchSemaphore(value: 0)

    func keep(_ value: Value) {
        kept.withLock { $0 = value }
        semaphore.signal()
    }

    /// Waits for the value, and gives it away.
    func value() -> Value? {
        semaphore.wait()
        return kept.withLock { value in
            defer { value = nil }
            return value
        }
    }
}
