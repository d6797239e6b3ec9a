import Hummingbird
import Register

extension Publisher {
    /// 200 while the database answers and its announcements arrive, else 503 and which of the two is away.
    func health(_ request: Request, _ context: ReaderContext) async throws -> Response {
        var members: [String: JSONValue] = ["listening": .bool(feed.isConnected), "listeners": .integer(feed.listenerCount)]
        do {
            members["as_of_position"] = .integer(try await pulse().position)
            members["database"] = .string("answers")
        } catch let error as any RegisterError {
            members["database"] = .string("away")
            members["code"] = .string(error.code)
            members["hint"] = .string(error.hint)
        }
        let isWell = members["database"] == .string("answers") && feed.isConnected
        members["status"] = .string(isWell ? "ok" : "degraded")
        return Response(
            status: isWell ? .ok : .serviceUnavailable, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: JSONValue.object(members).canonicalText + "\n")))
    }

    /// 200 while it can answer at all, from the database or with what it made before: what a balancer asks. 503 once it is to stop.
    func ready(_ request: Request, _ context: ReaderContext) async throws -> Response {
        let isDraining = standing.isDraining
        let answers = (try? await pulse()) != nil
        let hasPages = await !cache.isEmpty
        let members: [String: JSONValue] = [
            "database": .string(answers ? "answers" : "away"), "stale": .bool(!answers && hasPages), "draining": .bool(isDraining),
        ]
        return Response(
            status: !isDraining && (answers || hasPages) ? .ok : .serviceUnavailable,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: JSONValue.object(members).canonicalText + "\n")))
    }

    /// Prometheus text: the daemon's own counters, and what its sources are doing.
    func metrics(_ request: Request, _ context: ReaderContext) async throws -> Response {
        var lines =
            counters.lines + counters.reportLines + [
                "# HELP warn_feed_listeners Connections on the feed now.", "# TYPE warn_feed_listeners gauge",
                "warn_feed_listeners \(feed.listenerCount)",
                "# HELP warn_feed_announcements_total Announcements of the ledger fanned out.",
                "# TYPE warn_feed_announcements_total counter",
                "warn_feed_announcements_total \(feed.announcementCount)",
            ]
        let answers = try? await sources.summaries([ReportQuery("pulse"), ReportQuery("freshness")], .newest)
        lines += [
            "# HELP warn_database_up 1 while the database answers.", "# TYPE warn_database_up gauge",
            "warn_database_up \(answers == nil ? 0 : 1)",
        ]
        if let answers, answers.count == 2 {
            lines += [
                "# HELP warn_log_position Newest position of the log.", "# TYPE warn_log_position gauge",
                "warn_log_position \(answers[0].asOfPosition)",
            ]
            lines += sourceLines(answers[1])
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: lines.joined(separator: "\n") + "\n")))
    }

    private func sourceLines(_ freshness: Summary) -> [String] {
        func gauge(_ name: String, _ help: String, _ value: (Summary.Row) -> Int?) -> [String] {
            ["# HELP \(name) \(help)", "# TYPE \(name) gauge"]
                + freshness.rows.compactMap { row in
                    guard let source = row.text("source_id"), let value = value(row) else { return nil }
                    return "\(name){source=\"\(source)\"} \(value)"
                }
        }
        return gauge("warn_source_stopped", "1 while a source's last run stopped.") { $0.text("standing") == "stopped" ? 1 : 0 }
            + gauge("warn_source_rows", "Rows of the source's last accepted run.") { $0.integer("rows") }
            + gauge("warn_source_rejected", "Rows of it that could not be read.") { $0.integer("rejected") }
            + gauge("warn_source_success_seconds", "When the source was last read, in seconds since 1970.") {
                $0.integer("last_success_epoch")
            }
    }
}
