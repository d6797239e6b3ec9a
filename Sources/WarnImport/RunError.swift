import Register

/// What `run` itself finds wrong.
enum RunError: RegisterError, Equatable {
    case noSample(SourceID)
    case silent(SourceID, Silence)
    case interrupted(SourceID, String)

    var code: String {
        switch self {
        case .noSample: "RUN-01"
        case .silent: "RUN-02"
        case .interrupted: "RUN-03"
        }
    }

    var message: String {
        switch self {
        case .noSample(let source): "\(source): Importers has no sample page that this source reads."
        case .silent(let source, let silence): "\(source): nothing is published. \(silence.comment)"
        case .interrupted(let source, let text): "\(source): \(text)"
        }
    }

    var hint: String {
        switch self {
        case .noSample: "Write one in the state's exact structure, then `warn-import record` its expected notices."
        case .silent(_, let silence): "Ask \(silence.contact)."
        case .interrupted: "Run it again: nothing of the source was recorded."
        }
    }
}
