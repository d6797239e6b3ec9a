/// A rectangle of a page, in points from its top left corner.
struct PDFBox: Equatable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var middle: Double { (left + right) / 2 }
    var center: Double { (top + bottom) / 2 }
    var height: Double { bottom - top }
    var width: Double { right - left }
}

/// One word of a page and where it stands.
struct PDFWord: Equatable {
    var box: PDFBox
    var text: String

    /// The words of every page, from `pdftotext -bbox`.
    static func pages(_ bytes: [UInt8], limits: PDFLimits) throws(DocumentError) -> [[PDFWord]] {
        let xml = try XMLPart(content(of: bytes), name: "the words of the document")
        var pages: [[PDFWord]] = []
        var box: PDFBox?
        while let node = try xml.next() {
            switch node {
            case .open("page", _):
                pages.append([])
                guard pages.count <= limits.pages else { throw .tooLarge(what: "the document", limit: "\(limits.pages) pages") }
            case .open("word", _): box = PDFBox(xml.attributes)
            case .close: box = nil
            case .text(let text):
                guard let place = box, let page = pages.indices.last else { continue }
                let word = FoldedText.foldToOneLine(text)
                if !word.isEmpty { pages[page].append(PDFWord(box: place, text: word)) }
                guard pages[page].count <= limits.words else { throw .tooLarge(what: "a page", limit: "\(limits.words) words") }
            default: continue
            }
        }
        return pages
    }

    /// The part that is XML: without the document type, and without control characters, which a font without names leaves in words.
    private static func content(of bytes: [UInt8]) -> [UInt8] {
        let start = Array("<html".utf8)
        let first = bytes.indices.first { bytes[$0] == start[0] && bytes[$0...].starts(with: start) } ?? 0
        return bytes[first...].map { $0 < 0x20 && $0 != 0x0A ? 0x20 : $0 }
    }
}

extension PDFBox {
    /// Nil where the four numbers are not all there.
    fileprivate init?(_ attributes: [String: String]) {
        func number(_ name: String) -> Double? { attributes[name].flatMap(Double.init) }
        guard let left = number("xMin"), let top = number("yMin"), let right = number("xMax"), let bottom = number("yMax") else { return nil }
        self.init(left: left, top: top, right: right, bottom: bottom)
    }
}
