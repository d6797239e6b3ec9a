internal import Documents
public import Register

extension Reader {
    /// The text of a letter or a statement, for quotes to point into.
    ///
    /// - Throws: ``ReadingError/noText(url:reason:)`` for a document without text, or beyond a ceiling.
    public static func text(of document: Snapshot) throws(ReadingError) -> ExtractedText {
        let read: TextExtraction
        do {
            read = try TextExtraction.read(document.bytes)
        } catch {
            throw .noText(url: document.url, reason: "\(error)")
        }
        guard read.text.contains(where: \.isLetter) else { throw .noText(url: document.url, reason: "it has no letter") }
        return ExtractedText(body: read.text, extractor: read.tool, version: read.version, byOCR: read.byOCR)
    }
}
