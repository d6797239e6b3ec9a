/// Counts what libxml2 will make of a page before it does, so that a page of nothing but tags fills neither the memory nor the time.
///
/// libxml2 compares each attribute of a tag with all before it: a hundred thousand of them, in less than a megabyte, took minutes. It
/// holds some three hundred bytes for a tag of three. The scan goes through a page as libxml2's HTML parser does, so that nothing hides
/// in what only looks like a comment, a script or a value.
struct TagCount {
    /// Tags, comments and attributes of a page; attributes of one tag. Real pages have a hundredth of either.
    static let most = 1_000_000
    static let mostAttributes = 500

    private let bytes: [UInt8]
    private var index = 0
    private var count = 0
    /// Tags that are open, as far as a glance tells.
    private var depth = 0

    /// - Throws: `tooLarge` where the page is beyond a ceiling.
    static func check(_ bytes: [UInt8], limits: DocumentLimits) throws(DocumentError) {
        var scan = TagCount(bytes: bytes)
        try scan.run(limits)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run(_ limits: DocumentLimits) throws(DocumentError) {
        // Every tag that opens may nest, and libxml2's time grows with the depth. Void elements and list items need no end: a real page
        // of any size drifts by these, so the ceiling is generous.
        let deepest = limits.depth * 100
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            index += 1
            switch byte {
            case UInt8(ascii: "/"): depth = max(0, depth - 1)
            case UInt8(ascii: "!") where bytes[index...].starts(with: "!--".utf8):
                count += 1
                skip(toEndAfter: "--".utf8)
            case UInt8(ascii: "!"), UInt8(ascii: "?"):
                count += 1
                skip(toEndAfter: "".utf8)
            case let first where Self.beginsName(first) && first != UInt8(ascii: "."):
                count += 1
                depth += 1
                try readTag()
            default: continue
            }
            guard depth <= deepest else { throw .tooLarge(what: "the nesting of tags", limit: "\(deepest) open tags") }
            guard count <= Self.most else { throw .tooLarge(what: "the page", limit: "\(Self.most) tags and attributes") }
        }
    }

    /// The byte at hand; 0 at the end, which no page holds.
    private var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

    private mutating func readTag() throws(DocumentError) {
        let name = readName().lowercased()
        var attributes = 0
        while true {
            skipBlanks()
            if byte == 0 || byte == UInt8(ascii: ">") { break }
            if Self.beginsName(byte) {
                attributes += 1
                _ = readName()
                skipBlanks()
                if byte == UInt8(ascii: "=") { skipValue() }
            } else {
                skipWord()
            }
        }
        count += attributes
        guard attributes <= Self.mostAttributes else { throw .tooLarge(what: "a tag", limit: "\(Self.mostAttributes) attributes") }
        if name == "script" || name == "style" { skipText(of: name) }
    }

    private static func beginsName(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) || "_:.".utf8.contains(byte) }

    private mutating func readName() -> String {
        let start = index
        while Self.beginsName(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-") { index += 1 }
        return String(decoding: bytes[start..<min(index, start + 20)], as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...10).contains(byte) || byte == 13 }

    private mutating func skipBlanks() {
        while Self.isBlank(byte) { index += 1 }
    }

    /// An equals sign and what it announces.
    private mutating func skipValue() {
        index += 1
        skipBlanks()
        guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
            while byte != 0, byte != UInt8(ascii: ">"), !Self.isBlank(byte) { index += 1 }
            return
        }
        index = bytes[(index + 1)...].firstIndex(of: byte).map { $0 + 1 } ?? bytes.count
    }

    /// What is no attribute, up to the next blank.
    private mutating func skipWord() {
        repeat { index += 1 } while byte != 0 && byte != UInt8(ascii: ">") && !Self.isBlank(byte)
    }

    /// Past the next `>` that these bytes stand before; to the end where there is none.
    private mutating func skip(toEndAfter mark: String.UTF8View) {
        while let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) {
            index = end + 1
            if bytes[..<end].suffix(mark.count).elementsEqual(mark) { return }
        }
        index = bytes.count
    }

    /// To the end tag of a script or a style, which holds no tags.
    private mutating func skipText(of name: String) {
        while index < bytes.count {
            guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) else { return index = bytes.count }
            index = end
            let tag = bytes[end...].dropFirst(2).prefix(name.utf8.count)
            if bytes[end...].dropFirst().first == UInt8(ascii: "/"), tag.map({ $0 | 0x20 }) == Array(name.utf8) { return }
            index = end + 1
        }
    }
}
