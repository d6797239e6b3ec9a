/// Replies made at one state of the register. When the register moves on they are all dropped.
actor PageCache {
    private var state = ""
    private var replies: [String: Reply] = [:]
    private var bytes = 0
    private let mostBytes = 64 << 20

    /// Who waits for a reply that is being made, by state and address.
    private var waiting: [String: [CheckedContinuation<Reply?, Never>]] = [:]

    /// The reply made for this address at this state of the register, else a new one. Of many who ask at once, one makes it.
    func reply(to address: String, at state: String, make: @Sendable () async throws -> Reply) async throws -> Reply {
        let key = state + "\n" + address
        while true {
            if state == self.state, let known = replies[address] { return known }
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

    /// The last reply made for this address, at whatever state; nil where there is none.
    func newest(for address: String) -> Reply? { replies[address] }

    /// nil: it could not be made; the next who waits tries.
    private func hand(_ reply: Reply?, to key: String) {
        for waiter in waiting.removeValue(forKey: key) ?? [] { waiter.resume(returning: reply) }
    }

    private func keep(_ reply: Reply, for address: String, at state: String) {
        if state != self.state || bytes + reply.size > mostBytes {
            replies = [:]
            bytes = 0
            self.state = state
        }
        guard reply.size <= mostBytes, replies.updateValue(reply, forKey: address) == nil else { return }
        bytes += reply.size
    }
}
