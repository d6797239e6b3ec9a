/// What the log said at a moment: how many entries, and the root of their hash tree. The form is C2SP's tlog-checkpoint.
public struct Checkpoint: Sendable, Equatable {
    /// The log's name, the same in all its checkpoints.
    public var origin: String
    /// Entries.
    public var size: Int
    public var root: Digest

    /// Nil when the origin cannot stand in a signature line: empty, with white space, control characters or a plus sign.
    public init?(origin: String, size: Int, root: Digest) {
        guard Self.isName(origin), size >= 0 else { return nil }
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The text that is signed: origin, size and root, a line each.
    public var body: String { "\(origin)\n\(size)\n\(Base64.text(root.bytes))\n" }

    /// The body signed, as a note; nil when the library fails.
    public func note(signedBy key: SigningKey) -> CheckpointNote? {
        guard let signature = key.signature(over: Array(body.utf8)) else { return nil }
        let line = Self.keyHash(name: origin, publicKey: key.publicKey) + signature
        return CheckpointNote("\(body)\n\u{2014} \(origin) \(Base64.text(line))\n")
    }

    /// The first four bytes of `SHA-256(name || 0x0A || 0x01 || public key)`, by which a signature line names its key.
    public static func keyHash(name: String, publicKey: [UInt8]) -> [UInt8] {
        Array(Digest(of: Array(name.utf8) + [0x0A, 0x01] + publicKey).bytes.prefix(4))
    }

    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+" && $0.value != 0x7F }
    }
}

/// A signed checkpoint as it is sent about: C2SP's signed-note.
public struct CheckpointNote: Sendable, Equatable {
    public let text: String
    public let checkpoint: Checkpoint
    private let signatures: [(name: String, bytes: [UInt8])]

    /// Nil for a text that is no checkpoint with at least one signature line. Lines after the root are extensions, and are signed too.
    public init?(_ text: String) {
        guard let end = text.range(ofLast: "\n\n") else { return nil }
        let lines = text[..<end].split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 3, let size = Int(lines[1]), String(size) == lines[1],
            let root = Base64.bytes(lines[2]).flatMap(Digest.init(bytes:)),
            let checkpoint = Checkpoint(origin: String(lines[0]), size: size, root: root)
        else { return nil }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" }), text.hasSuffix("\n") else { return nil }
        var signatures: [(name: String, bytes: [UInt8])] = []
        for line in text[text.index(end, offsetBy: 2)...].dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 3, words[0] == "\u{2014}", Checkpoint.isName(String(words[1])), let bytes = Base64.bytes(words[2]),
                bytes.count > 4
            else { return nil }
            signatures.append((String(words[1]), bytes))
        }
        guard !signatures.isEmpty else { return nil }
        self.text = text
        self.checkpoint = checkpoint
        self.signatures = signatures
    }

    /// Whether one of its signatures is this Ed25519 key's, in the log's name, over the text before the blank line.
    public func isSigned(by publicKey: [UInt8]) -> Bool {
        guard let end = text.range(ofLast: "\n\n") else { return false }
        let signed = Array(text[..<end].utf8) + [0x0A]
        let hash = Checkpoint.keyHash(name: checkpoint.origin, publicKey: publicKey)
        return signatures.contains { line in
            line.name == checkpoint.origin && Array(line.bytes.prefix(4)) == hash && FilerKey.verifies(Array(line.bytes.dropFirst(4)), over: signed, by: publicKey)
        }
    }

    public static func == (left: CheckpointNote, right: CheckpointNote) -> Bool { left.text == right.text }
}

extension String {
    /// Where the last occurrence of a short text begins.
    fileprivate func range(ofLast wanted: String) -> Index? {
        indices.last { self[$0...].hasPrefix(wanted) }
    }
}
