internal import FoundationEssentials
internal import Postgres

/// Migrated databases to throw away: a template that is migrated once, and a copy of it for each use.
public struct ScratchDatabases: Sendable {
    private let server: String
    private let template: String

    /// - Parameters:
    ///   - server: a connection string without a database, of who may create databases and roles.
    ///   - schema: the folder `Schema`.
    public init(server: String, schema: String) async throws(RecordingError) {
        self.server = server
        template = "warn_scratch_\(ProcessInfo.processInfo.processIdentifier)_\(UInt32.random(in: .min ... .max))"
        try await run("create database \(template) template template0")
        let database = server + " dbname=" + template
        do { try await Migrator(schema: schema).migrate(database) } catch {
            try await drop()
            throw error as? RecordingError ?? .failedFile(name: "Schema", text: String(describing: error))
        }
    }

    /// Lends a fresh database's connection string, and drops the database afterwards.
    public func withDatabase<Result: Sendable>(_ body: (String) async throws -> Result) async throws -> Result {
        let name = template + "_\(UInt32.random(in: .min ... .max))"
        try await run("create database \(name) template \(template)")
        do {
            let result = try await body(server + " dbname=" + name)
            try await run("drop database \(name) with (force)")
            return result
        } catch {
            try await run("drop database if exists \(name) with (force)")
            throw error
        }
    }

    public func drop() async throws(RecordingError) { try await run("drop database if exists \(template) with (force)") }

    private func run(_ sql: String) async throws(RecordingError) {
        try await Ledger.translating { try await Connection.open(server + " dbname=postgres").execute(sql) }
    }
}
