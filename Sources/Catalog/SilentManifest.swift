import Register

/// The manifest of a jurisdiction that publishes nothing: decoded after ``Schema`` has found every key and word good.
struct SilentManifest: Decodable {
    var id: String
    var publisher: String
    var publication: Source.Publication
    var page: String
    var since: String
    var contact: String
    var comment: String

    /// There is nothing to fetch or to read; no row will ever ask what its format is.
    func source(id: SourceID, state: StateCode) -> Source {
        var source = Source(
            id: id, state: state, publisher: publisher, publication: publication, page: page, fetch: [], read: ReadRule(format: .table),
            fields: FieldRules([:]))
        source.silence = Silence(since: since, contact: contact, comment: comment)
        return source
    }
}
