internal import CLibxml2

/// One XML file of an archive, read forward. Names are local names: strict and transitional workbooks differ by namespace only.
///
/// A document type is refused, because no workbook has one and entities multiply.
final class XMLPart {
    enum Node: Equatable {
        case open(String, isEmpty: Bool)
        case close(String)
        case text(String)
    }

    let name: String
    private let reader: xmlTextReaderPtr
    /// libxml2 reads from these bytes until it is freed.
    private let bytes: UnsafeMutableBufferPointer<CChar>

    init(_ content: [UInt8], name: String) throws(DocumentError) {
        guard Self.isOrdinary(content) else { throw .tooLarge(what: "a tag of \(name)", limit: "what any program writes") }
        self.name = name
        bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, content.count))
        UnsafeMutableRawBufferPointer(bytes).copyBytes(from: content)
        guard let reader = shim_xml_reader(bytes.baseAddress, Int32(content.count)) else {
            bytes.deallocate()
            throw .part(name, "no XML")
        }
        self.reader = reader
    }

    deinit {
        xmlFreeTextReader(reader)
        bytes.deallocate()
    }

    /// libxml2 compares each attribute of a tag with all before it, so that some hundred thousand take minutes: whether those of all tags
    /// take no more than a moment. A tag has as many as there are quotes behind equals signs before the next tag.
    private static func isOrdinary(_ content: [UInt8]) -> Bool {
        var comparisons = 0
        var attributes = 0
        var isAnnounced = false
        return content.withUnsafeBufferPointer { content in
            for byte in content {
                switch byte {
                case UInt8(ascii: "="): isAnnounced = true
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    if isAnnounced { attributes += 1 }
                    isAnnounced = false
                case UInt8(ascii: "<"):
                    comparisons += attributes > 50 ? attributes * attributes : 0
                    (attributes, isAnnounced) = (0, false)
                // Zeros are the other half of UTF-16's letters.
                case 0, 0x09, 0x0A, 0x0D, 0x20: continue
                default: isAnnounced = false
                }
            }
            return comparisons + attributes * attributes <= 200_000_000
        }
    }

    /// The next opening, closing or text; nil at the end.
    func next() throws(DocumentError) -> Node? {
        while true {
            switch xmlTextReaderRead(reader) {
            case 1: break
            case 0: return nil
            default: throw .part(name, failure)
            }
            switch xmlReaderTypes(UInt32(xmlTextReaderNodeType(reader))) {
            case XML_READER_TYPE_ELEMENT: return .open(localName, isEmpty: xmlTextReaderIsEmptyElement(reader) == 1)
            case XML_READER_TYPE_END_ELEMENT: return .close(localName)
            case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
                return .text(xmlTextReaderConstValue(reader).map { String(cString: $0) } ?? "")
            case XML_READER_TYPE_DOCUMENT_TYPE, XML_READER_TYPE_ENTITY_REFERENCE:
                throw .part(name, "declares a document type, which no workbook does")
            default: continue
            }
        }
    }

    /// Moves to the next page (1) or path (2) of an SVG; 0 at its end, less where it is broken.
    func nextDrawn() -> Int32 { shim_svg_next(reader) }

    private var localName: String { xmlTextReaderConstLocalName(reader).map { String(cString: $0) } ?? "" }

    private var failure: String {
        guard let message = xmlGetLastError()?.pointee.message else { return "broken XML" }
        return "broken XML: " + FoldedText.foldToOneLine(String(cString: message))
    }

    /// Attributes of the element just opened, by local name.
    var attributes: [String: String] {
        var attributes: [String: String] = [:]
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            attributes[localName] = xmlTextReaderConstValue(reader).map { String(cString: $0) } ?? ""
        }
        xmlTextReaderMoveToElement(reader)
        return attributes
    }
}
