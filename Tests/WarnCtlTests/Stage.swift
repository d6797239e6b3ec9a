import Catalog
import Foundation
import Register
import Testing

@testable import WarnCtl

/// What a person types and what a command says and writes, without a terminal.
final class Stage {
    private var lines: [String]
    private(set) var said = ""
    private(set) var written = ""

    init(_ lines: [String] = []) { self.lines = lines }

    func terminal(isInteractive: Bool = true) -> Terminal {
        Terminal(
            readLine: { self.lines.isEmpty ? nil : self.lines.removeFirst() }, write: { self.written += $0 }, say: { self.said += $0 },
            isInteractive: isInteractive, isColored: false)
    }

    var unread: [String] { lines }
}

/// The project's own folder and tables.
enum Project {
    static let home = Home(
        path: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path)

    static func context(_ today: String = "2026-09-01") throws -> FilingContext {
        FilingContext(law: try ReferenceTables.law(home), receivedAt: try #require(Moment(today + "T12:00:00Z")))
    }

    /// An invented notice that is accepted without a warning.
    static let notice = """
        employer: {legal_name: "Meridian Mills, Inc.", entity_class: other_private, us_employee_count: 1200, count_basis: excluding_part_time,
          fein: 741234567, naics_code: 311812, naics_vintage: 2022}
        event:
          type: mass_layoff
          entire_facility_closing: false
          permanence: permanent
          notice_date: 2026-09-01
          notice_date_kind: notice_letter
          first_separation_date: 2026-10-31
          workers: 200
          is_conditional: false
          bumping_rights: no
          reduced_notice_basis: none
          stated_reason_text: Loss of a supply contract.
        sites:
          - {street: 1 Mill Road, city: Waco, state: TX, zip: 76701, employees_before: 450, workers: 200}
        certification: {signer_name: Ana Ortiz, signer_title: President, signer_capacity: officer, certified_at: "2026-09-01T09:00:00Z",
          contact_name: Ana Ortiz, contact_phone: "+12545550142", contact_email: ana@example.com}
        """

    /// Where the tests of this process put their files; removed when it ends.
    static let folder: URL = {
        atexit { try? FileManager.default.removeItem(at: Project.folder) }
        return FileManager.default.temporaryDirectory.appendingPathComponent("warnctl-tests-\(ProcessInfo.processInfo.processIdentifier)")
    }()

    /// A file of this text in a folder of its own.
    static func file(_ text: String, name: String = "notice.yaml") throws -> String {
        let folder = Self.folder.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        return folder.appendingPathComponent(name).path
    }
}
