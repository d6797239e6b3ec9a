internal import CLibxml2

/// The text of a document by page, and by which program: PDFs by `pdftotext`, scanned ones and pictures by `tesseract`, markup by libxml2.
public struct TextExtraction: Sendable, Equatable {
    /// Pages are parted by form feeds.
    public let text: String
    public let tool: String
    public let version: String
    public let byOCR: Bool

    /// - Throws: ``DocumentError`` for what is no text, a program that is not there, and a document beyond a ceiling.
    public static func read(_ bytes: [UInt8], limits: TextLimits = .standard) throws(DocumentError) -> TextExtraction {
        switch Kind(bytes) {
        case .pdf: return try pdf(bytes, limits)
        case .picture: return try ofPictures(recognized(bytes, limits), limits)
        case .markup:
            return TextExtraction(
                text: try HTMLDocument(bytes).plainText(), tool: "libxml2", version: HTMLDocument.libraryVersion, byOCR: false)
        case .text:
            let text = String(decoding: TextEncoding.utf8(bytes, declared: nil).filter { $0 != 0 }, as: UTF8.self)
            return TextExtraction(text: text, tool: "plain", version: "1", byOCR: false)
        case .other: throw .tool("text", "the document is neither a PDF nor a picture, markup or text")
        }
    }

    /// A page with fewer letters than this is a picture of one.
    private static let fewestLetters = 40

    /// Pages that hold text keep it; the others are read from their pictures.
    private static func pdf(_ bytes: [UInt8], _ limits: TextLimits) throws(DocumentError) -> TextExtraction {
        let input = try PrivateFile()
        try input.write(bytes)
        let run = try ToolRun(
            "pdftotext", ["-l", "\(limits.pages)", "-enc", "UTF-8", "/dev/stdin", "-"], on: input, limits: limits.tool)
        let written = String(decoding: try run.output(run.status()), as: UTF8.self)
        let pages = written.split(separator: "\u{0C}", omittingEmptySubsequences: false).dropLast(written.hasSuffix("\u{0C}") ? 1 : 0)
        guard pages.contains(where: isPicture) else {
            return TextExtraction(text: written, tool: "pdftotext", version: try version(of: "pdftotext", ["-v"], limits), byOCR: false)
        }
        guard pages.count(where: isPicture) <= limits.scannedPages else {
            throw .tooLarge(what: "the number of scanned pages", limit: "\(limits.scannedPages)")
        }
        var read: [String] = []
        for (place, page) in pages.enumerated() {
            read.append(isPicture(page) ? try recognized(try picture(ofPage: place + 1, input, limits), limits) : String(page))
        }
        return try ofPictures(read.joined(separator: "\u{0C}"), limits)
    }

    private static func ofPictures(_ text: String, _ limits: TextLimits) throws(DocumentError) -> TextExtraction {
        TextExtraction(text: text, tool: "tesseract", version: try version(of: "tesseract", ["--version"], limits), byOCR: true)
    }

    private static func isPicture(_ page: Substring) -> Bool {
        page.unicodeScalars.lazy.filter(\.properties.isAlphabetic).prefix(fewestLetters).count < fewestLetters
    }

    private static func picture(ofPage page: Int, _ input: PrivateFile, _ limits: TextLimits) throws(DocumentError) -> [UInt8] {
        let run = try ToolRun(
            "pdftoppm", ["-f", "\(page)", "-l", "\(page)", "-r", "\(limits.dotsPerInch)", "-gray", "/dev/stdin"], on: input,
            limits: limits.tool)
        return try run.output(run.status())
    }

    private static func recognized(_ picture: [UInt8], _ limits: TextLimits) throws(DocumentError) -> String {
        let input = try PrivateFile()
        try input.write(picture)
        let run = try ToolRun(
            "tesseract", ["stdin", "stdout", "--dpi", "\(limits.dotsPerInch)"], on: input, limits: limits.tool)
        let text = String(decoding: try run.output(run.status()), as: UTF8.self)
        return text.hasSuffix("\u{0C}") ? String(text.dropLast()) : text
    }

    /// The first number that the program tells of itself.
    private static func version(of tool: String, _ arguments: [String], _ limits: TextLimits) throws(DocumentError) -> String {
        let run = try ToolRun(tool, arguments, on: try PrivateFile(), limits: limits.tool)
        let status = run.status()
        let words = (try run.said(status)).split { $0 == " " || $0 == "\n" }
        return words.first { $0.first?.isNumber == true }.map(String.init) ?? "unknown"
    }

    private enum Kind {
        case pdf, picture, markup, text, other

        init(_ bytes: [UInt8]) {
            let pictures: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("II*\u{0}".utf8), Array("MM\u{0}*".utf8)]
            let head = bytes.prefix(1024)
            let start = head.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
            if head.starts(with: Array("%PDF".utf8)) {
                self = .pdf
            } else if pictures.contains(where: head.starts) {
                self = .picture
            } else if start.first == UInt8(ascii: "<") {
                self = .markup
            } else {
                self = head.contains(0) ? .other : .text
            }
        }
    }
}

/// Ceilings on taking the text out of one document.
public struct TextLimits: Sendable, Hashable {
    public var pages = 200
    /// Pages read from their pictures: each takes seconds.
    public var scannedPages = 20
    public var dotsPerInch = 300
    /// Of each program, on each page where it works by page.
    public var seconds = 60.0
    public var outputBytes = 64 << 20
    /// tesseract maps its models, which count.
    public var memoryBytes = 2 << 30

    public init() {}

    public static let standard = TextLimits()

    var tool: ToolLimits { ToolLimits(seconds: seconds, outputBytes: outputBytes, memoryBytes: memoryBytes) }
}

extension HTMLDocument {
    /// The page's text as a person reads it: a line a block.
    func plainText() throws(DocumentError) -> String {
        var visitor = PlainTextVisitor()
        try walk(&visitor)
        return visitor.text
    }

    static var libraryVersion: String { LIBXML_DOTTED_VERSION }
}

private struct PlainTextVisitor: HTMLVisitor {
    private(set) var text = ""
    private static let inline: Set<String> = ["a", "b", "i", "u", "em", "strong", "span", "font", "small", "sup", "sub", "abbr", "mark"]

    mutating func open(_ element: HTMLDocument.Element) {
        if !Self.inline.contains(element.name), !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    }

    mutating func text(_ written: String) {
        let words = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { return }
        if written.first?.isWhitespace == true, let last = text.last, !last.isWhitespace { text += " " }
        text += words
        if written.last?.isWhitespace == true { text += " " }
    }

    mutating func close(_ name: String) {
        if !Self.inline.contains(name), !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    }
}
