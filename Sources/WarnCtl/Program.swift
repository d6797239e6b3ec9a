import ArgumentParser
import Catalog
import Foundation
import Recording
import Register

/// How every command ends: errors in words on standard error, and the exit code that goes with them.
enum Program {
    /// The file or the ledger is not what it should be.
    static let badInput = ExitCode(1)
    /// The machine, the database or the installation failed.
    static let systemFailure = ExitCode(3)

    static func run(_ terminal: Terminal = .standard, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let code as ExitCode {
            throw code
        } catch let error as any RegisterError {
            terminal.say(terminal.styled(error.code, .red) + " " + error.message.shownLines + "\n" + error.hint.shownLines + "\n")
            throw systemCodes.contains(error.code) ? systemFailure : badInput
        } catch {
            terminal.say(String(describing: error).shownLines + "\n")
            throw systemFailure
        }
    }

    /// Errors that no change of the input mends: the connection, the schema's files, the home folder, the reference tables.
    private static let systemCodes: Set<String> = [
        "REC-01", "REC-02", "REC-03", "REC-04", "REC-05", "REC-06", "REC-07", "CAT-01", "CAT-12", "CTL-03",
    ]
}

extension Moment {
    /// The clock, read once per command.
    static func now() -> Moment? { Moment(seconds: Date().timeIntervalSince1970) }

    /// A moment typed on the command line; now without one.
    static func given(_ text: String?) throws -> Moment {
        guard let text else {
            guard let now = now() else { throw CommandError.canceled }
            return now
        }
        guard let moment = Moment(text) else { throw CommandError.notAMoment(text: text) }
        return moment
    }

    /// `2026-09-01T09:00:00Z`; parts of a second are left out.
    var text: String {
        let clock = Int(seconds.rounded(.down)) - day.daysSinceEpoch * 86_400
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(day)T\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60))Z"
    }
}
