import Curl
import FoundationEssentials
import Register

/// The addresses in a JSON page: texts that are an address or a path, and the links of texts that are HTML.
struct JSONLinks {
    private var hrefs: [String] = []

    /// Nothing where the bytes are no JSON after all.
    init(_ bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { return }
        collect(value)
    }

    func addresses(relativeTo base: Address) -> [Address] { hrefs.compactMap { Address($0, relativeTo: base) } }

    private mutating func collect(_ value: JSONValue) {
        switch value {
        case .array(let values): for value in values { collect(value) }
        case .object(let members): for (_, value) in members.sorted(by: { $0.key < $1.key }) { collect(value) }
        case .string(let text) where text.contains("<"): hrefs += Markup(Array(text.utf8)).anchors.map(\.href)
        case .string(let text) where Self.isAddress(text): hrefs.append(text)
        default: break
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        !text.contains(where: \.isNewline) && (text.hasPrefix("https://") || text.hasPrefix("http://") || text.hasPrefix("/"))
    }
}
