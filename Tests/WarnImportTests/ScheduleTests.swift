import Register
import Testing

@testable import WarnImport

@Suite struct ScheduleTests {
    private static func source(_ id: String, every hours: Int) throws -> Source {
        var source = Source(
            id: try #require(SourceID(rawValue: id)), state: try #require(StateCode(rawValue: String(id.prefix(2)).uppercased())),
            publisher: "Labor Department", publication: .published, page: "https://example.org", fetch: [], read: ReadRule(format: .csv),
            fields: FieldRules([:]))
        source.every = .seconds(hours * 3600)
        return source
    }

    @Test("a source is due when its last run ended as long ago as its schedule says, or when it has never run")
    func due() throws {
        let (ny, va, ks) = (try Self.source("ny", every: 24), try Self.source("va", every: 12), try Self.source("ks", every: 24))
        let now = 1_795_000_000.0
        let schedule = Schedule(lastRuns: [ny.id: now - 86_399, va.id: now - 43_200], now: now)
        #expect(schedule.due([ny, va, ks]).map(\.id.rawValue) == ["va", "ks"])
    }
}
