import Foundation
import Register

/// A filer's private key on its own disk, and the public half that is registered.
struct KeyFile {
    let name: String
    let key: SigningKey

    /// Reads a private key; one that others may read is refused.
    ///
    /// - Parameter passphrase: how a sealed one's is had; called for no other.
    init(path: String, passphrase: (String) throws -> String = Passphrase.asked) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError.unreadableFile(path: path, reason: "no such file")
        }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
        guard mode & 0o077 == 0 else { throw CommandError.openKey(path: path) }
        let content = try? JSONDecoder().decode(JSONValue.self, from: data)
        guard let content, let name = content["key_id"]?.text else { throw CommandError.notAKey(path: path) }
        var bytes = content["private_key"]?.text.flatMap { Base64.bytes($0) }
        if content["sealed_private_key"] != nil {
            bytes = Passphrase.open(content, named: name, with: try passphrase("Passphrase of \(path): "))
            guard bytes != nil else { throw CommandError.wrongPassphrase(path: path) }
        }
        guard let bytes, let key = SigningKey(bytes: bytes) else { throw CommandError.notAKey(path: path) }
        self.name = name
        self.key = key
    }

    /// Makes a key and writes `path` (mode 0600) and `path.pub`; a file that is there is never overwritten.
    ///
    /// - Parameter passphrase: what it is sealed with on disk; nil: its mode alone keeps it.
    static func create(name: String, at path: String, passphrase: String? = nil) throws -> KeyFile {
        let file = KeyFile(name: name, key: SigningKey())
        var members = ["key_id": JSONValue.string(name)]
        if let passphrase {
            members.merge(try Passphrase.seal(file.key.bytes, named: name, with: passphrase)) { $1 }
        } else {
            members["private_key"] = .string(Base64.text(file.key.bytes))
        }
        let content = JSONValue.object(members)
        try write(content, to: path, mode: 0o600)
        try write(PublicKeyFile(name: name, bytes: file.key.publicKey).content, to: path + ".pub", mode: 0o644)
        return file
    }

    private init(name: String, key: SigningKey) {
        self.name = name
        self.key = key
    }

    /// Created with its mode, so that it is at no time readable by others.
    private static func write(_ content: JSONValue, to path: String, mode: mode_t) throws {
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY, mode)
        guard descriptor >= 0 else { throw CommandError.unwritableFile(path: path, reason: String(cString: strerror(errno))) }
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: Data((content.canonicalText + "\n").utf8))
    }
}

/// The public half: what a filer sends to the agency.
struct PublicKeyFile {
    let name: String
    let bytes: [UInt8]

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError.unreadableFile(path: path, reason: "no such file")
        }
        let content = try? JSONDecoder().decode(JSONValue.self, from: data)
        guard let name = content?["key_id"]?.text, let bytes = content?["public_key"]?.text.flatMap({ Data(base64Encoded: $0) }),
            bytes.count == 32
        else { throw CommandError.notAKey(path: path) }
        self.init(name: name, bytes: Array(bytes))
    }

    var content: JSONValue {
        .object(["key_id": .string(name), "public_key": .string(Data(bytes).base64EncodedString())])
    }
}
