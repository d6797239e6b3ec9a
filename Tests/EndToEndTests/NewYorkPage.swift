import Foundation

/// A page of New York's shape, made row by row, so that a test can change one thing.
struct NewYorkPage {
    struct Row {
        var employer: String
        var workers: String
        // Near today, for a page whose newest notice is old stops its source.
        var notice = day(-9)
        var effective = day(81)
        var posted = day(-5)
        var address = "12 Main Street  Albany, NY, 12207"
        var county = "Albany"
        var reason = "Economic"
    }

    var columns = [
        "Business Legal Name", "Date Layoff/Closure Starts", "Date of WARN Notice ", "Date Posted  ", "Impacted Site Address",
        "Impacted Site County", "Layoff or Closure?", "Permanent or Temporary Layoff?", "Reason for Layoff/Closure   ", "Index",
        "Number of Affected Workers  ", "Number of Affected Workers ",
    ]
    var rows: [Row]

    /// Eleven notices; one with New York's own answer that AI is a reason, one employer whose name is a trap.
    static let ordinary = NewYorkPage(
        rows: (1...9).map { Row(employer: "Ordinary Works \($0) LLC", workers: String(20 + $0)) } + [
            Row(employer: "Coffee Counter LLC", workers: "46", reason: "Relocation of Business, Artificial Intelligence"),
            Row(employer: "Argo AI, LLC", workers: "64"),
        ])

    var text: String {
        let lines = rows.enumerated().map { index, row in
            [
                row.employer, row.effective, row.notice, row.posted, row.address, row.county, "Layoff", "Permanent", row.reason,
                String(index + 1), row.workers, row.workers,
            ].map(Self.quoted).joined(separator: ",")
        }
        return ([columns.map(Self.quoted).joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    }

    func with(_ change: (inout NewYorkPage) -> Void) -> NewYorkPage {
        var page = self
        change(&page)
        return page
    }

    /// A day this many days from today, of the current year so that it is within the page's window.
    static func day(_ offset: Int) -> String {
        Date(timeIntervalSinceNow: Double(offset) * 86_400).formatted(.iso8601.year().month().day())
    }

    private static func quoted(_ cell: String) -> String { cell.contains(",") ? "\"\(cell)\"" : cell }
}
