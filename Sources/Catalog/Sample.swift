import Foundation
public import Register

/// A page in a state's exact structure, written by us, and the notices it means.
///
/// The files of one sample begin with the same date: `2026-07-21.html`, `2026-07-21.2300.html`, `2026-07-21.notices.csv`.
public struct Sample: Sendable, Equatable {
    public var state: StateCode
    /// The day the page stands for: dates without a year and two-digit years are read as on that day.
    public var day: CalendarDate
    /// The pages' paths below the home, in order.
    public var pages: [String]
    /// The expected notices' path below the home; the file may not exist yet.
    public var expected: String

    public var name: String { pages.first ?? expected }
}

extension Catalog {
    /// Every sample of a state, by date.
    public func samples(of state: StateCode) throws(CatalogError) -> [Sample] {
        let folder = "Importers/" + state.rawValue.lowercased()
        var samples: [CalendarDate: Sample] = [:]
        for file in try Self.contents(of: home.path + "/" + folder) {
            guard let day = CalendarDate(file.prefix(10)), !file.hasSuffix(".notices.csv") else { continue }
            samples[day, default: Sample(state: state, day: day, pages: [], expected: "\(folder)/\(day).notices.csv")].pages.append(
                "\(folder)/\(file)")
        }
        return samples.keys.sorted().compactMap { samples[$0] }
    }

    /// The bytes of a sample's pages as snapshots; a page named `DATE.NUMBER.EXT` has the address of the record NUMBER.
    public func snapshots(of sample: Sample) throws(CatalogError) -> [Snapshot] {
        var snapshots: [Snapshot] = []
        for page in sample.pages {
            let parts = page.split(separator: "/").last?.split(separator: ".") ?? []
            let isDetail = parts.count == 3
            let url = isDetail ? "file:///warn_lookups/\(parts[1])" : "file:///\(page)"
            snapshots.append(
                Snapshot(bytes: try Self.bytes(at: home.path + "/" + page), url: url, fetchedAt: 0, role: isDetail ? .details : .rows))
        }
        return snapshots
    }

    /// The expected notices of a sample; nil where none are recorded yet.
    public func expectedNotices(of sample: Sample) -> String? { try? Self.text(at: home.path + "/" + sample.expected) }

    static func bytes(at path: String) throws(CatalogError) -> [UInt8] {
        do {
            return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }
}
