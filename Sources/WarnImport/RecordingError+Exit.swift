import Recording
import Register

extension RecordingError {
    /// The acceptance gate stopped the source: its run is recorded, the others go on.
    var isStop: Bool {
        switch self {
        case .shrunk, .emptied, .unexpected, .outdated, .drifted, .oldPage, .turnedOver: true
        default: false
        }
    }

    /// The stopped run; nil for every other error.
    var stoppedRun: Int? {
        switch self {
        case .shrunk(_, let run, _, _, _), .emptied(_, let run, _), .unexpected(_, let run, _, _, _), .outdated(_, let run, _, _),
            .drifted(_, let run, _), .oldPage(_, let run, _, _), .turnedOver(_, let run, _, _):
            run
        default: nil
        }
    }

    /// What is different about the page.
    var changes: [PageChange] {
        if case .drifted(_, _, let changes) = self { changes } else { [] }
    }

    /// What was asked for is wrong; the ledger itself is well.
    var isInput: Bool {
        switch self {
        case .notAcceptable, .notFound: true
        default: isStop
        }
    }
}
