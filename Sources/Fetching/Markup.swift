/// The links and form fields of a page: what a fetch needs of HTML, and no more.
///
/// One pass over the bytes, tolerant as browsers are: comments, scripts and styles are skipped, attributes may be quoted or not,
/// an open tag at the end of the page is dropped. Time and memory are linear in the page.
struct Markup: Sendable, Equatable {
    struct Anchor: Sendable, Equatable {
        /// As written, entities decoded once.
        var href: String
        /// What a person reads, tags dropped, white space folded.
        var text: String
        /// `rel` in lower case.
        var rel: String
        /// `aria-label`, else `title`.
        var label: String
    }

    struct Form: Sendable, Equatable {
        /// Nil: the page's own address.
        var action: String?
        var isPost = false
        var fields: [Field]
    }

    struct Field: Sendable, Equatable {
        var name: String
        var value: String
    }

    private(set) var anchors: [Anchor] = []
    private(set) var forms: [Form] = []
    /// `<base href>`, against which links are resolved.
    private(set) var base: String?

    private var open: Anchor?
    private var openText: [UInt8] = []
    private var isInForm = false
    /// The name of the open `<select>`.
    private var choice: String?

    /// Links beyond this are not looked at; a page of notices has fewer by far.
    private static let mostAnchors = 100_000
    private static let mostLinkText = 1_000

    init(_ bytes: [UInt8]) {
        var tags = TagScanner(bytes)
        while let piece = tags.next() {
            switch piece {
            case .text(let range): addText(bytes[range])
            case .tag(let tag): add(tag)
            }
        }
        closeAnchor()
    }

    private mutating func addText(_ text: ArraySlice<UInt8>) {
        guard open != nil, openText.count < Self.mostLinkText else { return }
        openText += text.prefix(Self.mostLinkText)
    }

    private mutating func add(_ tag: Tag) {
        switch (tag.name, tag.isClosing) {
        case ("a", let isClosing):
            closeAnchor()
            guard !isClosing, let href = tag["href"] else { return }
            open = Anchor(href: href, text: "", rel: tag["rel"]?.lowercased() ?? "", label: tag["aria-label"] ?? tag["title"] ?? "")
        case ("base", false): base = base ?? tag["href"]
        case ("form", false):
            forms.append(Form(action: tag["action"], isPost: tag["method"]?.lowercased() == "post", fields: []))
            isInForm = true
        case ("form", true): isInForm = false
        case ("select", let isClosing): choice = isClosing ? nil : tag["name"]
        case ("option", false): addChoice(tag)
        case ("input", false): addField(tag)
        case ("br", false), ("td", _), ("li", _), ("p", _): addText([UInt8(ascii: " ")])
        default: break
        }
    }

    private mutating func closeAnchor() {
        guard var anchor = open else { return }
        anchor.text = HTMLText.folded(HTMLText.decoded(openText[...]))
        if anchors.count < Self.mostAnchors { anchors.append(anchor) }
        open = nil
        openText = []
    }

    /// Fields a browser would send when a script submits the form: no buttons, no boxes that are not ticked.
    private mutating func addField(_ tag: Tag) {
        guard isInForm, let last = forms.indices.last, let name = tag["name"], !name.isEmpty, tag["disabled"] == nil else { return }
        switch tag["type"]?.lowercased() ?? "text" {
        case "submit", "button", "image", "reset", "file": return
        case "checkbox", "radio":
            guard tag["checked"] != nil else { return }
            forms[last].fields.append(Field(name: name, value: tag["value"] ?? "on"))
        default: forms[last].fields.append(Field(name: name, value: tag["value"] ?? ""))
        }
    }

    /// A list sends the choice that is marked, or its first. Options without a value are not known here by their text.
    private mutating func addChoice(_ tag: Tag) {
        guard isInForm, let last = forms.indices.last, let choice, let value = tag["value"] else { return }
        let known = forms[last].fields.firstIndex { $0.name == choice }
        if let known, tag["selected"] != nil { forms[last].fields[known].value = value }
        if known == nil { forms[last].fields.append(Field(name: choice, value: value)) }
    }

    static func == (left: Markup, right: Markup) -> Bool {
        left.anchors == right.anchors && left.forms == right.forms && left.base == right.base
    }
}
