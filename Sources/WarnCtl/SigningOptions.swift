import ArgumentParser
import Foundation
import Recording
import Register

/// With which key a filing is signed and handed in; without one it is entered at the desk.
struct SigningOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Sign with this private key and hand the filing in, for the desk to decide.", valueName: "file"))
    var key: String?

    @Option(help: "Your filer number, ten digits; else filer_id of the record.")
    var filer: String?

    @Option(help: ArgumentHelp("This submission's own number, to hand it in again after an interruption: it stays one filing.", valueName: "uuid"))
    var submission: String?

    @Option(help: "Seconds to wait for the desk's decision.")
    var wait = 30.0

    func validate() throws {
        if let submission, DisclosureID(rawValue: submission) == nil {
            throw ValidationError("A submission's number is a UUID in lower case.")
        }
    }

    /// States filer and key in a record; nil when it is not to be signed.
    func sign(_ record: inout FilingRecord) throws -> Signer? {
        guard let key else { return nil }
        let file = try KeyFile(path: key)
        if let filer { record["filer_id"] = .string(filer) }
        record["certification.key_id"] = .string(file.name)
        return Signer(key: file.key, wait: wait, submission: submission)
    }
}

/// Signs a record, hands it in and waits for the second receipt.
struct Signer {
    let key: SigningKey
    /// Seconds.
    let wait: Double
    /// Given by whoever hands in again; nil: a new one.
    let submission: String?

    func record(_ record: FilingRecord, _ database: String?, telling terminal: Terminal) async throws -> Receipt {
        let ledger = try await Ledger.open(database, role: .filer)
        let submission = Submission(record, signedBy: key, id: self.submission ?? UUID().uuidString.lowercased())
        try await ledger.handIn(submission)
        terminal.say("Received as submission \(submission.id). Waiting for the desk.\n")
        var waited = 0.0
        while waited <= wait {
            if let receipt = try await ledger.receipt(of: submission.id), receipt.state != .received {
                if let accepted = receipt.receipt { return accepted }
                terminal.say(receipt.words(on: terminal))
                throw Program.badInput
            }
            try await Task.sleep(for: .seconds(Self.pauseSeconds))
            waited += Self.pauseSeconds
        }
        throw CommandError.notDecided(submission.id)
    }

    private static let pauseSeconds = 0.1
}
