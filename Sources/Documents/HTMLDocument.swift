internal import CLibxml2

/// An HTML page, repaired as browsers do, as a stream of openings, texts and closings.
///
/// The walk keeps no stack of its own, so nesting cannot exhaust ours; libxml2's tree is freed when the document is.
public final class HTMLDocument {
    private let document: htmlDocPtr
    let limits: DocumentLimits

    public init(_ bytes: [UInt8], declared: String? = nil, limits: DocumentLimits = .standard) throws(DocumentError) {
        try limits.check(bytes: bytes.count)
        let text = Self.withLineBreaks(TextEncoding.utf8(bytes, declared: declared).filter { $0 != 0 })
        try TagCount.check(text, limits: limits)
        var message = [CChar](repeating: 0, count: 512)
        let parsed = text.withUnsafeBytes { buffer in
            shim_html_parse(buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), &message, Int32(message.count))
        }
        let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let parsed else { throw .markup(reason.isEmpty ? "no document" : FoldedText.foldToOneLine(reason)) }
        guard reason.isEmpty else {
            xmlFreeDoc(parsed)
            throw .markup(FoldedText.foldToOneLine(reason))
        }
        document = parsed
        self.limits = limits
    }

    deinit { xmlFreeDoc(document) }

    /// `</br>`, which libxml2 drops and every browser reads as `<br>`.
    private static func withLineBreaks(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        for index in bytes.indices.dropLast(3) where bytes[index] == UInt8(ascii: "<") && bytes[index + 1] == UInt8(ascii: "/") {
            guard bytes[index + 2] | 0x20 == UInt8(ascii: "b"), bytes[index + 3] | 0x20 == UInt8(ascii: "r") else { continue }
            let next = index + 4 < bytes.count ? bytes[index + 4] : UInt8(ascii: ">")
            if next == UInt8(ascii: ">") || next <= 0x20 || next == UInt8(ascii: "/") {
                result.replaceSubrange(index..<index + 4, with: "<br ".utf8)
            }
        }
        return result
    }

    // MARK: The walk

    /// An element's name and the attributes tables and links need.
    struct Element {
        let name: String
        let href: String?
        let classes: String
        let colspan: Int
        let rowspan: Int
    }

    /// Tells the visitor of every element and text in page order; scripts, styles and comments are passed over.
    func walk(_ visitor: inout some HTMLVisitor) throws(DocumentError) {
        var node = xmlDocGetRootElement(document)
        let root = node
        var depth = 0
        while let current = node {
            let isElement = current.pointee.type == XML_ELEMENT_NODE
            let name = isElement ? Self.name(of: current) : ""
            if isElement, !Self.silent.contains(name) {
                visitor.open(Self.element(current, name: name))
                if let child = current.pointee.children {
                    depth += 1
                    guard depth <= limits.depth else { throw .tooLarge(what: "the nesting of tags", limit: "\(limits.depth) levels") }
                    node = child
                    continue
                }
                try visitor.close(name)
            } else if current.pointee.type == XML_TEXT_NODE || current.pointee.type == XML_CDATA_SECTION_NODE,
                let content = current.pointee.content
            {
                visitor.text(String(cString: content))
            }
            node = try next(after: current, root: root, depth: &depth, &visitor)
        }
    }

    private func next(
        after node: xmlNodePtr, root: xmlNodePtr?, depth: inout Int, _ visitor: inout some HTMLVisitor
    ) throws(DocumentError) -> xmlNodePtr? {
        var current = node
        while current != root {
            if let sibling = current.pointee.next { return sibling }
            guard let parent = current.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
            try visitor.close(Self.name(of: parent))
            depth -= 1
            current = parent
        }
        return nil
    }

    private static let silent: Set<String> = ["script", "style", "noscript", "template", "head", "title", "select", "textarea", "svg"]

    private static func name(of node: xmlNodePtr) -> String { node.pointee.name.map { String(cString: $0) } ?? "" }

    private static func element(_ node: xmlNodePtr, name: String) -> Element {
        let isCell = name == "td" || name == "th"
        return Element(
            name: name, href: name == "a" ? attribute("href", of: node) : nil, classes: attribute("class", of: node) ?? "",
            colspan: isCell ? span("colspan", of: node) : 1, rowspan: isCell ? span("rowspan", of: node) : 1)
    }

    private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
        guard node.pointee.properties != nil, let value = xmlGetProp(node, name) else { return nil }
        defer { shim_xml_free(value) }
        return String(cString: value)
    }

    /// 1 to 1000, as HTML itself bounds a colspan.
    private static func span(_ name: String, of node: xmlNodePtr) -> Int {
        guard let text = attribute(name, of: node) else { return 1 }
        return min(1000, max(1, Int(text.drop { $0 == " " }.prefix { $0.isNumber }) ?? 1))
    }
}

/// Hears a page in page order.
protocol HTMLVisitor {
    mutating func open(_ element: HTMLDocument.Element)
    mutating func text(_ text: String)
    mutating func close(_ name: String) throws(DocumentError)
}
