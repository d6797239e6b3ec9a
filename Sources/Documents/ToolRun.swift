#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What a program that reads a document for us may cost.
struct ToolLimits: Sendable, Hashable {
    var seconds: Double
    /// What it may say.
    var outputBytes: Int
    /// Of its address space.
    var memoryBytes: Int
}

/// One process of a program of other people's on a stranger's bytes: `prlimit` bounds its memory and what it writes, `timeout` how long
/// it takes. However it ends, there is an output or a named error.
///
/// Reading is a plain function, called on threads of a pool that may all be waiting here: so nothing here needs another thread. (Tasks
/// around Subprocess did, and eight documents at once on two processors waited for ever.)
struct ToolRun {
    let tool: String
    let limits: ToolLimits
    private let written: PrivateFile
    private let complaints: PrivateFile
    private let process: pid_t

    /// Starts it.
    ///
    /// - Parameters:
    ///   - tool: found in the folder first, where there is one, else among the system's.
    ///   - input: its standard input.
    init(
        _ tool: String, _ arguments: [String] = [], on input: PrivateFile, limits: ToolLimits, folder: String? = nil
    ) throws(DocumentError) {
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
        let bounds: [String] = [
            "--fsize=\(limits.outputBytes)", "--as=\(limits.memoryBytes)", "--cpu=\(Int(limits.seconds.rounded(.up)) + 1)", "--core=0",
            "--nofile=64",
        ]
        let words: [String] = ["prlimit"] + bounds + ["timeout", "--kill-after=1", "\(limits.seconds)", tool] + arguments
        let path = (folder.map { $0 + ":" } ?? "") + "/usr/local/bin:/usr/bin:/bin"
        // Nothing else of ours: an environment holds passwords.
        let settings: [String] = ["PATH=\(path)", "LC_ALL=C.UTF-8"]
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = settings.map { (setting: String) in strdup(setting) } + [nil]
        defer { for text in argv + environment { free(text) } }
        var attributes = posix_spawnattr_t()
        Self.resetSignals(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var process = pid_t()
        guard posix_spawnp(&process, "prlimit", &actions, &attributes, &argv, &environment) == 0 else { throw .missingTool("prlimit") }
        self.process = process
    }

    /// The thread that starts it may hold signals back, and a program that inherits that is not ended by them.
    private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    }

    /// Waits for its end: its exit code, or that of a shell where a signal ended it.
    func status() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    /// What it said, where it ended well.
    func output(_ status: Int32) throws(DocumentError) -> [UInt8] {
        // Where the signal of the bound is ignored, the program writes up to it and may call that well.
        switch written.size < limits.outputBytes ? status : 128 + SIGXFSZ {
        case 0: return try written.read()
        case 124, 128 + SIGKILL, 128 + SIGXCPU: throw .tooLarge(what: "the time that \(tool) needs", limit: "\(limits.seconds) seconds")
        case 128 + SIGXFSZ: throw .tooLarge(what: "what \(tool) makes of the document", limit: "\(limits.outputBytes) bytes")
        case 126, 127: throw .missingTool(tool)
        case let status:
            let text = FoldedText.foldToOneLine(String(decoding: try complaints.read(most: 200), as: UTF8.self))
            throw .tool(tool, [Self.ending(status), text].filter { !$0.isEmpty }.joined(separator: ": "))
        }
    }

    /// Everything it said, where it ended well; a program tells its version on either of its outputs.
    func said(_ status: Int32) throws(DocumentError) -> String {
        let told = try output(status)
        return String(decoding: told.isEmpty ? try complaints.read(most: 2_000) : told, as: UTF8.self)
    }

    private static func ending(_ status: Int32) -> String {
        status > 128 ? "it was ended by signal \(status - 128)" : ""
    }

    /// The folder of this program: its companions are beside it, in a build, in an installation and in the tests.
    static let ownFolder: String? = {
        var path = [CChar](repeating: 0, count: 4096)
        #if os(Linux)
            guard readlink("/proc/self/exe", &path, path.count - 1) > 0 else { return nil }
        #else
            var size = UInt32(path.count)
            guard _NSGetExecutablePath(&path, &size) == 0 else { return nil }
        #endif
        let bytes = path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return bytes.lastIndex(of: UInt8(ascii: "/")).map { String(decoding: bytes[..<$0], as: UTF8.self) }
    }()
}
