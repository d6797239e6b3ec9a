internal import Synchronization

/// What the daemon counts about itself, in Prometheus' text form.
final class Counters: Sendable {
    private struct Key: Hashable {
        let route: String
        let status: Int
    }

    private struct Tally {
        var requests = 0
        var seconds = 0.0
    }

    private let tallies = Mutex<[Key: Tally]>([:])
    private let reports = Mutex<[String: Tally]>([:])
    private let stale = Mutex(0)
    private let limited = Mutex(0)

    /// A question was answered: by the first report it asks, and how many with it.
    func record(reports names: [String], seconds: Double) {
        guard let first = names.first else { return }
        let name = names.count == 1 ? first : "\(first) and \(names.count - 1) more"
        reports.withLock {
            $0[name, default: Tally()].requests += 1
            $0[name, default: Tally()].seconds += seconds
        }
    }

    /// A page was served as it was before the database went away.
    func recordStale() { stale.withLock { $0 += 1 } }

    /// A client was told to wait.
    func recordLimited() { limited.withLock { $0 += 1 } }

    /// Seconds spent on reports, pages served stale, and requests refused to one client.
    var reportLines: [String] {
        let known = reports.withLock { $0 }.sorted { $0.key < $1.key }
        return ["# HELP warn_report_questions_total Questions answered by the database.", "# TYPE warn_report_questions_total counter"]
            + known.map { "warn_report_questions_total{reports=\"\($0.key)\"} \($0.value.requests)" }
            + ["# HELP warn_report_seconds_total Seconds until they were answered.", "# TYPE warn_report_seconds_total counter"]
            + known.map { "warn_report_seconds_total{reports=\"\($0.key)\"} \($0.value.seconds)" }
            + [
                "# HELP warn_stale_answers_total Answers from before the database went away.", "# TYPE warn_stale_answers_total counter",
                "warn_stale_answers_total \(stale.withLock { $0 })",
                "# HELP warn_limited_requests_total Requests refused to clients that asked too much.",
                "# TYPE warn_limited_requests_total counter",
                "warn_limited_requests_total \(limited.withLock { $0 })",
            ]
    }

    func record(route: String, status: Int, seconds: Double) {
        tallies.withLock {
            $0[Key(route: route, status: status), default: Tally()].requests += 1
            $0[Key(route: route, status: status), default: Tally()].seconds += seconds
        }
    }

    /// Requests and seconds by route and status, in a fixed order.
    var lines: [String] {
        let known = tallies.withLock { $0 }.sorted { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }
        func line(_ name: String, _ key: Key, _ value: String) -> String {
            "\(name){route=\"\(key.route)\",status=\"\(key.status)\"} \(value)"
        }
        return ["# HELP warn_http_requests_total Requests answered.", "# TYPE warn_http_requests_total counter"]
            + known.map { line("warn_http_requests_total", $0.key, String($0.value.requests)) }
            + [
                "# HELP warn_http_request_seconds_total Seconds spent on them, to the first byte.",
                "# TYPE warn_http_request_seconds_total counter",
            ]
            + known.map { line("warn_http_request_seconds_total", $0.key, String($0.value.seconds)) }
    }
}
