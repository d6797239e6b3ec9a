import Foundation

/// Runs a built program as a person would, and keeps what it printed.
struct Program {
    let name: String
    var environment: [String: String] = [:]

    struct Output: Sendable {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The folder of the programs: beside the test bundle.
    static let folder: URL = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        return (bundle ?? URL(fileURLWithPath: CommandLine.arguments[0])).deletingLastPathComponent()
    }()

    /// The package's folder.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The process, started; its output goes to files so that a full pipe never blocks it.
    func start(_ arguments: [String]) throws -> Running {
        let process = Process()
        process.executableURL = Self.folder.appendingPathComponent(name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let folder = try TemporaryFolder()
        let output = folder.url.appendingPathComponent("output")
        let errors = folder.url.appendingPathComponent("errors")
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        return try Running(process: process, folder: folder, output: output, errors: errors)
    }

    func run(_ arguments: String...) async throws -> Output { try await start(arguments).finish() }
    func run(_ arguments: [String]) async throws -> Output { try await start(arguments).finish() }
}

/// A started program.
final class Running {
    let process: Process
    private let folder: TemporaryFolder
    private let output: URL
    private let errors: URL
    private let ended: AsyncStream<Int32>

    init(process: Process, folder: TemporaryFolder, output: URL, errors: URL) throws {
        self.process = process
        self.folder = folder
        self.output = output
        self.errors = errors
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        ended = stream
        process.terminationHandler = { ended in
            continuation.yield(ended.terminationStatus)
            continuation.finish()
        }
        try process.run()
    }

    /// Waits for its end.
    func finish() async throws -> Program.Output {
        var status: Int32 = -1
        for await ended in ended { status = ended }
        return Program.Output(
            status: status, output: try String(contentsOf: output, encoding: .utf8), errors: try String(contentsOf: errors, encoding: .utf8)
        )
    }

    /// What it said so far, on either stream.
    var reported: String { [output, errors].map { (try? String(contentsOf: $0, encoding: .utf8)) ?? "" }.joined() }
}

/// A folder that goes away with its last reference.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("warn-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
