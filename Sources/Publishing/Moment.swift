import Register

/// The moment a page speaks of, carried along in its links so that a reader stays in it.
struct Moment: Sendable {
    /// As the reader wrote it; nil for the newest.
    let asOf: String?
    private let path: String?
    private let query: Query

    /// - Parameter path: of the page itself; nil where it has no address that lasts.
    init(_ query: Query, path: String? = nil) {
        asOf = query["as_of"].flatMap { $0.isEmpty ? nil : $0 }
        self.path = path
        self.query = query
    }

    static let newest = Moment(Query(""))

    /// The address with this moment in its query.
    func link(_ path: String) -> String {
        guard let asOf else { return path }
        return path + (path.contains("?") ? "&" : "?") + "as_of=" + Query.encoded(asOf)
    }

    /// The address of this page with its filters, at the newest moment.
    var now: String { (path ?? "/") + query.replacing("as_of", with: nil) }

    /// The address at which this page says the same for ever.
    func permanent(_ position: Int) -> String? { path.map { $0 + query.replacing("as_of", with: String(position)) } }

    /// What else the address says, for a form that changes the moment alone.
    var others: [(name: String, value: String)] { query.pairs.filter { $0.name != "as_of" } }
}
