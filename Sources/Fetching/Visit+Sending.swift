import Curl
import Register

extension Visit {
    /// What the form of the newest page with this field sends, its own fields kept and these put in.
    func form(
        holding field: String, putting fields: [String: String], to url: String?
    ) throws(FetchingFailure) -> (Address, CurlRequest) {
        for page in pages.reversed() {
            let markup = page.markup
            guard let form = markup.forms.first(where: { form in form.fields.contains { $0.name == field } }) else { continue }
            let action = url.map(filledAddress) ?? form.action ?? ""
            guard let address = Address(action, relativeTo: page.base(of: markup)) else { throw FetchingFailure(.address(action)) }
            let pairs = pairs(of: form, putting: fields)
            if form.isPost { return (address, .post(address.text, form: pairs)) }
            let query = CurlRequest.encoded(pairs)
            guard let asked = Address("?" + query, relativeTo: address) else { throw FetchingFailure(.address(action)) }
            return (asked, .get(asked.text))
        }
        throw FetchingFailure(.noForm(url: pages.last?.snapshot.url ?? source.page, target: field))
    }

    private func pairs(of form: Markup.Form, putting fields: [String: String]) -> [CurlRequest.Pair] {
        let kept = form.fields.filter { fields[$0.name] == nil }.map { CurlRequest.Pair($0.name, $0.value) }
        return kept + pairs(fields)
    }

    private func pairs(_ fields: [String: String]) -> [CurlRequest.Pair] {
        fields.sorted { $0.key < $1.key }.map { CurlRequest.Pair($0.key, filled($0.value)) }
    }

    func post(to url: String, _ content: PostContent) throws(FetchingFailure) -> (Address, CurlRequest) {
        let address = try address(of: url)
        switch content {
        case .fields(let fields): return (address, .post(address.text, form: pairs(fields)))
        case .body(let text, let type): return (address, .post(address.text, body: Array(filled(text).utf8), type: type))
        }
    }

    /// Pages beyond this are not searched: what a page needs to ask on stands in its head or its first script.
    private static var searchedBytes: Int { 4 << 20 }

    /// The first group of the pattern in the newest page that has it, entities and `\/` undone.
    func token(_ name: String, _ pattern: String) throws(FetchingFailure) -> String {
        let url = pages.last?.snapshot.url ?? source.page
        let missing = FetchingFailure(.noToken(url: url, name: name, pattern: pattern))
        guard let expression = try? Regex(pattern) else { throw missing }
        for page in pages.reversed() {
            let text = String(decoding: page.snapshot.bytes.prefix(Self.searchedBytes), as: UTF8.self)
            guard let match = text.firstMatch(of: expression) else { continue }
            let groups = match.output.dropFirst().compactMap(\.substring)
            guard let found = groups.first ?? match.output.first?.substring, !found.isEmpty else { continue }
            return HTMLText.decoded(Array(found.utf8)[...]).replacing("\\/", with: "/")
        }
        throw missing
    }
}
