import Recording

/// Lends connections to the ledger, a few at a time: who waits for one holds up no host.
struct LedgerDesk: Sendable {
    private let conninfo: String?
    private let drawer: Drawer

    /// - Parameter most: connections at once; each is opened when it is first needed, and used again.
    init(conninfo: String?, most: Int = 4) {
        self.conninfo = conninfo
        drawer = Drawer(free: most)
    }

    func lend<Result: Sendable>(_ body: @Sendable (Ledger) async throws -> Result) async throws -> Result {
        let kept = await drawer.take()
        do {
            let ledger: Ledger
            if let kept { ledger = kept } else { ledger = try await Ledger.open(conninfo, role: .importer) }
            let result = try await body(ledger)
            await drawer.giveBack(ledger)
            return result
        } catch {
            // The connection may be what failed; the next borrower gets a new one.
            await drawer.giveBack(nil)
            throw error
        }
    }
}

private actor Drawer {
    private var free: Int
    private var ledgers: [Ledger] = []
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(free: Int) {
        self.free = free
    }

    /// Waits for a turn; nil where a connection is still to be opened.
    func take() async -> Ledger? {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        return ledgers.popLast()
    }

    func giveBack(_ ledger: Ledger?) {
        if let ledger { ledgers.append(ledger) }
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
