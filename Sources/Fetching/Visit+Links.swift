import Curl
import Register

extension Visit {
    /// `page`, or an address with `{year}`, `{year-1}` and tokens, relative to the source's page.
    func address(of url: String) throws(FetchingFailure) -> Address {
        let text = url == "page" ? source.page : url
        guard let address = Address(filledAddress(text), relativeTo: Address(filledAddress(source.page)))
        else { throw FetchingFailure(.address(text)) }
        return address
    }

    /// Every address linked from the pages so far that matches and has not been asked for.
    ///
    /// - Throws: `noLink` when nothing at all matches and rows were to be found there; a list without details may be an empty list.
    func links(matching pattern: String, role: Snapshot.Role, most: Int) throws(FetchingFailure) -> [Address] {
        let glob = LinkGlob(pattern)
        var found: [Address] = []
        var seen: Set<String> = []
        var linkCount = 0
        for page in pages where Content(of: page.snapshot.bytes).mayHoldLinks {
            let addresses = page.links
            linkCount += addresses.count
            for address in addresses where glob.matches(address) && seen.insert(address.text).inserted { found.append(address) }
        }
        let url = pages.last?.snapshot.url ?? source.page
        if found.isEmpty, role != .details { throw FetchingFailure(.noLink(url: url, pattern: pattern, links: linkCount)) }
        let fresh = found.filter { !hasAsked($0) }
        guard fresh.count <= most else {
            throw FetchingFailure(.tooManyPages(url: url, step: "follow \"\(pattern)\"", most: most))
        }
        return fresh
    }
}

extension Visit.Page {
    var markup: Markup { Markup(snapshot.bytes) }

    /// Links resolve against the address that answered, or the page's `<base>`.
    func base(of markup: Markup) -> Address { markup.base.flatMap { Address($0, relativeTo: address) } ?? address }

    /// Every http or https address the page links to, in page order.
    var links: [Address] {
        if Content(of: snapshot.bytes) == .json { return JSONLinks(snapshot.bytes).addresses(relativeTo: address) }
        let markup = self.markup
        let base = base(of: markup)
        return markup.anchors.compactMap { Address($0.href, relativeTo: base) }
    }
}

/// A manifest's glob over addresses: the whole address, its path with or without the query, or (without a slash) the file's name.
struct LinkGlob {
    private let glob: Glob
    private let isFileName: Bool

    init(_ pattern: String) {
        glob = Glob(pattern)
        isFileName = !pattern.contains("/")
    }

    func matches(_ address: Address) -> Bool {
        let withQuery = address.query.isEmpty ? address.path : address.path + "?" + address.query
        if glob.matches(address.text) || glob.matches(address.path) || glob.matches(withQuery) { return true }
        guard isFileName, let slash = withQuery.lastIndex(of: "/") else { return false }
        let name = address.path.split(separator: "/").last ?? ""
        return glob.matches(name) || glob.matches(withQuery[withQuery.index(after: slash)...])
    }
}

extension Content {
    fileprivate var mayHoldLinks: Bool { self == .markup || self == .text || self == .json }
}
