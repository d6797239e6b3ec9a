internal import Register

/// What a page is like as a whole, so that it can be compared with the last accepted one.
struct PageProfile: Sendable, Equatable {
    /// Two dates of a notice that come in one order on an honest page: of `rows` that have both, `reversed` have the first later.
    struct Order: Sendable, Equatable {
        var rows: Int
        var reversed: Int

        var share: Double { rows == 0 ? 0 : Double(reversed) / Double(rows) }
    }

    var columns: [ColumnFill]
    var newest: CalendarDate?
    var eventTypes: [String: Int]
    var orders: [String: Order]
    var content: Digest

    init(columns: [ColumnFill], newest: CalendarDate?, eventTypes: [String: Int], orders: [String: Order], content: Digest) {
        self.columns = columns
        self.newest = newest
        self.eventTypes = eventTypes
        self.orders = orders
        self.content = content
    }

    /// - Parameter today: a notice dated later is a slip of the pen, and says nothing about how new the page is.
    init(_ batch: ImportBatch, _ observations: [Observation], today: CalendarDate) {
        var (orders, types) = ([String: Order](), [String: Int]())
        var newest: CalendarDate?
        for notice in batch.notices.lazy.map(\.notice) {
            if let type = notice.eventType { types[type.rawValue, default: 0] += 1 }
            if let day = notice.windowDay, day <= today { newest = newest.map { max($0, day) } ?? day }
            for pair in Self.pairs {
                guard let first = pair.first(notice), let second = pair.second(notice), first != second else { continue }
                orders[pair.name, default: Order(rows: 0, reversed: 0)].rows += 1
                if first > second { orders[pair.name]?.reversed += 1 }
            }
        }
        self.init(columns: batch.columns, newest: newest, eventTypes: types, orders: orders, content: Self.digest(of: observations))
    }

    /// Sums instead of a sorted list, so that the rows' order does not count and a long page costs nothing.
    private static func digest(of observations: [Observation]) -> Digest {
        var sums = [UInt64](repeating: 0, count: 4)
        for observation in observations {
            observation.contentDigest.withBytes { bytes in
                for place in 0..<4 { sums[place] &+= UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)) }
            }
        }
        sums.append(UInt64(observations.count))
        return Digest(of: sums.flatMap { sum in (0..<8).map { UInt8(truncatingIfNeeded: sum >> UInt64($0 * 8)) } })
    }

    private struct Pair: Sendable {
        let name: String
        let first: @Sendable (Notice) -> CalendarDate?
        let second: @Sendable (Notice) -> CalendarDate?
    }

    private static let pairs = [
        Pair(name: "notice_date>effective_start", first: { $0.noticeDate }, second: { $0.effective?.start }),
        Pair(name: "received_date>effective_start", first: { $0.receivedDate }, second: { $0.effective?.start }),
        Pair(name: "posted_date>effective_start", first: { $0.postedDate }, second: { $0.effective?.start }),
        Pair(name: "notice_date>received_date", first: { $0.noticeDate }, second: { $0.receivedDate }),
        Pair(name: "notice_date>posted_date", first: { $0.noticeDate }, second: { $0.postedDate }),
        Pair(name: "received_date>posted_date", first: { $0.receivedDate }, second: { $0.postedDate }),
    ]
}
