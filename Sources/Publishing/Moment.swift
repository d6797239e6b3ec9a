import Register

/// The moment a page speaks of, carried along in its links so that a reader stays in it.
struct Moment: Sendable {
    /// As the reader wrote it; nil for the newest.
    let asOf: String?

    init(_ query: Query) { asOf = query["as_of"].flatMap { $0.isEmpty ? nil : $0 } }

    static let newest = Moment(Query(""))

    /// The address with this moment in its query.
    func link(_ path: String) -> String {
        guard let asOf else { return path }
        return path + (path.contains("?") ? "&" : "?") + "as_of=" + Query.encoded(asOf)
    }
}
