/// A name folded for comparison, as `ledger.name_key` folds it.
enum NameKey {
    /// The key of a name in ASCII, which nearly all are: lower case, without punctuation, symbols and white space. Nil for any other: what
    /// is a letter beyond ASCII is the server's to say.
    static func key(of name: String) -> String? {
        var key: [UInt8] = []
        key.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): key.append(byte | 0x20)
            case 0x09...0x0D, 0x20...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: continue
            case ..<0x80: key.append(byte)
            default: return nil
            }
        }
        return String(decoding: key, as: UTF8.self)
    }
}
