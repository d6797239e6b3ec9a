/// What a run knows of each host, shared by all its sources: what robots.txt says, and how much may still be asked.
actor Hosts {
    private var requests: [String: Int] = [:]
    private var retries: [String: Int] = [:]
    private var robots: [String: Robots] = [:]
    /// Who waits for a robots.txt that another source is asking for; a host is there while it is being asked.
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    /// - Returns: false where the host has been asked `most` times already.
    func takeRequest(at host: String, most: Int) -> Bool {
        requests[host, default: 0] += 1
        return requests[host, default: 0] <= most
    }

    /// - Returns: false where `most` attempts at the host were repeated already.
    func takeRetry(at host: String, most: Int) -> Bool {
        guard retries[host, default: 0] < most else { return false }
        retries[host, default: 0] += 1
        return true
    }

    typealias Answer = Result<Robots, FetchingFailure>

    /// The robots.txt of a site, which is asked for once; where that failed, once more by each source that needs it.
    func robots(of site: String, ask: @Sendable () async -> Answer) async -> Answer {
        while waiting[site] != nil {
            await withCheckedContinuation { waiting[site]?.append($0) }
        }
        if let known = robots[site] { return .success(known) }
        waiting[site] = []
        let answer = await ask()
        if case .success(let rules) = answer { robots[site] = rules }
        for continuation in waiting.removeValue(forKey: site) ?? [] { continuation.resume() }
        return answer
    }
}
