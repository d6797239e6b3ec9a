/// Why a document cannot be read. The bytes are never half read: a document is whole or refused.
public enum DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Beyond a ceiling of ``DocumentLimits``.
    case tooLarge(what: String, limit: String)
    /// A quote that opens on this line is never closed.
    case openQuote(line: Int)
    /// No JSON, at this byte.
    case json(offset: Int, expected: String)
    /// libxml2 gave up, in its words.
    case markup(String)
    /// libzip gave up, in its words.
    case archive(String)
    /// A part every workbook has is not there.
    case missingPart(String)
    /// A part of a workbook says what cannot be.
    case part(String, String)
    /// warn-xls gave up, in our words: freexl has none of its own.
    case oldWorkbook(String)
    /// A program that reads the document for us is not installed.
    case missingTool(String)
    /// A program that reads the document for us gave up, in its words.
    case tool(String, String)
    /// There is no room for the file that such a program reads or writes.
    case noFile(String)

    public var description: String {
        switch self {
        case .tooLarge(let what, let limit): "\(what) is beyond the ceiling of \(limit)"
        case .openQuote(let line): "the quote that opens on line \(line) is never closed"
        case .json(let offset, let expected): "no JSON at byte \(offset): expected \(expected)"
        case .markup(let text): "the markup cannot be read: \(text)"
        case .archive(let text): "the archive cannot be read: \(text)"
        case .missingPart(let name): "the workbook has no part \(name)"
        case .oldWorkbook(let text): "the old workbook cannot be read: \(text)"
        case .part(let name, let text): "\(name): \(text)"
        case .missingTool(let name):
            "the program \(name), which reads the document, is not there (Ops/install installs the system's; warn-xls belongs beside this one)"
        case .tool(let name, let text): "\(name) cannot read the document: \(text)"
        case .noFile(let text): text
        }
    }
}
