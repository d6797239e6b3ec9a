import Foundation
import Register

/// The person's own editor, on a record in a file that only they can read.
struct Editor {
    /// Opens a file and returns when it is closed; false when the editor failed.
    var open: (String) throws -> Bool

    /// `$VISUAL`, else `$EDITOR`; nil when neither is set.
    static var chosen: Editor? {
        let environment = ProcessInfo.processInfo.environment
        guard let command = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self).first(where: { !$0.isEmpty }) else { return nil }
        return Editor { path in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            // The command may have arguments of its own; the path is no part of it.
            process.arguments = ["-c", "\(command) \"$1\"", "sh", path]
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }

    /// The record as the person left it; read back by `reading`, and opened again when it cannot be read and they say so.
    func edit<Result>(
        _ record: FilingRecord, of accession: AccessionNumber, on terminal: Terminal, reading: (String) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("warnctl-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("amendment.yaml").path
        let text = """
            # Filing \(accession). Change what is different, save, and close; what changes is shown before anything is recorded.
            # Why: \(FilingWords.amendmentReasons.joined(separator: ", "))
            amendment_reason: \(record["amendment_reason"]?.canonicalText ?? "null")
            amendment_text: \(record["amendment_text"]?.canonicalText ?? "null")

            """
        var shown = record
        for path in ["form_type", "origin", "amends_accession_no", "amendment_reason", "amendment_text", "certification.certified_at", "filer_id"] {
            shown[path] = nil
        }
        try Data((text + RecordYAML.text(of: shown)).utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        while true {
            guard try open(path) else { throw CommandError.canceled }
            do { return try reading(path) } catch let error as CommandError {
                guard case .notARecord = error, terminal.isInteractive else { throw error }
                terminal.say("\(error.message.shown)\nOpen it again? yes or no: ")
                guard terminal.readLine()?.withoutEdges.lowercased() == "yes" else { throw error }
            }
        }
    }
}
