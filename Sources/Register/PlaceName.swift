/// A place's name as rosters are searched: `St. Louis`, `Saint Louis` and `ST LOUIS` are one, and so are `De Kalb` and `DeKalb`.
///
/// Lower case without marks, spaces and punctuation; the words that are written short or long are short.
public enum PlaceName {
    public static func folded(_ name: some StringProtocol) -> String {
        var key: [UInt8] = []
        let isPlain = name.utf8.withContiguousStorageIfAvailable { append(plain: $0, to: &key) } ?? false
        return isPlain ? String(decoding: key, as: UTF8.self) : foldedScalars(name)
    }

    /// Puts the folded form of a name behind a key. The keys of a text's words, one behind the other, are the key of the text.
    ///
    /// - Returns: whether all of the name is ASCII; of any other name nothing is put.
    public static func append(plain name: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) -> Bool {
        let whole = key.count
        var start = key.count
        for byte in name {
            switch byte {
            case 48...57, 97...122: key.append(byte)
            case 65...90: key.append(byte | 0x20)
            case 39, 46, 96: continue
            case 0x80...:
                key.removeLast(key.count - whole)
                return false
            default:
                shorten(&key, from: start)
                if byte == UInt8(ascii: "&") { key += "and".utf8 }
                start = key.count
            }
        }
        shorten(&key, from: start)
        return true
    }

    /// Puts the short form in the place of the last word, if it has one.
    private static func shorten(_ key: inout [UInt8], from start: Int) {
        guard start < key.count else { return }
        let word = words[Int(key[start] & 0x1F)].first { $0.long.elementsEqual(key[start...]) }
        if let word { key.replaceSubrange(start..., with: word.short) }
    }

    private static func foldedScalars(_ name: some StringProtocol) -> String {
        var key: [UInt8] = []
        var word: [UInt8] = []
        func close() {
            if let first = word.first { key += words[Int(first & 0x1F)].first { $0.long == word }?.short ?? word }
            word.removeAll(keepingCapacity: true)
        }
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 48...57, 97...122: word.append(UInt8(scalar.value))
            case 65...90: word.append(UInt8(scalar.value) + 32)
            case 38:
                close()
                key += "and".utf8
            case 39, 46, 96, 0x2019, 0x300...0x36F: continue
            case 0xC0...0x17F: word += plain(scalar)
            default: close()
            }
        }
        close()
        return String(decoding: key, as: UTF8.self)
    }

    /// A letter without its mark: `ñ` is n.
    private static func plain(_ scalar: Unicode.Scalar) -> [UInt8] {
        letters[scalar.properties.lowercaseMapping].map { [$0] } ?? []
    }

    private static let letters: [String: UInt8] = {
        var letters: [String: UInt8] = [:]
        let rows: [(Character, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"),
            ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõöøōŏő"), ("r", "ŕŗř"), ("s", "śŝşš"), ("t", "ţťŧ"), ("u", "ùúûüũūŭůűų"),
            ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
        ]
        for (letter, marked) in rows { for mark in marked { letters[String(mark)] = letter.asciiValue } }
        return letters
    }()

    /// The words that are written short, by the last five bits of their first letter: a look at two or three is sooner done than a hash.
    private static let words: [[(long: [UInt8], short: [UInt8])]] = {
        let short = [
            "saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "heights": "hts", "springs": "spgs", "center": "ctr",
            "centre": "ctr", "township": "twp", "north": "n", "no": "n", "south": "s", "so": "s", "east": "e", "west": "w", "junction": "jct", "beach": "bch",
        ]
        var words = [[(long: [UInt8], short: [UInt8])]](repeating: [], count: 32)
        for (long, short) in short.map({ (Array($0.utf8), Array($1.utf8)) }) {
            words[Int(long[0] & 0x1F)].append((long, short))
        }
        return words
    }()
}
