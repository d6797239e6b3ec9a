/// Replies made at one state of the register. When the register moves on they are all dropped.
actor PageCache {
    private var state = ""
    private var replies: [String: Reply] = [:]
    private var bytes = 0
    private let mostBytes = 64 << 20

    /// The reply made for this address at this state of the register, else a new one.
    func reply(to address: String, at state: String, make: @Sendable () async throws -> Reply) async throws -> Reply {
        if state == self.state, let known = replies[address] { return known }
        let reply = try await make()
        keep(reply, for: address, at: state)
        return reply
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
