import Curl
import Register

/// One visit's requests: politely spaced by host, tried again where that may help, checked for challenges and emptiness.
struct Requester: Sendable {
    let session: CurlSession
    let policy: FetchPolicy
    let pauses: HostPauses
    let hosts: Hosts
    let time: Timekeeper
    /// Our name in robots.txt.
    let product: String
    /// Between two requests to one host, at least.
    let pause: Duration

    enum Answer: Sendable {
        case page(CurlResponse, at: Double)
        /// The server says (304) that the page is the one whose validators were sent.
        case notModified
    }

    /// - Returns: a response of status 2xx, or `notModified` where `known` has validators.
    func answer(to request: CurlRequest, at address: Address, known: KnownPage? = nil) async throws(FetchingFailure) -> Answer {
        var request = request
        request.headers += known?.conditions ?? []
        let last = try await lastAnswer(to: request, at: address) { address throws(FetchingFailure) in
            // A file that asks for hours between two requests would hold the run; its host is then simply asked slowly.
            max(pause, .seconds(min(try await robots(for: address).crawlDelay ?? 0, 30)))
        }
        return try settle(last.outcome, at: last.address, attempts: last.attempts, isConditional: known != nil)
    }

    typealias Outcome = Result<CurlResponse, CurlError>

    /// What came of the request at last, and after how many attempts. The host's retries are shared by all its pages.
    func outcome(
        of request: CurlRequest, at address: Address, pause: Duration
    ) async throws(FetchingFailure) -> (Outcome, attempts: Int) {
        var attempt = 0
        while true {
            attempt += 1
            guard await hosts.takeRequest(at: address.host, most: policy.requestsPerHost) else {
                throw FetchingFailure(.hostCap(url: address.text, host: address.host, most: policy.requestsPerHost))
            }
            let outcome = await self.attempt(request, at: address, pause: pause)
            guard let delay = delay(after: outcome, attempt: attempt),
                await hosts.takeRetry(at: address.host, most: policy.retriesPerHost)
            else { return (outcome, attempt) }
            await pauses.rest(address.host, until: time.elapsed() + delay)
        }
    }

    private func attempt(_ request: CurlRequest, at address: Address, pause: Duration) async -> Outcome {
        do {
            let turn = await pauses.takeTurn(at: address.host, now: time.elapsed(), pause: pause)
            if turn > .zero { try await time.wait(turn) }
            let response = try await session.response(to: request)
            await pauses.rest(address.host, until: time.elapsed() + pause)
            return .success(response)
        } catch let error as CurlError {
            return .failure(error)
        } catch {
            return .failure(.cancelled)
        }
    }

    /// - Returns: how long to wait before another attempt; nil where there is to be none.
    private func delay(after outcome: Outcome, attempt: Int) -> Duration? {
        guard attempt < policy.attempts else { return nil }
        let backoff = policy.pause(afterAttempt: attempt, chance: time.chance())
        switch outcome {
        case .failure(let error): return error.isTransient ? backoff : nil
        case .success(let response):
            guard Self.isTransient(response.status), Challenge(in: response) == nil else { return nil }
            guard let asked = retryAfter(response) else { return backoff }
            return .seconds(asked) <= policy.longestWait ? max(.seconds(asked), backoff) : nil
        }
    }

    static func isTransient(_ status: Int) -> Bool { status == 429 || (500...599).contains(status) }

    private func retryAfter(_ response: CurlResponse) -> Int? {
        response.header("retry-after").flatMap { RetryAfter.seconds($0, now: time.secondsSince1970()) }
    }

    private func settle(
        _ outcome: Outcome, at address: Address, attempts: Int, isConditional: Bool
    ) throws(FetchingFailure) -> Answer {
        let response: CurlResponse
        switch outcome {
        case .failure(let error): throw FetchingFailure(FetchingError(error, url: address.text, attempts: attempts))
        case .success(let answer): response = answer
        }
        if response.status == 304, isConditional { return .notModified }
        let now = time.secondsSince1970()
        if let error = problem(of: response, attempts: attempts) {
            // An empty answer is kept too: its address, time and headers are the evidence.
            throw FetchingFailure(error, snapshots: [Snapshot(response, at: now, role: .index)])
        }
        return .page(response, at: now)
    }

    private func problem(of response: CurlResponse, attempts: Int) -> FetchingError? {
        if let challenge = Challenge(in: response) {
            return .challenge(url: response.url, vendor: challenge.vendor, marker: challenge.marker)
        }
        guard (200...299).contains(response.status) else {
            return .status(
                url: response.url, status: response.status, attempts: attempts, retryAfterSeconds: retryAfter(response))
        }
        return Content(of: response.bytes) == .empty ? .empty(url: response.url) : nil
    }
}

extension FetchingError {
    init(_ error: CurlError, url: String, attempts: Int) {
        switch error {
        case .cancelled: self = .cancelled(url: url)
        case .tooLarge(let limit): self = .tooLarge(url: url, limit: limit)
        case .timedOut(let text): self = .timedOut(url: url, text: text, attempts: attempts)
        case .schemeRefused(let text): self = .redirect(url: url, text: text)
        case .connection(let text): self = .connection(url: url, text: text, attempts: attempts)
        case .failed(let code, let text): self = .transfer(url: url, text: "\(text) (curl \(code))")
        }
    }
}

extension Challenge {
    init?(in response: CurlResponse) {
        self.init(in: response.bytes, headers: response.headers.map { .init(name: $0.name, value: $0.value) })
    }
}

extension Snapshot {
    init(_ response: CurlResponse, at moment: Double, role: Role) {
        self.init(
            bytes: response.bytes, url: response.url, fetchedAt: moment,
            headers: response.headers.map { Header(name: $0.name, value: $0.value) }, status: response.status, role: role)
    }
}
