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
