import Register

/// What can be wrong with what a person gives to `warnctl`.
enum CommandError: RegisterError, Equatable {
    case unreadableFile(path: String, reason: String)
    case notARecord(place: String, reason: String)
    case badReference(place: String, reason: String)
    case badAssignment(text: String)
    case badFilter(text: String)
    case nothingToFile
    case needsAnswer
    case canceled
    case unknownNumber(String)
    case wrongForm(file: String, command: String)
    case openKey(path: String)
    case notAKey(path: String)
    case unwritableFile(path: String, reason: String)
    case notAMoment(text: String)
    case unknownSubmission(String)
    case notDecided(String)
    case notAProof(path: String, what: String)
    case noCheckpoint
    case notErasable(String)
    case unsigned
    case noEditor
    case needsPassphrase
    case wrongPassphrase(path: String)

    var code: String {
        switch self {
        case .unreadableFile: "CTL-01"
        case .notARecord: "CTL-02"
        case .badReference: "CTL-03"
        case .badAssignment: "CTL-04"
        case .nothingToFile: "CTL-05"
        case .needsAnswer: "CTL-06"
        case .canceled: "CTL-07"
        case .unknownNumber: "CTL-08"
        case .wrongForm: "CTL-09"
        case .openKey: "CTL-10"
        case .notAKey: "CTL-11"
        case .unwritableFile: "CTL-12"
        case .notAMoment: "CTL-13"
        case .unknownSubmission: "CTL-14"
        case .notDecided: "CTL-15"
        case .notAProof: "CTL-16"
        case .noCheckpoint: "CTL-17"
        case .notErasable: "CTL-18"
        case .unsigned: "CTL-19"
        case .noEditor: "CTL-20"
        case .needsPassphrase: "CTL-21"
        case .wrongPassphrase: "CTL-22"
        case .badFilter: "CTL-23"
        }
    }

    var message: String {
        switch self {
        case .unreadableFile(let path, let reason): "\(path) cannot be read: \(reason)"
        case .notARecord(let place, let reason): "\(place): \(reason)"
        case .badReference(let place, let reason): "\(place): \(reason)"
        case .badAssignment(let text): "--set \"\(text)\" is not FIELD=VALUE."
        case .badFilter(let text): "--where \"\(text)\" is not column=value."
        case .nothingToFile: "There is nothing to file: no file, no values, and no terminal to ask on."
        case .needsAnswer: "Nothing was recorded: there is no terminal to confirm on."
        case .canceled: "Nothing was recorded."
        case .unknownNumber(let text): "\"\(text)\" is neither an accession number nor a disclosure's id."
        case .wrongForm(let file, let command): "The file is a form \(file), which this command does not file (\(command))."
        case .openKey(let path): "\(path) may be read by others."
        case .notAKey(let path): "\(path) holds no key."
        case .unwritableFile(let path, let reason): "\(path) cannot be written: \(reason)"
        case .notAMoment(let text): "\(text) is no moment."
        case .unknownSubmission(let id): "Submission \(id) was never received."
        case .notDecided(let id): "Submission \(id) was received, and the desk has not decided it yet."
        case .notAProof(let path, let what): "\(path) is not \(what)."
        case .noCheckpoint: "No checkpoint was made of this log."
        case .notErasable(let text): "\"\(text)\" names neither a snapshot nor a private part of a filing."
        case .noEditor: "There is no editor to open the record in."
        case .needsPassphrase: "The key has a passphrase, and there is no terminal to ask for it on."
        case .wrongPassphrase(let path): "\(path) does not open with this passphrase."
        case .unsigned: "Nothing was recorded: a filing without a signature is not accepted from this login."
        }
    }

    var hint: String {
        switch self {
        case .unreadableFile: "Check that the file exists, may be read, and is UTF-8."
        case .notARecord: "`warnctl template` prints a record to fill in."
        case .badReference: "The tables are in Schema/reference; take the file as it was published."
        case .badFilter:
            "Write state=NY, workers.from=100, notice_date.to=2026-06-30, employer.has=acme, county.null= or event_type.not=closure."
        case .badAssignment: "Write a dotted path and a value: --set event.workers=46, --set sites.0.city=Albany."
        case .nothingToFile:
            "Name a YAML or JSON file, give values with --set, or run it on a terminal. `warnctl template` prints a record to fill in."
        case .needsAnswer: "Read the record above, and add --yes to record it."
        case .canceled: "Run the command again to start over."
        case .unknownNumber: "Accession numbers look like 0000000001-26-000012, disclosures like 123e4567-e89b-12d3-a456-426614174000."
        case .openKey: "Run chmod 600 on it; if others could read it for long, revoke it and make a new one."
        case .notAKey: "`warnctl key new` makes one: a private key signs, its .pub file is registered."
        case .unwritableFile: "A key that is there is never overwritten; choose another name or folder."
        case .notAMoment: "Write it as 2026-09-01T12:00:00Z, with its offset."
        case .unknownSubmission: "Look at its number again; if it is right, hand the filing in again."
        case .notDecided: "Nothing is lost. Ask later with: warnctl receipt SUBMISSION; or hand it in again with --submission and the same number."
        case .notAProof: "Take the file as it was written: `warnctl checkpoint` writes checkpoints, `warnctl prove` bundles."
        case .noCheckpoint: "Make one: warnctl checkpoint --key FILE"
        case .notErasable: "Write 64 hexadecimal digits, or ACCESSION/PART such as 0000000001-26-000001/certification.contact_phone."
        case .noEditor: "Set EDITOR, or give the values: --set event.workers=52, a file, or --ask."
        case .needsPassphrase: "Name a file that holds it, readable by you alone: WARN_KEY_PASSPHRASE_FILE=/path."
        case .wrongPassphrase: "Try again. A passphrase that is lost cannot be found: make a new key, and have this one revoked."
        case .unsigned: "Sign it: --key FILE. `warnctl key new` makes a key, and the agency registers it."
        case .wrongForm:
            "Notices and denials go to `warnctl file`, restatements to `amend`, `postpone` and `withdraw`, quarters to `warnctl quarter`."
        }
    }
}
