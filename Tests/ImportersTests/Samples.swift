public import Catalog
import Foundation
import Normalizing
import Reading
import Register
public import Testing

/// The project's manifests and samples as the tests see them.
struct Samples {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    let catalog: Catalog

    init() throws { catalog = try Self.whole.get() }

    /// Read once: the tests change pages, and no manifest.
    private static let whole = Result { try Catalog.load(Home(path: root)) }

    /// Every sample of every state.
    static let all: [Sample] = {
        guard let samples = try? Samples() else { return [] }
        return Set(samples.catalog.sources.map(\.state)).sorted().flatMap { (try? samples.catalog.samples(of: $0)) ?? [] }
    }()

    /// The source whose page it is, as `warn-import parse` finds it.
    func source(of snapshots: [Snapshot], state: StateCode) -> Source? {
        let sources = catalog.sources(of: state)
        return snapshots.first.flatMap { page in Reader.source(for: page, among: sources).flatMap { Reader.fits(page, $0) ? $0 : nil } }
    }

    func normalized(_ snapshots: [Snapshot], _ source: Source, on day: CalendarDate) throws -> NormalizedTable {
        try Normalizer(source: source, roster: catalog.jurisdictions, today: day, places: catalog.places(of: source.state)).normalize(Reader.table(of: snapshots, for: source))
    }
}

extension Sample: CustomTestStringConvertible {
    public var testDescription: String { name }
}
