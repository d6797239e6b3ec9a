/// Replies by address, each made at one state of the register. What was made at another is kept while there is room: it is what can be
/// served when the database is away.
actor PageCache {
    private struct Kept {
        let reply: Reply
        let state: String
    }

    private var replies: [String: Kept] = [:]
    private var bytes = 0
    private let mostBytes: Int

    /// Who waits for a reply that is being made, by state and address.
    private var waiting: [String: [CheckedContinuation<Reply?, Never>]] = [:]

    init(mostBytes: Int = 64 << 20) { self.mostBytes = mostBytes }

    /// The reply made for this address at this state of the register, else a new one. Of many who ask at once, one makes it.
    func reply(to address: String, at state: String, make: @Sendable () async throws -> Reply) async throws -> Reply {
        let key = state + "\n" + address
        while true {
            if let known = replies[address], known.state == state { return known.reply }
            guard waiting[key] != nil else { break }
            if let reply = await withCheckedContinuation({ waiting[key]?.append($0) }) { return reply }
        }
        waiting[key] = []
        do {
            let reply = try await make()
            keep(reply, for: address, at: state)
            hand(reply, to: key)
            return reply
        } catch {
            hand(nil, to: key)
            throw error
        }
    }

    var isEmpty: Bool { replies.isEmpty }
    /// Bytes of all bodies kept.
    var size: Int { bytes }

    /// The last reply made for this address, at whatever state; nil where there is none.
    func newest(for address: String) -> Reply? { replies[address]?.reply }

    /// nil: it could not be made; the next who waits tries.
    private func hand(_ reply: Reply?, to key: String) {
        for waiter in waiting.removeValue(forKey: key) ?? [] { waiter.resume(returning: reply) }
    }

    /// Where there is no room, what was made at other states goes first, then all.
    private func keep(_ reply: Reply, for address: String, at state: String) {
        guard reply.size <= mostBytes else { return }
        bytes -= replies.removeValue(forKey: address).map(\.reply.size) ?? 0
        if bytes + reply.size > mostBytes {
            replies = replies.filter { $0.value.state == state }
            bytes = replies.values.reduce(0) { $0 + $1.reply.size }
        }
        if bytes + reply.size > mostBytes { (replies, bytes) = ([:], 0) }
        replies[address] = Kept(reply: reply, state: state)
        bytes += reply.size
    }
}
