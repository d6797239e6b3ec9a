import Logging
import Publishing
import ServiceLifecycle

/// The first to hear that the daemon is to stop: tells balancers so by `/ready`, and leaves them time to ask others before anything ends.
struct DrainService: Service {
    let publisher: Publisher
    let seconds: Int
    let logger: Logger

    func run() async throws {
        try? await gracefulShutdown()
        publisher.drain()
        logger.info("draining", metadata: ["seconds": "\(seconds)"])
        // The shutdown is what is waited in here, so nothing shortens it but the end of the process.
        try? await Task.sleep(for: .seconds(seconds))
    }
}
