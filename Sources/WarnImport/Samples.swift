import Catalog
import Normalizing
import Reading
import Register

/// What the samples of a state's folder mean to the sources of today.
struct Samples {
    let catalog: Catalog

    /// A sample read by the source whose page it is.
    struct Reading {
        var sample: Sample
        var source: Source
        var notices: String
        var count: Int
    }

    func readings(of state: StateCode) throws -> [Reading] {
        try catalog.samples(of: state).map(reading)
    }

    private func reading(_ sample: Sample) throws -> Reading {
        let snapshots = try catalog.snapshots(of: sample)
        let sources = catalog.sources(of: sample.state)
        guard let first = sources.first, let page = snapshots.first else { throw Exit.system("\(sample.name): no source and no page") }
        let source = Reader.source(for: page, among: sources) ?? first
        let table = try Reader.table(of: snapshots, for: source)
        let normalizer = try Normalizer(source: source, roster: catalog.jurisdictions, today: sample.day, places: catalog.places(of: source.state))
        let result = normalizer.normalize(table)
        return Reading(
            sample: sample, source: source, notices: NoticeTable.csv(notices: result.notices, rejections: result.rejections),
            count: result.notices.count)
    }
}
