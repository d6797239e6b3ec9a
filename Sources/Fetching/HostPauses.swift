/// When each host may be asked again. Shared by all sources, since several may live on one host.
public actor HostPauses {
    private var freeAt: [String: Duration] = [:]

    public init() {}

    /// Takes the host's next turn.
    ///
    /// - Parameter pause: what the next request to the host must wait after this one.
    /// - Returns: how long the caller waits before its request.
    func takeTurn(at host: String, now: Duration, pause: Duration) -> Duration {
        let turn = max(freeAt[host] ?? now, now)
        freeAt[host] = turn + pause
        return turn - now
    }

    /// The host is left alone until then; called when an answer is complete, or when the host asks for time.
    func rest(_ host: String, until moment: Duration) {
        freeAt[host] = max(freeAt[host] ?? moment, moment)
    }
}
