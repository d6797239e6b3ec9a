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
}

extension RegisterError {
    /// `READ-03 message`, a line break, and the hint.
    public var description: String { "\(code) \(message)\n\(hint)" }
}
