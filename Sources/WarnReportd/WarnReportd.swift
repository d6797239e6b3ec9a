import ArgumentParser
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

    @Option(help: "Connections to the database at most, one for each question at a time.")
    var connections = 4

    @Option(help: "Listeners on the feed at most.")
    var listeners = 512

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
        guard (1...64).contains(connections) else { throw ValidationError("--connections is a number from 1 to 64.") }
        guard (1...100_000).contains(listeners) else { throw ValidationError("--listeners is a number from 1 to 100000.") }
    }

    func run() async throws {
        LoggingSystem.bootstrap { label in LineLog(label: label) }
        let logger = Logger(label: "warn-reportd")
        let reporter = Reporter(conninfo: database, connections: connections)
        let feed = Feed(mostListeners: listeners)
        let publisher = Publisher(
            sources: .init(reports: reporter.reports, summaries: reporter.summaries, snapshot: reporter.snapshot), feed: feed)
        let application = Application(
            router: publisher.router(),
            configuration: .init(address: .hostname(host, port: port), serverName: "warn-reportd"),
            onServerRunning: { channel in
                logger.info("serving http://\(host):\(channel.localAddress?.port ?? port)/")
            },
            logger: logger)
        // Services stop from the last to the first: the feed ends its streams, and the server can close their connections.
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application), .init(service: FeedService(reporter: reporter, feed: feed, logger: logger))],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        logger.info("stopped")
    }
}
