import Foundation
import Postgres
import TestDatabase

/// A register of its own for one test: a database, and a home whose manifests point at a site on loopback.
struct Installation: Sendable {
    let conninfo: String
    let home: String

    /// - Parameters:
    ///   - sources: which manifests the home has, as `ny` or `ca`.
    ///   - address: of the site that plays the states; nil leaves the real addresses, which no test fetches.
    static func with(
        _ sources: [String], at address: String? = nil, _ body: @Sendable @escaping (Installation) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        try copy("Schema", to: folder)
        try copy("Importers/answers", to: folder)
        try copy("Importers/manifest.schema.json", to: folder)
        for source in sources {
            try copy("Importers/" + source.prefix(2), to: folder)
            guard let address else { continue }
            let manifest = folder.url.appendingPathComponent("Importers/\(source.prefix(2))/\(source).yaml")
            let text = try String(contentsOf: manifest, encoding: .utf8)
                .replacing(#/https?://[^/\s"]+/#, with: address)
                .replacing(#/pause_seconds: *[0-9.]+/#, with: "pause_seconds: 0")
            try Data(text.utf8).write(to: manifest)
        }
        try await TestDatabase.withDatabase { conninfo in
            try await body(Installation(conninfo: conninfo, home: folder.url.path))
        }
    }

    private static func copy(_ path: String, to folder: TemporaryFolder) throws {
        let target = folder.url.appendingPathComponent(path)
        guard !FileManager.default.fileExists(atPath: target.path) else { return }
        try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: Program.package.appendingPathComponent(path), to: target)
    }

    func program(_ name: String) -> Program {
        Program(name: name, environment: ["DATABASE_URL": conninfo, "WARN_HOME": home])
    }

    /// Imports and gives what each source said.
    func importing(_ arguments: String...) async throws -> [ImportLine] {
        let output = try await program("warn-import").run(["run"] + arguments + ["--format", "json"])
        return try output.output.split(separator: "\n").map { try JSONDecoder().decode(ImportLine.self, from: Data($0.utf8)) }
    }

    /// One value of one row, as text; nil where it is null.
    func value(_ sql: String) async throws -> String? {
        let output = try await Shell.run("psql", conninfo, "-XAtqc", sql)
        return output.isEmpty ? nil : output
    }
}

/// What `warn-import run --format json` prints for one source.
struct ImportLine: Decodable, Equatable {
    var source: String
    var outcome: String
    var notices: Int?
    var filings: [String: Int]?
    var code: String?
    var message: String?
    var hint: String?
}

/// A command of the system.
enum Shell {
    struct Failed: Error { var message: String }

    static func run(_ arguments: String...) async throws -> String { try await run(arguments) }

    static func run(_ arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("output")
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        (process.standardOutput, process.standardError) = (handle, handle)
        let running = try Running(process: process, folder: folder, output: file, errors: file)
        let output = try await running.finish()
        guard output.status == 0 else { throw Failed(message: arguments.joined(separator: " ") + ": " + output.output) }
        return output.output.trimmingCharacters(in: .newlines)
    }
}
