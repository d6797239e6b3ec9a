import ArgumentParser
import HTTPTypes
import Hummingbird
import Logging
import Publishing
import Reporting
import ServiceLifecycle
import UnixSignals

/// The daemon: joins Reporting to Publishing and serves until it is told to stop. It reads only.
@main
struct WarnReportd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warn-reportd",
        abstract: "Serves the register: dashboard, reports, disclosures, snapshots and the live feed.",
        discussion: """
            It connects as the role warn_reader and cannot write. Without --database it takes DATABASE_URL, else the PG* variables.
            While the database is away it keeps serving /health, and connects again by itself.

            EXAMPLES
              warn-reportd
              warn-reportd --port 8090 --database 'host=/run/postgresql dbname=warn user=warn_reader'
              curl -s http://127.0.0.1:8087/reports/workers_by_month.csv
              curl -sN http://127.0.0.1:8087/feed
            """)

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 takes a free one.")
    var port = 8087

    @Option(help: "Connection string of PostgreSQL (libpq keywords or postgresql:// address).")
    var database: String?

    @Option(help: "Connections to the database at most, one for each question at a time; files of all rows have half as many besides.")
    var connections = 4

    @Option(help: "Listeners on the feed at most.")
    var listeners = 512

    @Option(help: "Requests a second that one client may make for long; 0 for no limit. This machine itself is not limited.")
    var clientRate = 20.0

    @Option(help: "Requests that one client may make at once.")
    var clientBurst = 200

    @Option(help: "Listeners on the feed that one client may be.")
    var clientListeners = 16

    @Option(help: "Header in which a proxy on this machine names its client, such as X-Forwarded-For; its last address counts.")
    var clientHeader: String?

    @Option(help: "Seconds between the signal to stop and the end, in which /ready is 503 and everything is answered.")
    var drainSeconds = 0

    @Option(help: "What is logged: error, warning (slow answers, too), info, or debug (every request).")
    var logLevel = LogLevel.info

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
        guard (1...64).contains(connections) else { throw ValidationError("--connections is a number from 1 to 64.") }
        guard (1...100_000).contains(listeners) else { throw ValidationError("--listeners is a number from 1 to 100000.") }
        guard (0...1_000_000).contains(clientRate) else { throw ValidationError("--client-rate is a number from 0 to 1000000.") }
        guard (1...1_000_000).contains(clientBurst) else { throw ValidationError("--client-burst is a number from 1 to 1000000.") }
        guard (1...100_000).contains(clientListeners) else { throw ValidationError("--client-listeners is a number from 1 to 100000.") }
        guard (0...600).contains(drainSeconds) else { throw ValidationError("--drain-seconds is a number from 0 to 600.") }
        guard clientHeader.map({ HTTPField.Name($0) != nil }) ?? true else {
            throw ValidationError("--client-header is the name of a header.")
        }
    }

    func run() async throws {
        LoggingSystem.bootstrap { [logLevel] label in LineLog(label: label, level: logLevel.level) }
        let logger = Logger(label: "warn-reportd")
        let reporter = Reporter(conninfo: database, connections: connections)
        let feed = Feed(mostListeners: listeners, mostOfOne: clientListeners)
        let publisher = Publisher(
            sources: .init(
                reports: reporter.reports, summaries: reporter.summaries, snapshot: reporter.snapshot,
                write: { try await reporter.write($0, $1, as: $2, to: $3) }),
            feed: feed, limits: limits)
        let application = Application(
            router: publisher.router(),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(host, port: port), serverName: "warn-reportd"),
            onServerRunning: { channel in
                logger.info("serving http://\(host):\(channel.localAddress?.port ?? port)/")
            },
            logger: logger)
        // Services stop from the last to the first: balancers hear of it, the feed ends its streams, and the server closes its connections
        // when what was asked is answered.
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: application), .init(service: FeedService(reporter: reporter, feed: feed, logger: logger)),
                .init(service: DrainService(publisher: publisher, seconds: drainSeconds, logger: logger)),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(drainSeconds + 10)
        let group = ServiceGroup(configuration: configuration)
        try await group.run()
        logger.info("stopped")
    }

    private var limits: ClientLimits? {
        clientRate > 0 ? ClientLimits(perSecond: clientRate, burst: clientBurst, proxyHeader: clientHeader) : nil
    }
}

/// How much is logged; each level has those before it.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case error, warning, info, debug

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}
