import Crypto
import CryptoExtras
import Foundation
import Register

/// Seals a private key on disk with a passphrase: scrypt makes a key of it, AES-GCM seals with that.
enum Passphrase {
    /// The work of scrypt: 128 MiB and some tenths of a second for each guess.
    private static let rounds = 131_072
    private static let blockSize = 8
    private static let saltBytes = 32
    /// More than ours is a file that would stop the program.
    private static let mostRounds = 1_048_576

    /// Members of a key's file that stand for the key itself.
    static func seal(_ key: [UInt8], named name: String, with passphrase: String) throws -> [String: JSONValue] {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let sealed = try AES.GCM.seal(key, using: derived(from: passphrase, salt, rounds), authenticating: Array(name.utf8))
        return [
            "kdf": .string("scrypt"), "rounds": .integer(rounds), "salt": .string(Base64.text(salt)),
            "sealed_private_key": .string(Base64.text(sealed.combined.map(Array.init) ?? [])),
        ]
    }

    /// The key; nil when the passphrase is another one, or the file is damaged.
    static func open(_ content: JSONValue, named name: String, with passphrase: String) -> [UInt8]? {
        guard content["kdf"]?.text == "scrypt", let rounds = content["rounds"]?.wholeNumber, (2...mostRounds).contains(rounds),
            let salt = content["salt"]?.text.flatMap({ Base64.bytes($0) }),
            let sealed = content["sealed_private_key"]?.text.flatMap({ Base64.bytes($0) }), let box = try? AES.GCM.SealedBox(combined: sealed),
            let key = try? derived(from: passphrase, salt, rounds),
            let opened = try? AES.GCM.open(box, using: key, authenticating: Array(name.utf8))
        else { return nil }
        return Array(opened)
    }

    private static func derived(from passphrase: String, _ salt: [UInt8], _ rounds: Int) throws -> SymmetricKey {
        try KDF.Scrypt.deriveKey(
            from: Array(passphrase.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize, parallelism: 1)
    }

    /// The first line of the file that `WARN_KEY_PASSPHRASE_FILE` names, else asked on the terminal without showing it.
    static func asked(_ question: String) throws -> String {
        if let path = ProcessInfo.processInfo.environment["WARN_KEY_PASSPHRASE_FILE"] {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8), let line = text.split(separator: "\n").first else {
                throw CommandError.unreadableFile(path: path, reason: "no passphrase in it")
            }
            return String(line)
        }
        guard isatty(STDIN_FILENO) == 1 else { throw CommandError.needsPassphrase }
        FileHandle.standardError.write(Data(question.utf8))
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        guard let line = readLine(strippingNewline: true), !line.isEmpty else { throw CommandError.needsPassphrase }
        return line
    }
}
