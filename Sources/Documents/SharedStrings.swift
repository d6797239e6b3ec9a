/// The texts a workbook's cells share. Rich text is joined; what tells the pronunciation is left out.
struct SharedStrings {
    private(set) var texts: [String] = []

    init(_ xml: XMLPart, limits: DocumentLimits) throws(DocumentError) {
        var text = RichText()
        // Each stands for a cell at least, and a workbook may name what no cell shows.
        func check(_ count: Int) throws(DocumentError) {
            guard count <= limits.cells else { throw .tooLarge(what: xml.name, limit: "\(limits.cells) texts") }
        }
        while let node = try xml.next() {
            switch node {
            case .open("si", let isEmpty):
                text = RichText()
                if isEmpty { texts.append("") }
                try check(texts.count)
            case .close("si"):
                texts.append(text.value)
                try check(texts.count)
            default: text.take(node)
            }
        }
    }
}

/// Gathers the text of an `si` or `is` element.
struct RichText {
    private var raw = ""
    private var isInText = false
    private var isInPhonetic = false

    mutating func take(_ node: XMLPart.Node) {
        switch node {
        case .open("t", let isEmpty): isInText = !isEmpty
        case .close("t"): isInText = false
        case .open("rPh", let isEmpty): isInPhonetic = !isEmpty
        case .close("rPh"): isInPhonetic = false
        case .text(let text) where isInText && !isInPhonetic: raw += text
        default: break
        }
    }

    var value: String { Self.unescaped(raw) }

    /// `_x000D_` is how a workbook writes a character that XML cannot.
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
            UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.output.0)
        }
    }
}
