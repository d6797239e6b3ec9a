import ArgumentParser
import Recording
import Register

/// Filers' keys: made by the filer, registered and revoked by the agency.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make, register, rotate, revoke and list the keys that filings are signed with.",
        discussion: """
            A filer makes a key on its own disk, and sends the .pub file to the agency, which registers it. A filer has several keys at
            once if it likes. A filing counts by when it is received: nothing that comes after a revocation is accepted, whenever it was signed.

            EXAMPLES
              warnctl key new meridian-2026                           # meridian-2026.key (mode 0600) and meridian-2026.key.pub
              warnctl key register meridian-2026.key.pub --employer "Meridian Mills, Inc."
              warnctl key rotate meridian-2026 meridian-2027.key.pub
              warnctl key revoke meridian-2026 --reason "A laptop was lost."
              warnctl key list 0000000001
            """,
        subcommands: [KeyNew.self, KeyRegister.self, KeyRotate.self, KeyRevoke.self, KeyList.self])
}

/// A key of one's own.
struct KeyNew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a key pair on this disk.",
        discussion: """
            Writes NAME.key, which only you can read and which never leaves this disk, and NAME.key.pub for the agency. With --passphrase the
            key is sealed (scrypt, AES-256-GCM) and asked for at each use; a program without a terminal reads it from the file that
            WARN_KEY_PASSPHRASE_FILE names.

            EXAMPLES
              warnctl key new meridian-2026
              warnctl key new meridian-2026 --passphrase
              warnctl key new meridian-2026 --to /etc/warn/filing.key
            """)

    @Argument(help: "The key's name: lower-case letters, digits, dots, hyphens.")
    var name: String

    @Option(help: "Where the private key is written; else NAME.key in this folder.")
    var to: String?

    @Flag(help: "Seal the private key with a passphrase.")
    var passphrase = false

    func validate() throws {
        let allowed = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0) }
        guard allowed, (1...64).contains(name.utf8.count) else { throw ValidationError("\"\(name)\" is no name of a key.") }
    }

    func run() async throws {
        try await Program.run {
            let path = to ?? name + ".key"
            var secret: String?
            if passphrase {
                secret = try Passphrase.asked("Passphrase: ")
                guard try Passphrase.asked("The same again: ") == secret else { throw CommandError.wrongPassphrase(path: path) }
            }
            _ = try KeyFile.create(name: name, at: path, passphrase: secret)
            Terminal.standard.write("Private key: \(path) (mode 0600; keep it)\nPublic key:  \(path).pub (send it to the agency)\n")
        }
    }
}

/// A public key enters the register.
struct KeyRegister: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Register a filer's public key; its first key registers the filer.",
        discussion: """
            EXAMPLES
              warnctl key register meridian-2026.key.pub --employer "Meridian Mills, Inc."
              warnctl key register meridian-2027.key.pub --filer 0000000001
            """)

    @Argument(help: "The .pub file.")
    var file: String

    @Option(help: "The filer's number, ten digits; else the filer of that name, or a new one.")
    var filer: String?

    @Option(help: "The employer's legal name; needed for its first key.")
    var employer: String?

    @Option(help: "When the key comes into force, as 2026-09-01T00:00:00Z; else now.")
    var from: String?

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard filer != nil || employer != nil else { throw ValidationError("Name the filer with --filer or --employer.") }
    }

    func run() async throws {
        try await Program.run {
            let key = try PublicKeyFile(path: file)
            let number = try await Ledger.open(standard.database, role: .desk).registerKey(
                key.name, publicKey: key.bytes, validFrom: try Moment.given(from), filer: filer, employer: employer)
            switch standard.format {
            case .json:
                Terminal.standard.write(
                    JSONValue.object(["key_id": .string(key.name), "filer_id": .string(number)]).canonicalText + "\n")
            case .text: Terminal.standard.write("Key \(key.name) of filer \(number) is registered.\n")
            }
        }
    }
}

/// One key takes the place of another.
struct KeyRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Register a filer's new key, and revoke the old one.",
        discussion: """
            The new key is registered first, so that at no moment the filer has none.

            EXAMPLES
              warnctl key rotate meridian-2026 meridian-2027.key.pub
            """)

    @Argument(help: "The old key's name.")
    var old: String

    @Argument(help: "The new key's .pub file.")
    var file: String

    @Option(help: "When the old one is no longer in force; else now.")
    var at: String?

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run {
            let key = try PublicKeyFile(path: file)
            let moment = try Moment.given(at)
            let ledger = try await Ledger.open(standard.database, role: .desk)
            guard let former = try await ledger.key(named: old) else { throw RecordingError.unknown(text: "there is no key \(old)") }
            try await ledger.registerKey(key.name, publicKey: key.bytes, validFrom: moment, filer: former.filer, employer: nil)
            try await ledger.revokeKey(old, at: moment, reason: "rotated to \(key.name)")
            Terminal.standard.write("Key \(key.name) of filer \(former.filer) is registered; \(old) is revoked.\n")
        }
    }
}

/// A key goes out of force.
struct KeyRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke a key: nothing received later is accepted with it.",
        discussion: """
            EXAMPLES
              warnctl key revoke meridian-2026 --reason "A laptop was lost."
              warnctl key revoke meridian-2026 --reason "Left the firm." --at 2026-08-31T17:00:00Z
            """)

    @Argument(help: "The key's name.")
    var name: String

    @Option(help: "Why.")
    var reason: String

    @Option(help: "From when on; else now.")
    var at: String?

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run {
            try await Ledger.open(standard.database, role: .desk).revokeKey(name, at: try Moment.given(at), reason: reason)
            Terminal.standard.write("Key \(name) is revoked.\n")
        }
    }
}

/// A filer's keys.
struct KeyList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a filer's keys, with when they are in force.",
        discussion: """
            EXAMPLES
              warnctl key list 0000000001
            """)

    @Argument(help: "The filer's number, ten digits.")
    var filer: String

    @OptionGroup var standard: StandardOptions

    func validate() throws {
        guard filer.utf8.count == 10, Int(filer) != nil else { throw ValidationError("A filer's number has ten digits.") }
    }

    func run() async throws {
        try await Program.run {
            let keys = try await Ledger.open(standard.database, role: .desk).keys(of: filer)
            switch standard.format {
            case .json:
                let list = keys.map { key in
                    JSONValue.object([
                        "key_id": .string(key.name), "valid_from": .string(key.validFrom.text),
                        "revoked_at": key.revokedAt.map { .string($0.text) } ?? .null,
                    ])
                }
                Terminal.standard.write(JSONValue.array(list).canonicalText + "\n")
            case .text:
                for key in keys {
                    let end = key.revokedAt.map { "revoked at " + $0.text } ?? "in force"
                    Terminal.standard.write("\(key.name.padded(to: 30)) from \(key.validFrom.text)  \(end)\n")
                }
            }
        }
    }
}
