import Recording

extension RecordingError {
    /// The acceptance gate stopped the source: its run is recorded, the others go on.
    var isStop: Bool {
        switch self {
        case .shrunk, .emptied, .unexpected, .outdated: true
        default: false
        }
    }

    /// What was asked for is wrong; the ledger itself is well.
    var isInput: Bool {
        switch self {
        case .notAcceptable, .notFound: true
        default: isStop
        }
    }
}
