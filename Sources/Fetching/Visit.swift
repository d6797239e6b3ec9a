import Curl
import Register

/// One fetch of one source in progress: the pages so far, and the steps that add to them.
struct Visit: Sendable {
    let source: Source
    let today: CalendarDate
    let requester: Requester
    private let known: [String: KnownPage]
    /// A grid's postbacks, a form and a token refer to the page just served, so no earlier page can stand in for it.
    private let mayReuse: Bool
    /// What `token` steps found, by name.
    var tokens: [String: String] = [:]
    /// What `header` steps set, as the manifest writes it.
    private var headers: [String: String] = [:]

    private(set) var pages: [Page] = []
    /// The pages of the step before, which `next` and `postback` go on from.
    private(set) var latest: Range<Int> = 0..<0
    private var asked: Set<String> = []
    private var pagesWithoutBytes = 0
    private var byteCount = 0
    /// A later step follows links to rows, so a web page may be no more than the way there.
    private var leadsToRows = false

    struct Page: Sendable {
        let snapshot: Snapshot
        let address: Address
        /// The known page, its server having answered 304.
        let isKnown: Bool
    }

    init(source: Source, today: CalendarDate, known: [KnownPage], requester: Requester) {
        self.source = source
        self.today = today
        self.requester = requester
        self.known = Dictionary(known.map { ($0.url, $0) }, uniquingKeysWith: { _, last in last })
        mayReuse = source.fetch.allSatisfy { step in
            switch step {
            case .get, .follow, .next, .header: true
            case .postback, .form, .post, .token: false
            }
        }
    }

    var snapshots: [Snapshot] { pages.map(\.snapshot) }

    /// Every page was answered 304, and there was one.
    var isUnchanged: Bool { pages.allSatisfy(\.isKnown) && pages.count + pagesWithoutBytes > 0 }

    /// Runs every step in turn.
    mutating func run() async throws(FetchingFailure) {
        for index in source.fetch.indices {
            leadsToRows = source.fetch[(index + 1)...].contains { if case .follow(_, .rows, _) = $0 { true } else { false } }
            try await take(source.fetch[index])
        }
    }

    private mutating func take(_ step: FetchStep) async throws(FetchingFailure) {
        let first = pages.count
        switch step {
        case .get(let url, let role):
            try await add(address(of: url), role: role)
            latest = first..<pages.count
        case .follow(let links, let role, let most):
            for address in try self.links(matching: links, role: role, most: most) { try await add(address, role: role) }
            latest = first..<pages.count
        case .next(let link, let most):
            for page in latest { try await turnPages(from: page, link: link, most: most) }
            latest = latest.lowerBound..<pages.count
        case .postback(let target, let argument, let most):
            for page in latest { try await postBack(from: page, target: target, argument: argument, most: most) }
            latest = latest.lowerBound..<pages.count
        case .form(let field, let fields, let url, let role):
            let (address, request) = try form(holding: field, putting: fields, to: url)
            try await add(address, role: role, request: request)
            latest = first..<pages.count
        case .post(let url, let content, let role):
            let (address, request) = try post(to: url, content)
            try await add(address, role: role, request: request)
            latest = first..<pages.count
        case .token(let name, let pattern): tokens[name] = try token(name, pattern)
        case .header(let headers): self.headers.merge(headers) { $1 }
        }
    }

    /// Whether this address has been asked for, or has answered for another.
    func hasAsked(_ address: Address) -> Bool { asked.contains(address.text) }

    /// Asks for a page, by a request of its own where there is one, and checks that it is what the source says it is.
    mutating func add(_ address: Address, role: Snapshot.Role, request given: CurlRequest? = nil) async throws(FetchingFailure) {
        asked.insert(address.text)
        var request = given ?? .get(address.text)
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            request.headers.append(.init(name, Self.line(filled(value))))
        }
        let known = given == nil ? knownPage(at: address) : nil
        switch try await requester.answer(to: request, at: address, known: known) {
        case .notModified:
            guard let snapshot = known?.snapshot else { return pagesWithoutBytes += 1 }
            try keep(Snapshot(snapshot, role: role), at: address, isKnown: true)
        case .page(let response, let moment):
            try keep(Snapshot(response, at: moment, role: role), at: address, isKnown: false)
        }
    }

    /// A token from a page must not begin a header of its own.
    private static func line(_ value: String) -> String {
        String(value.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init))
    }

    private mutating func keep(_ snapshot: Snapshot, at address: Address, isKnown: Bool) throws(FetchingFailure) {
        let final = Address(snapshot.url) ?? address
        asked.insert(final.text)
        byteCount += snapshot.bytes.count
        if byteCount > requester.policy.totalBytes { throw FetchingFailure(.tooLarge(url: final.text, limit: requester.policy.totalBytes)) }
        var snapshot = snapshot
        if let error = ContentCheck.problem(of: snapshot, format: source.read.format) {
            guard leadsToRows, Content(of: snapshot.bytes) == .markup else { throw FetchingFailure(error, snapshots: [snapshot]) }
            snapshot = Snapshot(snapshot, role: .index)
        }
        pages.append(Page(snapshot: snapshot, address: final, isKnown: isKnown))
    }

    /// A 304 without the page's bytes is of use only where nothing else belongs to the source.
    private func knownPage(at address: Address) -> KnownPage? {
        guard mayReuse, let page = known[address.text] else { return nil }
        return page.snapshot != nil || source.fetch.count == 1 ? page : nil
    }
}

extension Snapshot {
    /// The same page in another role.
    fileprivate init(_ snapshot: Snapshot, role: Role) {
        self.init(
            bytes: snapshot.bytes, url: snapshot.url, fetchedAt: snapshot.fetchedAt, headers: snapshot.headers, status: snapshot.status,
            role: role)
    }
}
