internal import FoundationEssentials
import Logging

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes each entry as one line: time, level, text, and what is known of it as `name=value`, in the order of the names.
struct LineLog: LogHandler {
    let label: String
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    init(label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    func log(event: LogEvent) {
        let text = event.message.description.split(whereSeparator: \.isNewline).joined(separator: " ")
        let known = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let line = "\(Date.now.formatted(.iso8601)) \(event.level) \(text)\(Self.fields(known))\n"
        // One call a line, so that lines of several threads do not mix. A log that cannot be written has nowhere to say so.
        var bytes = Array(line.utf8)
        write(STDERR_FILENO, &bytes, bytes.count)
    }

    private static func fields(_ known: Logger.Metadata) -> String {
        known.sorted { $0.key < $1.key }.map { " \(name($0.key))=\(quoted($0.value.description))" }.joined()
    }

    private static func name(_ key: String) -> String { key == "hb.request.id" ? "request" : key }

    /// A value that has spaces, quotes or line breaks stands in quotes.
    private static func quoted(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "\"" && $0 != "=" }
        if isPlain { return text }
        let shown = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: " "
            default: String(scalar)
            }
        }
        return "\"\(shown.joined())\""
    }
}
