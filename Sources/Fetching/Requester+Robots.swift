import Curl
import Register

extension Requester {
    /// What robots.txt says of the address.
    ///
    /// - Throws: `robots` where it disallows the address or its host answers with errors; what the connection says where there is none.
    func robots(for address: Address) async throws(FetchingFailure) -> Robots {
        let site = address.scheme + "://" + address.host
        let rules = try await hosts.robots(of: site) { await ask(for: site, before: address) }.get()
        let target = address.query.isEmpty ? address.path : address.path + "?" + address.query
        if let rule = rules.refusal(of: target) { throw FetchingFailure(.robots(url: address.text, rule: rule.text)) }
        return rules
    }

    /// A host without the file (4xx) allows everything; one that fails (5xx, 429) is taken to allow nothing, as RFC 9309 asks.
    private func ask(for site: String, before page: Address) async -> Hosts.Answer {
        guard let address = Address(site + "/robots.txt") else { return .success(.permissive) }
        do throws(FetchingFailure) {
            // Wherever it leads: what stands there is asked of no other file.
            let last = try await lastAnswer(to: .get(address.text), at: address) { _ in .zero }
            switch last.outcome {
            case .failure(.tooLarge): return .success(.permissive)
            case .failure(let error): throw FetchingFailure(FetchingError(error, url: page.text, attempts: last.attempts))
            case .success(let response) where (200...299).contains(response.status):
                return .success(Robots(response.bytes, product: product))
            case .success(let response) where Self.isTransient(response.status):
                throw FetchingFailure(.robots(url: page.text, rule: "it answers with status \(response.status)"))
            case .success: return .success(.permissive)
            }
        } catch {
            return .failure(error)
        }
    }
}
