import Curl
import Register

extension Visit {
    /// Follows a pager from page to page, until the link is missing or leads to a page already asked for.
    mutating func turnPages(from start: Int, link: String, most: Int) async throws(FetchingFailure) {
        var current = pages[start]
        var number = 2
        while let address = current.next(link, page: number), !hasAsked(address) {
            guard number - 2 < most else {
                throw FetchingFailure(.tooManyPages(url: current.snapshot.url, step: "next \"\(link)\"", most: most))
            }
            try await add(address, role: current.snapshot.role)
            guard let turned = pages.last, turned.snapshot.digest != current.snapshot.digest else {
                throw FetchingFailure(.stuckPager(url: address.text, page: number))
            }
            current = turned
            number += 1
        }
    }

    /// Posts an ASP.NET page's own form back, page after page, while the page links the next one.
    mutating func postBack(from start: Int, target: String, argument: String, most: Int) async throws(FetchingFailure) {
        var current = pages[start]
        var markup = current.markup
        var number = 2
        while markup.hasPostback(target, Self.numbered(argument, number)) {
            guard number - 2 < most else {
                throw FetchingFailure(.tooManyPages(url: current.snapshot.url, step: "postback \"\(argument)\"", most: most))
            }
            let wanted = Self.numbered(argument, number)
            let (address, form) = try current.postback(of: markup, target: target, argument: wanted)
            try await add(address, role: current.snapshot.role, request: .post(address.text, form: form))
            guard let turned = pages.last else { return }
            markup = turned.markup
            // A grid shows its current page as plain text: a link to the page asked for means that another page was served.
            guard turned.snapshot.digest != current.snapshot.digest, wanted == argument || !markup.hasPostback(target, wanted) else {
                throw FetchingFailure(.stuckPager(url: address.text, page: number))
            }
            current = turned
            number += 1
        }
    }

    private static func numbered(_ text: String, _ number: Int) -> String { text.replacing("{page}", with: String(number)) }
}

extension Visit.Page {
    /// The address behind a pager's link.
    ///
    /// - Parameters:
    ///   - link: the link's text, such as `Next` or `>`; `{page}` is the number of the page to come.
    ///   - page: that number.
    func next(_ link: String, page: Int) -> Address? {
        let markup = self.markup
        let base = base(of: markup)
        let wanted = Pager(link.replacing("{page}", with: String(page)))
        for anchor in markup.anchors where wanted.matches(anchor) {
            if let address = Address(anchor.href, relativeTo: base) { return address }
        }
        return nil
    }

    /// Where and what to post.
    fileprivate func postback(
        of markup: Markup, target: String, argument: String
    ) throws(FetchingFailure) -> (Address, [CurlRequest.Pair]) {
        guard let form = markup.forms.first(where: { $0.has("__VIEWSTATE") }) ?? markup.forms.first(where: { $0.has("__EVENTTARGET") }),
            let address = Address(form.action ?? "", relativeTo: base(of: markup))
        else { throw FetchingFailure(.noForm(url: snapshot.url, target: target)) }
        let events = [("__EVENTTARGET", target), ("__EVENTARGUMENT", argument)]
        let rest = form.fields.filter { field in !events.contains { $0.0 == field.name } }
        return (address, events.map { .init($0.0, $0.1) } + rest.map { .init($0.name, $0.value) })
    }
}

/// What makes an anchor the wanted one of a pager.
private struct Pager {
    private let wanted: String
    /// Pagers put arrows beside words: `Next →`, `Next ›`.
    private static let arrows: Set<Character> = ["→", "›", "»", ">", "⟩", "▶", "…", " "]

    init(_ text: String) {
        wanted = HTMLText.folded(text).lowercased()
    }

    func matches(_ anchor: Markup.Anchor) -> Bool {
        let text = anchor.text.lowercased()
        if text == wanted || anchor.label.lowercased() == wanted { return true }
        if wanted == "next", anchor.rel.split(separator: " ").contains("next") { return true }
        guard wanted.contains(where: \.isLetter) else { return false }
        return text.reversed().drop { Self.arrows.contains($0) }.reversed().elementsEqual(wanted)
    }
}

extension Markup.Form {
    fileprivate func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}

extension Markup {
    /// Whether a link of the page calls `__doPostBack` with this target and argument (or an equal `PostBackOptions`).
    fileprivate func hasPostback(_ target: String, _ argument: String) -> Bool {
        let call = "'\(target)','\(argument)'"
        return anchors.contains { anchor in
            anchor.href.hasPrefix("javascript:")
                && anchor.href.replacing("\"", with: "'").filter { !$0.isWhitespace }.contains(call)
        }
    }
}
