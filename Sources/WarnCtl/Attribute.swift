import ArgumentParser
import Attributing
import Catalog
import Foundation
import Register

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
        while let line = readLine(strippingNewline: true) {
            number += 1
            if line.allSatisfy(\.isWhitespace) { continue }
            let text = try AttributeLine(line, number: number)
            let examination = attributor.examination(of: text.text, employer: text.employer, tier: .thirdParty)
            if explain { FileHandle.standardError.write(Data(Self.explanation(of: examination, id: text.id.canonicalText).utf8)) }
            // One write a line: whoever reads the pipe sees each answer as it is made.
            FileHandle.standardOutput.write(Data((text.answer(examination.attribution) + "\n").utf8))
        }
    }

    private static func explanation(of examination: Examination, id: String) -> String {
        let lines = examination.considered.map {
            "  \($0.dropped.map { "dropped, \($0)" } ?? "counts"): \($0.label.rawValue) by \($0.rule): \"\($0.quote.text)\"\n"
        }
        let attribution = examination.attribution
        return
            "\(id) \(attribution.label.rawValue) by \(attribution.rule): \(attribution.evidence.map { "\"\($0.text)\"" } ?? "nothing decides")\n"
            + lines.joined()
    }
}

/// One line of input, and the line that answers it.
struct AttributeLine {
    let id: JSONValue
    let employer: String
    let text: String

    init(_ line: String, number: Int) throws(AttributeError) {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8)), case .object = value else {
            throw .notAnObject(line: number)
        }
        guard let text = value["text"]?.text else { throw .missing(line: number, key: "text") }
        self.id = value["id"] ?? .null
        self.employer = value["employer"]?.text ?? ""
        self.text = text
    }

    /// Members in the order people read them.
    func answer(_ attribution: Attribution) -> String {
        let evidence = attribution.evidence.map { quote in
            "{\"text\":\(JSONValue.string(quote.text).canonicalText),\"start\":\(quote.start),\"end\":\(quote.end)}"
        }
        let technology = attribution.technology.map { JSONValue.string($0).canonicalText }
        return "{\"id\":\(id.canonicalText),\"label\":\"\(attribution.label.rawValue)\",\"attributed\":\(attribution.isAttributed),"
            + "\"technology\":\(technology ?? "null"),\"evidence\":\(evidence ?? "null"),\"rule\":\"\(attribution.rule)\"}"
    }
}

/// What can be wrong with a line of texts.
enum AttributeError: RegisterError, Equatable {
    case notAnObject(line: Int)
    case missing(line: Int, key: String)

    var code: String {
        switch self {
        case .notAnObject: "CTL-31"
        case .missing: "CTL-32"
        }
    }

    var message: String {
        switch self {
        case .notAnObject(let line): "Line \(line) of the input is not a JSON object."
        case .missing(let line, let key): "Line \(line) of the input has no \"\(key)\" that is a text."
        }
    }

    var hint: String {
        "Write one object a line: {\"id\": \"1\", \"employer\": \"Acme\", \"text\": \"Sale of business\"}. The lines before it are answered."
    }
}
