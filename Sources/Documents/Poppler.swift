internal import Dispatch
internal import Subprocess
internal import Synchronization

/// Runs poppler's programs on bytes: `pdftotext` says which words stand where, `pdftocairo` what is drawn between them.
///
/// They read standard input and write standard output: no file is made. They are other people's code on a stranger's bytes, so each
/// runs in a process of its own, and one that takes too long or says too much is stopped and named.
struct Poppler {
    let limits: PDFLimits

    /// Both programs' output, which they make at the same time.
    func read(_ bytes: [UInt8]) throws(DocumentError) -> (words: [UInt8], drawing: [UInt8]) {
        let last = ["-l", "\(limits.pages + 1)"]
        return try Self.wait { () async throws(DocumentError) in
            async let words = try output(of: "pdftotext", last + ["-bbox", "-enc", "UTF-8", "-", "-"], on: bytes)
            async let drawing = try output(of: "pdftocairo", last + ["-svg", "-", "-"], on: bytes)
            do {
                return (try await words, try await drawing)
            } catch let error as DocumentError {
                throw error
            } catch {
                throw .tool("poppler", "\(error)")
            }
        }
    }

    private func output(of tool: String, _ arguments: [String], on bytes: [UInt8]) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await run(tool, arguments, on: bytes) }
            group.addTask {
                try await Task.sleep(for: .seconds(limits.seconds))
                throw DocumentError.tooLarge(what: "the time that \(tool) needs", limit: "\(limits.seconds) seconds")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private func run(_ tool: String, _ arguments: [String], on bytes: [UInt8]) async throws -> [UInt8] {
        do {
            let result = try await Subprocess.run(
                .name(tool), arguments: Arguments(arguments), input: .array(bytes), output: .bytes(limit: limits.outputBytes),
                error: .string(limit: 1 << 20))
            guard result.terminationStatus.isSuccess else {
                throw DocumentError.tool(tool, FoldedText.foldToOneLine(String((result.standardError).prefix(200))))
            }
            return result.standardOutput
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw DocumentError.missingTool(tool)
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw DocumentError.tooLarge(what: "what \(tool) makes of the document", limit: "\(limits.outputBytes) bytes")
        }
    }

    // MARK: Waiting

    /// Reading is a plain function; whoever calls it waits here while the two processes run. Their tasks run on a queue of their own,
    /// because on the common pool every thread could be one that waits.
    private static func wait<Value: Sendable>(
        for work: @escaping @Sendable () async throws(DocumentError) -> Value
    ) throws(DocumentError) -> Value {
        let answer = Answer<Value>()
        Task(executorPreference: Queue.shared) {
            do throws(DocumentError) {
                answer.set(.success(try await work()))
            } catch {
                answer.set(.failure(error))
            }
        }
        return try answer.wait().get()
    }

    private final class Answer<Value: Sendable>: Sendable {
        private let value = Mutex<Result<Value, DocumentError>?>(nil)
        private let isThere = DispatchSemaphore(value: 0)

        func set(_ result: Result<Value, DocumentError>) {
            value.withLock { $0 = result }
            isThere.signal()
        }

        func wait() -> Result<Value, DocumentError> {
            isThere.wait()
            return value.withLock { $0 } ?? .failure(.tool("poppler", "no answer"))
        }
    }

    private final class Queue: TaskExecutor {
        static let shared = Queue()
        private let queue = DispatchQueue(label: "Documents.Poppler", attributes: .concurrent)

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}

/// Ceilings on reading one PDF. A document beyond one is refused, never cut.
public struct PDFLimits: Sendable, Hashable {
    public var pages = 1_000
    /// Of each of the programs that read it.
    public var seconds = 60
    /// What each of them may say.
    public var outputBytes = 512 << 20
    /// Lines drawn on one page; words on it.
    public var rules = 20_000
    public var words = 50_000

    public init() {}

    public static let standard = PDFLimits()
}
