import ArgumentParser
import Foundation
import Recording
import Register

/// Recomputes the whole ledger, or what one bundle proves.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recompute the whole ledger and its log, or, without any database, what a bundle proves.",
        discussion: """
            A changed, removed or added row, a gap in the log, a broken chain and bytes without their digest are each named with their
            place, and so is every checkpoint that the log no longer agrees with. Who can rewrite all of it, digests too, is found by a
            checkpoint that is held elsewhere: give it with --checkpoint. With --signatures each filer's signature is checked over its
            filing, and the key it was made with: registered, the filer's own, in force when it was received. Exit code 1 when anything
            does not fit.

            EXAMPLES
              warnctl verify
              warnctl verify --signatures
              warnctl verify --log --checkpoint /media/held/2026-09-01.txt --key register.key.pub
              warnctl verify bundle filing.json --key register.key.pub
              warnctl verify filing.json --key register.key.pub --format json
            """)

    @Argument(help: "A bundle that `warnctl prove` wrote; the word bundle before it may be left out. Without one: the ledger.")
    var bundle: [String] = []

    @Flag(help: "The whole ledger and its log; what is done without a bundle anyway.")
    var log = false

    @Flag(help: "Check filers' signatures and keys too, which takes longer.")
    var signatures = false

    @Option(help: ArgumentHelp("A checkpoint that was held elsewhere; may be given several times.", valueName: "file"))
    var checkpoint: [String] = []

    @Option(help: ArgumentHelp("The public key that checkpoints are signed with: a .pub file, or a line NAME+HASH+KEY.", valueName: "file"))
    var key: String?

    @OptionGroup var standard: StandardOptions

    /// The bundle's file; nil for the ledger.
    private var file: String? { bundle.last }

    func validate() throws {
        guard bundle.count < 2 || (bundle.count == 2 && bundle[0] == "bundle") else { throw ValidationError("One bundle at a time.") }
        guard file != nil else { return }
        guard key != nil else { throw ValidationError("A bundle is proved against the log's public key: name it with --key.") }
        guard !log, !signatures, checkpoint.count < 2 else {
            throw ValidationError("A bundle needs neither --log nor --signatures, and one --checkpoint at most.")
        }
    }

    func run() async throws {
        try await Program.run { try await verify(on: .standard) }
    }

    func verify(on terminal: Terminal) async throws {
        let publicKey = try key.map { try CheckpointFiles.publicKey($0) }
        let held = try checkpoint.map { try CheckpointFiles.note($0) }
        if let file, let publicKey {
            let content = try CheckpointFiles.content(file)
            if let grown = ConsistencyBundle(content) { return try prove(grown, under: publicKey, on: terminal) }
            guard let bundle = ProofBundle(content) else { throw CommandError.notAProof(path: file, what: "a bundle") }
            return try prove(bundle, under: publicKey, held.first, on: terminal)
        }
        let found = try await Ledger.open(standard.database, role: .desk).verify(
            against: held, signedBy: publicKey, withSignatures: signatures)
        switch standard.format {
        case .json: terminal.write(found.json.canonicalText + "\n")
        case .text: terminal.write(text(found, terminal))
        }
        guard found.isWhole else { throw Program.badInput }
    }

    /// A held checkpoint of the same size must be the bundle's own.
    private func prove(_ bundle: ProofBundle, under publicKey: [UInt8], _ held: CheckpointNote?, on terminal: Terminal) throws {
        var faults = bundle.faults(under: publicKey).map { ($0.rawValue, $0.words) }
        if let held, held.checkpoint != bundle.note.checkpoint {
            faults.append(("other_checkpoint", "the bundle is under another checkpoint than the one held; have it made anew"))
        }
        let number = bundle.chain.last?.accessionNumber.rawValue ?? ""
        switch standard.format {
        case .json:
            terminal.write(
                JSONValue.object([
                    "proved": .bool(faults.isEmpty), "accession_no": .string(number),
                    "faults": .array(faults.map { .object(["code": .string($0.0), "message": .string($0.1)]) }),
                    "checkpoint": .object(["origin": .string(bundle.note.checkpoint.origin), "size": .integer(bundle.note.checkpoint.size)]),
                    "signed_by": bundle.signature.map { .string($0.key) } ?? .null, "payload_sha256": .string(Digest(of: bundle.payload).description),
                ]).canonicalText + "\n")
        case .text where faults.isEmpty:
            let signed = bundle.signature.map { "signed with \($0.key)" } ?? "without a filer's signature"
            terminal.write(
                terminal.styled("Proved.", .green) + " Filing \(number), version \(bundle.chain.count) of its disclosure, \(signed.shown), is entry "
                    + "\(bundle.entry.position) of the log \(bundle.note.checkpoint.origin.shown) at \(bundle.note.checkpoint.size) entries, "
                    + "since \(bundle.entry.entryAt.shown).\n")
        case .text:
            terminal.write(terminal.styled("Not proved.", .red) + "\n" + faults.map { "  \($0.0): \($0.1)\n" }.joined())
        }
        guard faults.isEmpty else { throw Program.badInput }
    }

    private func prove(_ bundle: ConsistencyBundle, under publicKey: [UInt8], on terminal: Terminal) throws {
        let faults = bundle.faults(under: publicKey)
        let (first, second) = (bundle.earlier.checkpoint, bundle.later.checkpoint)
        switch standard.format {
        case .json:
            terminal.write(
                JSONValue.object([
                    "proved": .bool(faults.isEmpty), "from": .integer(first.size), "to": .integer(second.size), "origin": .string(second.origin),
                    "faults": .array(faults.map { .object(["code": .string($0.rawValue), "message": .string($0.words)]) }),
                ]).canonicalText + "\n")
        case .text where faults.isEmpty:
            terminal.write(
                terminal.styled("Proved.", .green) + " The log \(second.origin.shown) of \(second.size) entries begins with the \(first.size) that were signed before.\n")
        case .text:
            terminal.write(terminal.styled("Not proved.", .red) + "\n" + faults.map { "  \($0.rawValue): \($0.words)\n" }.joined())
        }
        guard faults.isEmpty else { throw Program.badInput }
    }

    private static let shownBreaks = 20

    private func text(_ found: Verification, _ terminal: Terminal) -> String {
        guard let first = found.first else {
            return terminal.styled("Whole.", .green) + " \(found.filings) filings recomputed, up to position \(found.position); "
                + (found.signatures.map { "\($0) signatures fit; " } ?? "")
                + "\(found.checkpoints) checkpoints agree. Root of the log: \(found.root).\n"
        }
        var text = terminal.styled("Broken.", .red) + " First break: \(first.words)\n"
        for other in found.breaks.dropFirst().prefix(Self.shownBreaks) { text += "  " + other.words + "\n" }
        let rest = found.breaks.count - 1 - Self.shownBreaks
        return text + (rest > 0 ? "  and \(rest) more; --format json lists them all\n" : "")
    }
}

/// Files that proofs are made of, each refused by name when it is not what it should be.
enum CheckpointFiles {
    static func text(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError.unreadableFile(path: path, reason: "no such file")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandError.notAProof(path: path, what: "text in UTF-8")
        }
        return text
    }

    static func note(_ path: String) throws -> CheckpointNote {
        guard let note = CheckpointNote(try text(path)) else { throw CommandError.notAProof(path: path, what: "a signed checkpoint") }
        return note
    }

    /// A bundle of either kind.
    static func content(_ path: String) throws -> JSONValue {
        guard let content = try? JSONDecoder().decode(JSONValue.self, from: Data(try text(path).utf8)) else {
            throw CommandError.notAProof(path: path, what: "a bundle")
        }
        return content
    }

    /// Of a `.pub` file, or a verifier key as signed notes have it: `NAME+HASH+KEY`.
    static func publicKey(_ path: String) throws -> [UInt8] {
        let text = FileManager.default.fileExists(atPath: path) ? try text(path) : path
        let parts = text.withoutEdges.split(separator: "+", maxSplits: 2)
        if parts.count == 3, let bytes = Base64.bytes(parts[2]), bytes.count == 33, bytes[0] == 1 {
            let hash = Checkpoint.keyHash(name: String(parts[0]), publicKey: Array(bytes.dropFirst()))
            guard hash.map({ ($0 < 16 ? "0" : "") + String($0, radix: 16) }).joined() == parts[1] else { throw CommandError.notAKey(path: path) }
            return Array(bytes.dropFirst())
        }
        return try PublicKeyFile(path: path).bytes
    }
}

extension ConsistencyBundle.Fault {
    var words: String {
        switch self {
        case .notConsistent: "the later log does not begin with the earlier one"
        case .otherLog: "the two checkpoints are of two logs"
        case .badCheckpoint: "a checkpoint is not signed with this key"
        }
    }
}

extension ProofBundle.Fault {
    var words: String {
        switch self {
        case .changedPayload: "the payload's bytes do not have the digest that the chain names"
        case .brokenChain: "the disclosure's versions do not lead to the digest that the log names"
        case .wrongEntry: "the entry of the log is of something else"
        case .notIncluded: "the entry is not in the log that the checkpoint speaks of"
        case .badCheckpoint: "the checkpoint is not signed with this key"
        case .badSignature: "the filer's signature is not over these bytes"
        }
    }
}

extension Verification.Break {
    var words: String { "\(code) \(subject.shown)\(position.map { " at position \($0)" } ?? ""): \(message.shown)" }
}

extension Verification {
    var json: JSONValue {
        .object([
            "whole": .bool(isWhole), "filings": .integer(filings), "position": .integer(position),
            "root_sha256": .string(root.description), "checkpoints": .integer(checkpoints),
            "signatures": signatures.map { .integer($0) } ?? .null,
            "breaks": .array(
                breaks.map { item in
                    .object([
                        "code": .string(item.code), "subject": .string(item.subject),
                        "position": item.position.map { .integer($0) } ?? .null,
                        "message": .string(item.message),
                    ])
                }),
        ])
    }
}
