internal import FoundationEssentials
import Postgres
public import Register

extension Reporter {
    /// What the ledger announces from now on, until the reading task is cancelled; throws when the connection breaks.
    ///
    /// Returns once listening is in force: whatever is committed afterwards is heard. A payload that is none of ours is left out.
    public func announcements() async throws -> some AsyncSequence<Announcement, any Error> & Sendable {
        do {
            return try await Listener.notifications(conninfo, channel: "warn_register").compactMap { notification in
                try? JSONDecoder().decode(Announcement.self, from: Data(notification.payload.utf8))
            }
        } catch let error as PostgresError {
            throw ReportingError.databaseAway(text: error.description)
        }
    }
}
