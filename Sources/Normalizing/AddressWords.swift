import Register

/// The words of an address, taken apart once: what each is, what stood before it, and how rosters spell it.
struct AddressWords {
    struct Word {
        /// In ``AddressWords/bytes``.
        var text: Range<Int>
        /// In ``AddressWords/keys``: as ``PlaceName`` folds it.
        var key: Range<Int>
        let isAfterComma: Bool
        var endsPart: Bool
    }

    private(set) var bytes: [UInt8] = []
    /// The keys of all words, one behind the other: those of several words are the key of their text.
    private(set) var keys: [UInt8] = []
    private(set) var words: [Word] = []

    init(_ text: String) {
        var text = text
        let isPlain = text.withUTF8 { text in
            let isPlain = text.allSatisfy { $0 < 0x80 }
            if isPlain { takePlain(text) }
            return isPlain
        }
        if !isPlain { takeForeign(text) }
    }

    var count: Int { words.count }
    subscript(index: Int) -> Word { words[index] }
    func bytes(of word: Int) -> ArraySlice<UInt8> { bytes[words[word].text] }
    func key(of range: Range<Int>) -> ArraySlice<UInt8> {
        keys[words[range.lowerBound].key.lowerBound..<words[range.upperBound - 1].key.upperBound]
    }
    func text(of range: Range<Int>) -> String { range.map { String(decoding: bytes(of: $0), as: UTF8.self) }.joined(separator: " ") }
    func hasDigit(_ range: Range<Int>) -> Bool { range.contains { bytes(of: $0).contains { (48...57).contains($0) } } }

    /// Four digits or more and nothing else.
    func isNumber(_ word: Int) -> Bool { bytes(of: word).count > 3 && bytes(of: word).allSatisfy { (48...57).contains($0) } }

    /// The word ends a part, or is the text's last word, wherever else it stands.
    func isLast(_ word: Int) -> Bool { words[word].endsPart || bytes(of: word) == bytes(of: words.count - 1) }

    // MARK: taking apart

    private mutating func takePlain(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
        keys.reserveCapacity(text.count)
        var (start, isAfterComma, isFirst) = (0, false, true)
        for index in 0...text.count {
            let byte = index < text.count ? text[index] : 0x0A
            let endsPart = byte == 0x2C || byte == 0x3B || byte == 0x28 || byte == 0x29 || byte == 0x0A || byte == 0x0D
            guard endsPart || byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C else { continue }
            if start < index {
                let end = text[index - 1] == 0x2E && index - start > 3 ? index - 1 : index
                let key = keys.count
                _ = PlaceName.append(plain: UnsafeBufferPointer(rebasing: text[start..<end]), to: &keys)
                words.append(Word(text: start..<end, key: key..<keys.count, isAfterComma: isFirst && isAfterComma, endsPart: false))
                isFirst = false
            }
            if endsPart {
                if !isFirst { words[words.count - 1].endsPart = true }
                (isAfterComma, isFirst) = (true, true)
            }
            start = index + 1
        }
    }

    /// The same of a text beyond ASCII, by its characters.
    private mutating func takeForeign(_ text: String) {
        var isAfterComma = false
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: { ",;()\n\r".contains($0) || $0 == "\r\n" }) {
            let pieces = part.split(whereSeparator: \.isWhitespace)
            for (index, piece) in pieces.enumerated() {
                let word = piece.last == "." && piece.count > 3 ? piece.dropLast() : piece
                let (start, key) = (bytes.count, keys.count)
                bytes += word.utf8
                keys += PlaceName.folded(word).utf8
                words.append(
                    Word(
                        text: start..<bytes.count, key: key..<keys.count, isAfterComma: index == 0 && isAfterComma,
                        endsPart: index == pieces.count - 1))
            }
            isAfterComma = true
        }
    }
}
