import Foundation

/// Where a command reads and writes. Programs use the standard streams; a test drives it with its own lines.
struct Terminal {
    /// The next line without its end; nil at the end of input.
    var readLine: () -> String?
    /// The answer of the command.
    var write: (String) -> Void
    /// Everything said to the person besides the answer.
    var say: (String) -> Void
    /// A person is there to answer.
    var isInteractive: Bool
    /// The person sees colors.
    var isColored: Bool

    /// Standard input, output and error; colors only on a terminal and without `NO_COLOR`.
    static var standard: Terminal {
        Terminal(
            readLine: { Swift.readLine(strippingNewline: true) },
            write: { FileHandle.standardOutput.write(Data($0.utf8)) },
            say: { FileHandle.standardError.write(Data($0.utf8)) },
            isInteractive: isatty(0) == 1 && isatty(2) == 1,
            isColored: isatty(1) == 1 && isatty(2) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
    }

    enum Style: String {
        case bold = "1", dim = "2", red = "31", green = "32", yellow = "33"
    }

    func styled(_ text: String, _ style: Style) -> String {
        isColored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension String {
    /// Control characters and those that turn the reading direction are shown, not obeyed: a record's text never drives the terminal.
    var shown: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
                    let hides =
                        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
                        || (0x2066...0x2069).contains(scalar.value)
                    return hides ? Array("\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars) : [scalar]
                }))
    }

    /// The same for text of our own that may have several lines.
    var shownLines: String { split(separator: "\n", omittingEmptySubsequences: false).map { String($0).shown }.joined(separator: "\n") }
}
