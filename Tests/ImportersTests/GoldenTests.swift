import Catalog
import Foundation
import Normalizing
import Reading
import Register
import Testing

@Suite struct GoldenTests {
    @Test("a sample means exactly its expected notices", arguments: Samples.all)
    func sample(_ sample: Sample) throws {
        let samples = try Samples()
        let snapshots = try samples.catalog.snapshots(of: sample)
        let source = try #require(samples.source(of: snapshots, state: sample.state))
        let result = try samples.normalized(snapshots, source, on: sample.day)
        let found = NoticeTable.csv(notices: result.notices, rejections: result.rejections)
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try Data(found.utf8).write(to: URL(fileURLWithPath: Samples.root + "/" + sample.expected))
            Issue.record("recorded \(sample.expected): read it line by line against the page")
        }
        let expected = try #require(samples.catalog.expectedNotices(of: sample), "no expected notices: warn-import record \(source.id)")
        #expect(found.split(separator: "\n") == expected.split(separator: "\n"))
    }

    @Test("every row of a sample is a notice, a rejection or a named skip", arguments: Samples.all)
    func tally(_ sample: Sample) throws {
        let samples = try Samples()
        let snapshots = try samples.catalog.snapshots(of: sample)
        let source = try #require(samples.source(of: snapshots, state: sample.state))
        let table = try Reader.table(of: snapshots, for: source)
        let result = try samples.normalized(snapshots, source, on: sample.day)
        #expect(result.tally.rows == table.rows.count + table.skipped.count)
        #expect(result.rejections.isEmpty)
    }

    @Test("every source has a sample, and every manifest says what it expects")
    func complete() throws {
        let samples = try Samples()
        var sampled: Set<SourceID> = []
        for sample in Samples.all {
            if let source = samples.source(of: try samples.catalog.snapshots(of: sample), state: sample.state) { sampled.insert(source.id) }
        }
        #expect(samples.catalog.broken.map(\.path) == [])
        #expect(sampled == Set(samples.catalog.sources.map(\.id)))
        for source in samples.catalog.sources { #expect(source.expect.most != nil) }
    }

    @Test("no sample holds a person's telephone number or e-mail address", arguments: Samples.all)
    func privacy(_ sample: Sample) throws {
        for page in sample.pages where ![".xlsx", ".xls", ".pdf"].contains(where: page.hasSuffix) {
            let text = try String(contentsOfFile: Samples.root + "/" + page, encoding: .utf8)
            #expect(try text.firstMatch(of: Regex(#"\(\d{3}\) ?\d{3}-\d{4}|[a-z0-9.]+@[a-z0-9.]+\.(com|org|gov|net)"#)) == nil)
        }
    }
}
