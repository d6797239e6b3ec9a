import ArgumentParser
import Attributing
import Catalog
import Foundation
import Register

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads texts, one JSON object a line, and says of each whether it attributes a layoff to AI, with the words that say so.
struct Attribute: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attribute",
        abstract: "Attribute texts to AI, offline: one JSON object a line in, one out.",
        discussion: """
            In:  {"id": "1", "employer": "Acme", "text": "RIF / AI implementation"}   other keys are ignored
            Out: {"id": "1", "label": "ai_substitution", "attributed": true, "technology": "AI",
                  "evidence": {"text": "AI implementation", "start": 6, "end": 23}, "rule": "..."}
            Offsets are UTF-8 bytes into the text; evidence is null where nothing in the text decides.

            EXAMPLES
              warnctl attribute --format jsonl < texts.jsonl
              echo '{"id":"1","employer":"Acme","text":"Sale of business"}' | warnctl attribute
              warnctl attribute --explain < texts.jsonl     # what was considered and dropped, on standard error
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl }

    @Option(help: "How answers are written.")
    var format: Format = .jsonl

    @Option(help: "The folder that holds Importers; else $WARN_HOME, beside the binary, or the current folder.")
    var home: String?

    @Flag(help: "Also print to standard error every passage that was considered, and why it was dropped.")
    var explain = false

    @Flag(help: "Write what each text is like instead, for Ops/learn-weights: its identifier and its traits, tabs between.")
    var traits = false

    mutating func run() throws {
        do {
            try attributeLines(with: Attributor(try Phrasebook(home: try Home.find(given: home).path)))
        } catch let error as any RegisterError {
            FileHandle.standardError.write(Data((error.description + "\n").utf8))
            throw ExitCode(1)
        }
    }

    private func attributeLines(with attributor: Attributor) throws {
        var number = 0
        var lines = StandardInput()
        var answers: [UInt8] = []
        let write = {
            FileHandle.standardOutput.write(Data(answers))
            answers.removeAll(keepingCapacity: true)
        }
        // What is answered is written before more input is waited for: whoever reads the pipe sees each answer as it is made.
        defer { write() }
        while let line = lines.next(beforeWaiting: write) {
            number += 1
            if line.allSatisfy({ $0 <= 0x20 }) { continue }
            let text = try AttributeLine(line, number: number)
            if traits {
                answers += traitLine(of: text, by: attributor).utf8
            } else {
                text.write(attribution(of: text, by: attributor), to: &answers)
            }
        }
    }

    /// The text's identifier and its traits, tabs between.
    private func traitLine(of text: AttributeLine, by attributor: Attributor) -> String {
        let examination = attributor.examination(of: text.text, employer: text.employer, tier: .thirdParty)
        return ([text.id.canonicalText] + examination.traits).joined(separator: "\t") + "\n"
    }

    private func attribution(of text: AttributeLine, by attributor: Attributor) -> Attribution {
        guard explain else { return attributor.attribution(of: text.text, employer: text.employer, tier: .thirdParty) }
        let examination = attributor.examination(of: text.text, employer: text.employer, tier: .thirdParty)
        FileHandle.standardError.write(Data(Self.explanation(of: examination, id: text.id.canonicalText).utf8))
        return examination.attribution
    }

    private static func explanation(of examination: Examination, id: String) -> String {
        let lines = examination.considered.map {
            "  \($0.dropped.map { "dropped, \($0)" } ?? "counts"): \($0.label.rawValue) by \($0.rule): \"\($0.quote.text)\"\n"
        }
        let attribution = examination.attribution
        return
            "\(id) \(attribution.label.rawValue) by \(attribution.rule): \(attribution.evidence.map { "\"\($0.text)\"" } ?? "nothing decides")\n"
            + (examination.leaningText.map { "  the words lean to \($0)\n" } ?? "") + lines.joined()
    }
}

/// Standard input, line by line, without the lines' ends.
private struct StandardInput {
    private var buffer: [UInt8] = []
    private var start = 0
    /// Behind this no line's end has been looked for.
    private var searched = 0

    private static let chunk = 1 << 16

    /// The next line; nil at the end.
    ///
    /// - Parameter beforeWaiting: called whenever more has to be read.
    mutating func next(beforeWaiting: () -> Void) -> ArraySlice<UInt8>? {
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { (start, searched) = (end + 1, end + 1) }
                return buffer[start..<end]
            }
            searched = buffer.count
            beforeWaiting()
            guard fill() else { break }
        }
        defer { (start, searched) = (buffer.count, buffer.count) }
        return start < buffer.count ? buffer[start...] : nil
    }

    /// Drops what was handed out and reads on; false at the end.
    private mutating func fill() -> Bool {
        buffer.removeSubrange(..<start)
        searched -= start
        start = 0
        let before = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
        let count = buffer.withUnsafeMutableBytes { bytes in
            var count: Int
            repeat { count = read(STDIN_FILENO, bytes.baseAddress.map { $0 + before }, Self.chunk) } while count < 0 && errno == EINTR
            return max(count, 0)
        }
        buffer.removeLast(Self.chunk - count)
        return count > 0
    }
}
