/// What every error of the register says: a stable code, what happened and where, and what to do next.
///
/// One enum per module conforms. A case carries facts; the words are written once, here.
public protocol RegisterError: Error, Sendable, CustomStringConvertible {
    /// Stable, such as `READ-03`. Never reused for another meaning.
    var code: String { get }
    /// What happened, and the place: file, line, row, column, value.
    var message: String { get }
    /// The next thing to do.
    var hint: String { get }
    /// Who can mend it, so that a program's edge can choose its status.
    var fault: Fault { get }
}

/// Who can mend an error.
public enum Fault: Sendable, Hashable {
    /// The asker wrote something that cannot be.
    case input
    /// What was asked for is not there.
    case missing
    /// What was asked for is there, and not for the asker.
    case forbidden
    /// Something the program needs is away; the same request can succeed later.
    case unavailable
    case system
}

extension RegisterError {
    public var fault: Fault { .system }

    /// `READ-03 message`, a line break, and the hint.
    public var description: String { "\(code) \(message)\n\(hint)" }
}
