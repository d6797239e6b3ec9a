import Postgres
public import Register
internal import Synchronization

extension Reporter {
    /// Writes the answer to one query in this form, at one moment, in one transaction: no more than a piece of it is ever in memory.
    ///
    /// The connection is held for as long as the database and `take` need, never for a reader.
    ///
    /// - Parameter take: given pieces of some 64 kB, in order, on the connection's own queue; when it throws, the question is given up.
    public func write(_ query: ReportQuery, _ asOf: AsOf, as form: SummaryForm, to take: @escaping @Sendable ([UInt8]) throws -> Void)
        async throws -> SummaryHead
    {
        let catalog = catalog
        let pieces = Pieces(take)
        return try await answering(query.report, from: filePool) { connection in
            // A broken connection is replaced and asked again: what was taken cannot be taken back.
            guard !pieces.areTaken else { throw PostgresError.disconnected(text: "it broke while rows were read") }
            let reports = try catalog.reports(connection)
            let position = try Self.enter(asOf, connection)
            guard let report = reports.first(where: { $0.name == query.report }) else {
                throw ReportingError.unknownReport(name: query.report, known: reports.map(\.name))
            }
            var writer = SummaryWriter(form, of: report, asOfPosition: position)
            var bytes: [UInt8] = []
            writer.open(to: &bytes)
            let total = try QueryStatement(query, of: report).eachRow(connection) { values in
                writer.write(values, to: &bytes)
                if bytes.count >= Pieces.size {
                    try pieces.hand(bytes)
                    bytes.removeAll(keepingCapacity: true)
                }
            }
            writer.close(total: total, to: &bytes)
            try pieces.hand(bytes)
            return SummaryHead(report: report, asOfPosition: position, total: total)
        }
    }
}

/// What was handed on of an answer.
private final class Pieces: Sendable {
    static let size = 64 << 10
    private let take: @Sendable ([UInt8]) throws -> Void
    private let taken = Mutex(false)

    init(_ take: @escaping @Sendable ([UInt8]) throws -> Void) { self.take = take }

    var areTaken: Bool { taken.withLock { $0 } }

    func hand(_ bytes: [UInt8]) throws {
        taken.withLock { $0 = true }
        try take(bytes)
    }
}
