internal import FoundationEssentials
import Logging

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes each entry as one line: time, level, text.
struct LineLog: LogHandler {
    let label: String
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    init(label: String) { self.label = label }

    func log(event: LogEvent) {
        let text = event.message.description.split(whereSeparator: \.isNewline).joined(separator: " ")
        let line = "\(Date.now.formatted(.iso8601)) \(event.level) \(text)\n"
        // One call a line, so that lines of several threads do not mix. A log that cannot be written has nowhere to say so.
        var bytes = Array(line.utf8)
        write(STDERR_FILENO, &bytes, bytes.count)
    }
}
