#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Runs poppler's programs on bytes: `pdftotext` says which words stand where, `pdftocairo` what is drawn between them.
///
/// They are other people's code on a stranger's bytes, so each runs in a process of its own, and one that takes too long or says too much
/// is stopped and named. Reading is a plain function, called on threads of a pool that may all be waiting here: so nothing here needs
/// another thread. (Tasks around Subprocess did, and eight documents at once on two processors waited for ever.)
struct Poppler {
    let limits: PDFLimits

    /// Both programs' output, which they make at the same time.
    func read(_ bytes: [UInt8]) throws(DocumentError) -> (words: [UInt8], drawing: [UInt8]) {
        let input = try PrivateFile()
        try input.write(bytes)
        let last = ["-l", "\(limits.pages + 1)"]
        // Opening /dev/stdin gives each its own place in the file.
        let words = try Run("pdftotext", last + ["-bbox", "-enc", "UTF-8", "/dev/stdin", "-"], on: input, limits: limits)
        let drawing: Run
        do {
            drawing = try Run("pdftocairo", last + ["-svg", "/dev/stdin", "-"], on: input, limits: limits)
        } catch {
            _ = words.status()
            throw error
        }
        let (wordsStatus, drawingStatus) = (words.status(), drawing.status())
        return (try words.output(wordsStatus), try drawing.output(drawingStatus))
    }
}

/// One process of a program: `prlimit` bounds what it writes, `timeout` how long it takes.
private struct Run {
    let tool: String
    let limits: PDFLimits
    private let written: PrivateFile
    private let complaints: PrivateFile
    private let process: pid_t

    init(_ tool: String, _ arguments: [String], on input: PrivateFile, limits: PDFLimits) throws(DocumentError) {
        self.tool = tool
        self.limits = limits
        written = try PrivateFile()
        complaints = try PrivateFile()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in [input, written, complaints].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file.descriptor, Int32(number))
        }
        let words: [String] =
            ["prlimit", "--fsize=\(limits.outputBytes)", "timeout", "--kill-after=1", "\(limits.seconds)", tool] + arguments
        let settings: [String] = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8"]
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = settings.map { (setting: String) in strdup(setting) } + [nil]
        defer { for text in argv + environment { free(text) } }
        var process = pid_t()
        guard posix_spawnp(&process, "prlimit", &actions, nil, &argv, &environment) == 0 else { throw .missingTool("prlimit") }
        self.process = process
    }

    /// Waits for its end: its exit code, or that of a shell where a signal ended it.
    func status() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    func output(_ status: Int32) throws(DocumentError) -> [UInt8] {
        // Where the signal of the bound is ignored, the program writes up to it and may call that well.
        switch written.size < limits.outputBytes ? status : 128 + SIGXFSZ {
        case 0: return try written.read()
        case 124, 128 + SIGKILL: throw .tooLarge(what: "the time that \(tool) needs", limit: "\(limits.seconds) seconds")
        case 128 + SIGXFSZ: throw .tooLarge(what: "what \(tool) makes of the document", limit: "\(limits.outputBytes) bytes")
        case 126, 127: throw .missingTool(tool)
        default:
            let text = String(decoding: try complaints.read().prefix(200), as: UTF8.self)
            throw .tool(tool, FoldedText.foldToOneLine(text))
        }
    }
}

/// A file without a name, which nobody else can open.
private final class PrivateFile {
    let descriptor: Int32

    init() throws(DocumentError) {
        var path = Array("/tmp/warn-XXXXXX".utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw .tool("poppler", "no temporary file: \(String(cString: strerror(errno)))") }
        unlink(path)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws(DocumentError) {
        let isWritten = bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = pwrite(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, off_t(buffer.count - rest.count))
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
        guard isWritten else { throw .tool("poppler", "no room for a temporary file: \(String(cString: strerror(errno)))") }
    }

    var size: Int { Int(lseek(descriptor, 0, SEEK_END)) }

    func read() throws(DocumentError) -> [UInt8] {
        let size = size
        guard size > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let more = pread(descriptor, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
                guard more > 0 else { return }
                count += more
            }
        }
        guard bytes.count == size else { throw .tool("poppler", "its output cannot be read: \(String(cString: strerror(errno)))") }
        return bytes
    }
}

/// Ceilings on reading one PDF. A document beyond one is refused, never cut.
public struct PDFLimits: Sendable, Hashable {
    public var pages = 1_000
    /// Of each of the programs that read it.
    public var seconds = 60.0
    /// What each of them may say.
    public var outputBytes = 512 << 20
    /// Lines drawn on one page; words on it.
    public var rules = 20_000
    public var words = 50_000

    public init() {}

    public static let standard = PDFLimits()
}
