import Register

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What some bytes are by their beginning, whatever their server or their name says.
enum Content: String, Sendable {
    case empty = "empty"
    case zip = "a ZIP archive (such as XLSX)"
    case compound = "an old Office file (such as XLS)"
    case pdf = "a PDF"
    case json = "JSON"
    case markup = "HTML"
    case text = "plain text"

    init(of bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .zip
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .compound
        } else if Array(bytes.prefix(1024)).holds("%PDF-") {
            self = .pdf
        } else {
            self = Self.ofText(bytes)
        }
    }

    /// Judged by the first character after a byte order mark, UTF-16's zeros and white space.
    private static func ofText(_ bytes: [UInt8]) -> Content {
        let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20]
        switch bytes.first(where: { !marks.contains($0) }) {
        case nil: return .empty
        case UInt8(ascii: "<"): return .markup
        case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
        default: return .text
        }
    }

    /// Whether a page of this content can hold rows of the format. Text before the first tag is tolerated in HTML.
    func fits(_ format: ReadRule.Format) -> Bool {
        switch format {
        case .table, .joblink: self == .markup || self == .text
        case .workbook: self == .zip || self == .compound
        case .csv: self == .text
        case .json: self == .json
        case .pdf: self == .pdf
        case .links: self == .markup
        case .labels: self == .markup || self == .text
        }
    }
}

/// Whether a page is of the source's format: an error page in place of a workbook is found before anything is read.
enum ContentCheck {
    /// Pages that are only followed, and letters beside rows, may be anything.
    static func problem(of snapshot: Snapshot, format: ReadRule.Format) -> FetchingError? {
        guard snapshot.role == .rows || (snapshot.role == .details && format == .joblink) else { return nil }
        let content = Content(of: snapshot.bytes)
        return content.fits(format) ? nil : .wrongContent(url: snapshot.url, format: format, seen: content.rawValue)
    }
}

extension [UInt8] {
    /// Whether the text stands somewhere in the bytes.
    func holds(_ text: StaticString) -> Bool {
        withUnsafeBytes { bytes in
            var rest = bytes[...]
            while rest.count >= text.utf8CodeUnitCount, let start = rest.baseAddress,
                let found = memchr(start, Int32(text.utf8Start.pointee), rest.count - text.utf8CodeUnitCount + 1)
            {
                if memcmp(found, text.utf8Start, text.utf8CodeUnitCount) == 0 { return true }
                rest = rest.dropFirst(UnsafeRawPointer(found) - start + 1)
            }
            return false
        }
    }
}

extension Slice<UnsafeRawBufferPointer> {
    fileprivate var baseAddress: UnsafeRawPointer? { base.baseAddress.map { $0 + startIndex } }
}
