internal import FoundationEssentials
internal import Postgres
internal import Register

/// Brings a database to the state that the files of `Schema` describe: roles, migrations, reference tables, report views.
///
/// Running it again changes nothing. Each migration is one transaction; the views are dropped and remade together in one.
public struct Migrator: Sendable {
    let folder: String

    /// - Parameter schema: the folder `Schema`.
    public init(schema: String) { folder = schema }

    /// - Parameters:
    ///   - conninfo: who may create roles and schemas (a superuser, or the database's owner with CREATEROLE); nil: the environment.
    ///   - say: what was done, a line each.
    public func migrate(_ conninfo: String?, say: @Sendable (String) -> Void = { _ in }) async throws {
        do {
            let connection = try await Connection.open(conninfo)
            // Two migrations at once: the second waits, and finds everything done.
            try await connection.query("select pg_advisory_lock($1)", [0x5741_524D])
            try await connection.execute(try text(of: "roles.sql"))
            let name: String = try await connection.query("select quote_ident(current_database()) as name")[0].value("name")
            try await connection.execute("grant create, temporary, connect on database \(name) to warn_owner; set role warn_owner")
            let applied = try await applyMigrations(connection, say)
            try await loadJurisdictions(connection, say)
            try await remakeReports(connection, isForced: applied > 0, say)
        } catch let error as PostgresError {
            throw RecordingError(error)
        }
    }

    private func applyMigrations(_ connection: Connection, _ say: @Sendable (String) -> Void) async throws -> Int {
        let files = try names(in: "migrations").map { try Migration(name: $0, text: text(of: "migrations/\($0)")) }
        let exists = try await connection.query("select to_regclass('ledger.migration') is not null as it")[0].value("it", as: Bool.self)
        let landed = exists ? try await connection.query("select number, name, sha256 from ledger.migration order by number") : nil
        var digests: [Int: [UInt8]] = [:]
        for row in landed.map({ Array($0) }) ?? [] {
            let number: Int = try row.value("number")
            guard files.contains(where: { $0.number == number }) else {
                throw RecordingError.newerSchema(number: number, name: try row.value("name"))
            }
            digests[number] = try row.value("sha256", as: Binary.self).bytes
        }
        var applied = 0
        for file in files {
            if let digest = digests[file.number] {
                guard digest == file.digest.bytes else { throw RecordingError.changedMigration(name: file.name) }
                continue
            }
            try await apply(file, connection)
            say("migration \(file.name)")
            applied += 1
        }
        return applied
    }

    private func apply(_ file: Migration, _ connection: Connection) async throws {
        do {
            try await connection.transaction { connection in
                try connection.execute(file.text)
                try connection.query(
                    "insert into ledger.migration (number, name, sha256) values ($1, $2, $3)",
                    [file.number, file.title, Binary(file.digest.bytes)])
            }
        } catch let error as PostgresError {
            throw RecordingError.failedFile(name: "migrations/\(file.name)", text: error.description)
        }
    }

    func names(in part: String) throws -> [String] {
        let path = folder + "/" + part
        guard FileManager.default.fileExists(atPath: path) else { throw RecordingError.unreadableFile(path: path, text: "no such folder") }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".sql") }.sorted()
        } catch { throw RecordingError.unreadableFile(path: path, text: "\(error)") }
    }

    func text(of file: String) throws -> String {
        let path = folder + "/" + file
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RecordingError.unreadableFile(path: path, text: "no such file, or not readable")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// One file of `Schema/migrations`: `0001_schemas.sql`.
private struct Migration: Sendable {
    let name: String
    let number: Int
    let title: String
    let text: String
    let digest: Digest

    init(name: String, text: String) throws {
        let stem = name.dropLast(4)
        guard stem.count > 5, let number = Int(stem.prefix(4)), number > 0, stem.dropFirst(4).first == "_" else {
            throw RecordingError.unreadableFile(path: "migrations/\(name)", text: "a migration is named NNNN_what.sql")
        }
        self.name = name
        self.number = number
        self.title = String(stem.dropFirst(5))
        self.text = text
        self.digest = Digest(of: text.utf8)
    }
}
