/// Runs poppler's programs on bytes: `pdftotext` says which words stand where, `pdftocairo` what is drawn between them.
struct Poppler {
    let limits: PDFLimits

    /// Both programs' output, which they make at the same time.
    func read(_ bytes: [UInt8]) throws(DocumentError) -> (words: [UInt8], drawing: [UInt8]) {
        let input = try PrivateFile()
        try input.write(bytes)
        let last = ["-l", "\(limits.pages + 1)"]
        // Opening /dev/stdin gives each its own place in the file.
        let words = try ToolRun("pdftotext", last + ["-bbox", "-enc", "UTF-8", "/dev/stdin", "-"], on: input, limits: limits.tool)
        let drawing: ToolRun
        do {
            drawing = try ToolRun("pdftocairo", last + ["-svg", "/dev/stdin", "-"], on: input, limits: limits.tool)
        } catch {
            _ = words.status()
            throw error
        }
        let (wordsStatus, drawingStatus) = (words.status(), drawing.status())
        return (try words.output(wordsStatus), try drawing.output(drawingStatus))
    }
}

/// Ceilings on reading one PDF. A document beyond one is refused, never cut.
public struct PDFLimits: Sendable, Hashable {
    public var pages = 1_000
    /// Of each of the programs that read it.
    public var seconds = 60.0
    /// What each of them may say, and hold meanwhile.
    public var outputBytes = 128 << 20
    public var memoryBytes = 512 << 20
    /// Lines drawn on one page; words on it. Each is compared with the others.
    public var rules = 10_000
    public var words = 10_000
    /// Of the table that lines part a page into, and of those of all pages.
    public var cells = 250_000

    public init() {}

    public static let standard = PDFLimits()

    var tool: ToolLimits { ToolLimits(seconds: seconds, outputBytes: outputBytes, memoryBytes: memoryBytes) }
}
