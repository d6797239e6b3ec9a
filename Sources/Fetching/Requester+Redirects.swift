import Curl
import Register

extension Requester {
    /// What came of the request at the end of its redirects. Each hop is a request of its own: its host is asked for robots.txt, paused
    /// for and counted like any other.
    ///
    /// - Parameter pause: before a request to an address; throws where it may not be asked for.
    func lastAnswer(
        to request: CurlRequest, at address: Address, pause: (Address) async throws(FetchingFailure) -> Duration
    ) async throws(FetchingFailure) -> (outcome: Outcome, address: Address, attempts: Int) {
        var request = request
        var place = address
        for _ in 0...policy.redirects {
            let (outcome, attempts) = try await outcome(of: request, at: place, pause: try await pause(place))
            guard case .success(let response) = outcome, let next = try Self.redirect(of: response, at: place) else {
                return (outcome, place, attempts)
            }
            request = request.redirected(to: next, from: place, status: response.status)
            place = next
        }
        throw FetchingFailure(.redirect(url: address.text, text: "more than \(policy.redirects) redirects"))
    }

    /// Where the answer sends us; nil where it is an answer.
    private static func redirect(of response: CurlResponse, at address: Address) throws(FetchingFailure) -> Address? {
        guard [301, 302, 303, 307, 308].contains(response.status), let location = response.header("location") else { return nil }
        guard let next = Address(location, relativeTo: address) else {
            throw FetchingFailure(.redirect(url: address.text, text: "\"\(location.prefix(200))\" is no http or https address"))
        }
        return next
    }
}

extension CurlRequest {
    /// The request that follows a redirect (RFC 9110, 15.4), as browsers send it: a POST becomes a GET but where the status forbids it,
    /// and what was meant for one host alone is not told to another.
    fileprivate func redirected(to next: Address, from last: Address, status: Int) -> CurlRequest {
        var request = self
        request.url = next.text
        if method == .post, status != 307, status != 308 {
            request = .get(next.text, headers: headers.filter { $0.name.lowercased() != "content-type" })
        }
        if (next.scheme, next.host) != (last.scheme, last.host) {
            request.headers.removeAll { ["authorization", "cookie"].contains($0.name.lowercased()) }
        }
        return request
    }
}
