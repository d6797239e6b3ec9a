import Foundation
import Postgres
import Recording
import Synchronization

/// A real, migrated database for one test, cloned from a template that is migrated once per process.
///
/// The server is the one `WARN_TEST_DATABASE` names (a superuser's connection string), else a private cluster in a
/// temporary folder that ends with the process.
public enum TestDatabase {
    /// Gives a superuser's connection string to a fresh database, and drops it afterwards.
    public static func withDatabase<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let server = try await Server.shared.ready()
        await places.take()
        defer { places.give() }
        let name = "warn_test_\(ProcessInfo.processInfo.processIdentifier)_\(UInt32.random(in: .min ... .max))"
        try await server.run("create database \(name) template \(server.template)")
        do {
            let result = try await body(server.conninfo(database: name))
            try await server.run("drop database \(name) with (force)")
            return result
        } catch {
            try? await server.run("drop database if exists \(name) with (force)")
            throw error
        }
    }

    /// Tests at once with a database each: enough to keep two cores busy, few enough for the server's connections.
    private static let places = Places(8)

    /// The same database as another role of the register, such as `warn_reader`.
    public static func conninfo(_ conninfo: String, role: String) -> String { conninfo + " user=\(role)" }

    /// The package's root folder.
    public static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}

/// The server of this process, with its template.
struct Server: Sendable {
    static let shared = Once { try await Server() }

    let base: String
    let template: String

    private init() async throws {
        base = try ProcessInfo.processInfo.environment["WARN_TEST_DATABASE"] ?? PrivateCluster.start()
        template = "warn_template_\(ProcessInfo.processInfo.processIdentifier)"
        try await run("drop database if exists \(template)")
        try await run("create database \(template) template template0")
        try await Migrator(schema: TestDatabase.packageRoot + "/Schema").migrate(conninfo(database: template))
    }

    func conninfo(database: String) -> String { base + " dbname=\(database)" }

    func run(_ sql: String) async throws {
        try await Connection.open(conninfo(database: "postgres")).execute(sql)
    }
}

/// A number of places; whoever finds none waits for one.
final class Places: Sendable {
    private let state: Mutex<(free: Int, waiting: [CheckedContinuation<Void, Never>])>

    init(_ count: Int) { state = Mutex((count, [])) }

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func give() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}

/// Makes a value at the first call; later and simultaneous calls wait for the same.
actor Once<Value: Sendable> {
    private let make: @Sendable () async throws -> Value
    private var task: Task<Value, any Error>?

    init(_ make: @escaping @Sendable () async throws -> Value) { self.make = make }

    func ready() async throws -> Value {
        let task = self.task ?? Task { try await make() }
        self.task = task
        return try await task.value
    }
}

/// A cluster in a temporary folder, stopped when the process ends.
enum PrivateCluster {
    static let folder = "/tmp/warn-test-\(ProcessInfo.processInfo.processIdentifier)"
    static let script = TestDatabase.packageRoot + "/Ops/postgres/cluster"

    static func start() throws -> String {
        try run("start", folder, "-c fsync=off -c full_page_writes=off -c max_connections=200")
        atexit {
            _ = try? PrivateCluster.run("stop", PrivateCluster.folder)
            try? FileManager.default.removeItem(atPath: PrivateCluster.folder)
        }
        let conninfo = try run("conninfo", folder)
        // The database's name is given by each use.
        return conninfo.split(separator: " ").filter { !$0.hasPrefix("dbname=") }.joined(separator: " ")
    }

    @discardableResult
    static func run(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: script)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ClusterFailure(arguments: arguments, status: process.terminationStatus) }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

struct ClusterFailure: Error {
    let arguments: [String]
    let status: Int32
}
