internal import Postgres
public import Register

/// Why the ledger did not record, or could not be asked.
public enum RecordingError: RegisterError, Equatable {
    /// No connection; libpq's words.
    case unreachable(target: String, text: String)
    /// The database refused a statement; its own words.
    case refused(state: String, message: String, detail: String?, hint: String?)
    /// The database has no schema of the register.
    case notMigrated
    /// The database's schema is newer than this program's files.
    case newerSchema(number: Int, name: String)
    /// A file of Schema that cannot be read or is misnamed.
    case unreadableFile(path: String, text: String)
    /// A landed migration was edited.
    case changedMigration(name: String)
    /// A file of Schema that the database refused.
    case failedFile(name: String, text: String)

    /// The page has at most half of the rows it should have.
    case shrunk(source: SourceID, run: Int, what: String, now: Int, before: Int)
    /// The page had rows, and now has none.
    case emptied(source: SourceID, run: Int, before: Int)
    /// More or fewer rows than the manifest expects.
    case unexpected(source: SourceID, run: Int, rows: Int, least: Int?, most: Int?)
    /// The newest notice is older than the manifest expects.
    case outdated(source: SourceID, run: Int, newest: CalendarDate?, days: Int)
    /// Columns or values are unlike those of the last accepted page.
    case drifted(source: SourceID, run: Int, changes: [PageChange])
    /// The page was served before, and another one since.
    case oldPage(source: SourceID, run: Int, of: Int, on: String)
    /// Most of the lines that were listed are gone or say something else.
    case turnedOver(source: SourceID, run: Int, lines: Int, changed: Int)
    /// A run that cannot be accepted.
    case notAcceptable(run: Int)

    /// The amended filing is no longer the head of its chain.
    case staleHead(amended: String, head: String)
    /// No employer's filing of that number, or a form that does not fit.
    case notFiled(text: String)
    /// The disclosure was withdrawn.
    case withdrawn(accessionNumber: String)
    /// An amendment that changes nothing.
    case unchanged(accessionNumber: String)
    /// No filing or disclosure of that number.
    case notFound(String)
    /// Something else entered since the rules were asked: they have to be asked again.
    case overtaken(state: String, text: String)
    /// No filer, key or hold of that name.
    case unknown(text: String)
    /// A payload that the inbox does not take.
    case tooLarge(bytes: Int)
    /// No checkpoint was made since a filing entered the log.
    case notCovered(accessionNumber: String)
    /// A checkpoint that does not fit the log, or the last one.
    case unfitCheckpoint(text: String)
    /// A takedown of what is not there, or not any more.
    case nothingToErase(text: String)
    /// A login has as many submissions waiting as may.
    case inboxFull(text: String)

    public var code: String {
        switch self {
        case .unreachable: "REC-01"
        case .refused: "REC-02"
        case .notMigrated: "REC-03"
        case .newerSchema: "REC-04"
        case .unreadableFile: "REC-05"
        case .changedMigration: "REC-06"
        case .failedFile: "REC-07"
        case .shrunk: "REC-11"
        case .emptied: "REC-12"
        case .unexpected: "REC-13"
        case .outdated: "REC-14"
        case .notAcceptable: "REC-15"
        case .drifted: "REC-16"
        case .oldPage: "REC-17"
        case .turnedOver: "REC-18"
        case .staleHead: "REC-21"
        case .notFiled: "REC-22"
        case .withdrawn: "REC-23"
        case .unchanged: "REC-24"
        case .notFound: "REC-25"
        case .overtaken: "REC-26"
        case .unknown: "REC-27"
        case .tooLarge: "REC-28"
        case .notCovered: "REC-31"
        case .unfitCheckpoint: "REC-32"
        case .nothingToErase: "REC-33"
        case .inboxFull: "REC-34"
        }
    }
}

extension RecordingError {
    public var message: String {
        switch self {
        case .unreachable(let target, let text): "The database (\(target)) cannot be reached: \(text)"
        case .refused(let state, let message, let detail, _):
            "The database refused: \(message) [\(state)]" + (detail.map { "; \($0)" } ?? "")
        case .notMigrated: "The database has no register in it."
        case .newerSchema(let number, let name): "The database has migration \(number) (\(name)), which this program does not know."
        case .unreadableFile(let path, let text): "\(path): \(text)"
        case .changedMigration(let name): "\(name) was changed after it was applied to this database."
        case .failedFile(let name, let text): "\(name): \(text)"
        case .shrunk(let source, _, let what, let now, let before): "\(source): the page has \(now) \(what); last time it had \(before)."
        case .emptied(let source, _, let before): "\(source): the page has no rows; last time it had \(before)."
        case .unexpected(let source, _, let rows, let least, let most):
            "\(source): the page has \(rows) rows; expected are \(least.map(String.init) ?? "0") to \(most.map(String.init) ?? "any number")."
        case .outdated(let source, _, let newest, let days):
            "\(source): the newest notice is of \(newest.map(\.description) ?? "no date"); expected is one of the last \(days) days."
        case .drifted(let source, _, let changes):
            "\(source): the page is unlike the last one: \(changes.prefix(6).map(\.description).joined(separator: "; "))."
        case .oldPage(let source, _, let older, let day): "\(source): the state serves an old page again: that of run \(older), \(day)."
        case .turnedOver(let source, _, let lines, let changed):
            "\(source): of \(lines) lines that were listed, \(changed) are gone or say something else."
        case .notAcceptable(let run): "Run \(run) did not stop at the acceptance gate."
        case .staleHead(let amended, let head): "Filing \(amended) is no longer the head of its chain: \(head) is."
        case .notFiled(let text): text.prefix(1).uppercased() + text.dropFirst() + "."
        case .withdrawn(let number): "Filing \(number) withdrew its disclosure."
        case .unchanged(let number): "The amendment of \(number) changes nothing."
        case .notFound(let number): "There is no filing or disclosure \(number)."
        case .notCovered(let number): "No checkpoint covers filing \(number) yet."
        case .overtaken(_, let text), .unknown(let text), .unfitCheckpoint(let text), .nothingToErase(let text), .inboxFull(let text):
            text.prefix(1).uppercased() + text.dropFirst() + "."
        case .tooLarge(let bytes): "The payload has \(bytes) bytes; the inbox takes 1,048,576."
        }
    }

    public var hint: String {
        switch self {
        case .unreachable: "Start the server, or set DATABASE_URL or PGHOST, PGUSER and PGDATABASE."
        case .refused(let state, _, _, let hint):
            hint
                ?? (state == "42501"
                    ? "This role may not do that: the ledger is append-only, and programs write through its functions."
                    : "See the server's log.")
        case .notMigrated: "Run: warnctl migrate"
        case .newerSchema: "Use the program that belongs to this database, or a newer one."
        case .unreadableFile: "Name the folder that has Schema with --home or WARN_HOME."
        case .changedMigration: "Restore the file, and put the change into the next number."
        case .failedFile: "Mend the file; nothing of it was applied."
        case .shrunk(let source, let run, _, _, _), .emptied(let source, let run, _), .unexpected(let source, let run, _, _, _),
            .outdated(let source, let run, _, _), .oldPage(let source, let run, _, _), .turnedOver(let source, let run, _, _):
            "Nothing was recorded; the bytes are kept with \(Self.named(run)). Look at the page. If it is right, accept \(Self.named(run)) of \(source) and run again; else mend Importers."
        case .drifted(let source, let run, _):
            "Nothing was recorded; the bytes are kept with \(Self.named(run)). `warn-import explain \(source)` shows what changed. If the page is right, accept \(Self.named(run)) of \(source) and run again; else mend Importers."
        case .notAcceptable:
            "Only a page that was read whole and found too small, too unlike the last, or outside what its manifest expects, can be accepted."
        case .staleHead(_, let head): "Look at \(head), and amend that."
        case .notFiled: "Look the number up with: warnctl history"
        case .withdrawn: "A withdrawn disclosure is opened again by an amendment with the reason reinstated."
        case .unchanged: "Change a field, or withdraw the filing."
        case .overtaken: "Ask the rules again: another entry came first."
        case .unknown: "Look the name up with: warnctl key list, or warnctl holds"
        case .tooLarge: "Shorten the text: FIL-803."
        case .notCovered: "Make one first: warnctl checkpoint --key FILE"
        case .nothingToErase: "`warnctl show` names a filing's private parts, report.snapshots the pages and documents."
        case .inboxFull: "Hand in again when the desk has decided some: at most 1,000 submissions and 64 MiB of one login wait at once."
        case .unfitCheckpoint: "Nothing was signed. Name what does not fit with: warnctl verify"
        case .notFound: "Give an accession number such as 0000000007-26-000012, or a disclosure's identity."
        }
    }

    /// The run as a stored hint names it: its own number is not known before it is stored.
    private static func named(_ run: Int) -> String { run == 0 ? "this run" : "run \(run)" }

    /// The same in the ledger's words.
    init(_ error: PostgresError) {
        switch error {
        case .unreachable(let target, let text): self = .unreachable(target: target, text: text)
        case .disconnected(let text): self = .unreachable(target: "connection", text: text)
        case .unreadable: self = .refused(state: "22000", message: error.description, detail: nil, hint: nil)
        case .refused("WR104", let message, _, _): self = .notFiled(text: message)
        case .refused("WR105", _, let detail?, _): self = .staleHead(amended: "", head: detail)
        case .refused("WR107", let message, _, _):
            self = .withdrawn(accessionNumber: message.split(separator: " ").dropFirst().first.map(String.init) ?? "")
        case .refused(let state, let message, _, _) where ["WR111", "WR603", "WR700", "WR704", "WR705", "WR706"].contains(state):
            self = .overtaken(state: state, text: message)
        case .refused(let state, let message, _, _) where ["WR201", "WR202", "WR701"].contains(state): self = .unknown(text: message)
        case .refused("WR901", let message, _, _): self = .nothingToErase(text: message)
        case .refused("WR710", let message, _, _): self = .inboxFull(text: message)
        case .refused("WR801", let message, _, _): self = .unfitCheckpoint(text: message)
        case .refused("23514", _, _, _) where error.description.contains("inbox_payload_size"):
            self = .tooLarge(bytes: Submission.mostBytes + 1)
        case .refused("3F000", _, _, _), .refused("42P01", _, _, _), .refused("42883", _, _, _): self = .notMigrated
        case .refused(let state, let message, let detail, let hint):
            self = .refused(state: state, message: message, detail: detail, hint: hint)
        }
    }
}
