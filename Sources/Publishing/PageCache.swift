/// Replies by address, each made at one state of the register. What was made at another is kept while there is room: it is what can be
/// served when the database is away.
actor PageCache {
    private struct Kept {
        let reply: Reply
        let state: String
    }

    private var replies: [String: Kept] = [:]
    private var bytes = 0
    private var fileBytes = 0
    private let mostBytes: Int
    /// Of replies that lie on disk.
    private let mostFileBytes: Int

    /// Who waits for a reply that is being made, by state and address.
    private var waiting: [String: [CheckedContinuation<Reply?, Never>]] = [:]

    init(mostBytes: Int = 64 << 20, mostFileBytes: Int = 1 << 30) {
        self.mostBytes = mostBytes
        self.mostFileBytes = mostFileBytes
    }

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
    /// Bytes of all bodies kept in memory.
    var size: Int { bytes }
    /// Bytes of all bodies kept on disk.
    var fileSize: Int { fileBytes }

    /// The last reply made for this address, at whatever state; nil where there is none.
    func newest(for address: String) -> Reply? { replies[address]?.reply }

    /// nil: it could not be made; the next who waits tries.
    private func hand(_ reply: Reply?, to key: String) {
        for waiter in waiting.removeValue(forKey: key) ?? [] { waiter.resume(returning: reply) }
    }

    /// Where there is no room, what was made at other states goes first, then all; of files and of the rest each by itself.
    private func keep(_ reply: Reply, for address: String, at state: String) {
        let most = reply.isFile ? mostFileBytes : mostBytes
        guard reply.size <= most else { return }
        if let known = replies.removeValue(forKey: address) { add(known.reply, -1) }
        if kept(reply.isFile) + reply.size > most { drop { $1.reply.isFile == reply.isFile && $1.state != state } }
        if kept(reply.isFile) + reply.size > most { drop { $1.reply.isFile == reply.isFile } }
        replies[address] = Kept(reply: reply, state: state)
        add(reply, 1)
    }

    private func drop(_ isGone: (String, Kept) -> Bool) {
        for (address, kept) in replies where isGone(address, kept) {
            replies[address] = nil
            add(kept.reply, -1)
        }
    }

    private func kept(_ areFiles: Bool) -> Int { areFiles ? fileBytes : bytes }

    private func add(_ reply: Reply, _ sign: Int) {
        if reply.isFile { fileBytes += sign * reply.size } else { bytes += sign * reply.size }
    }
}
