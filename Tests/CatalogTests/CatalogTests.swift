import Foundation
import Register
import Testing

@testable import Catalog

@Suite struct CatalogTests {
    static let home = Home(
        path: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path)

    /// A whole manifest of one line each, so that a test changes one.
    static let manifest = """
        id: ny
        publisher: Department of Labor
        publication: published
        page: https://example.org/warn
        window: calendar_year
        fetch:
          - get: page
          - follow: { links: "*.csv", most: 3 }
        read: { format: csv, header: [Employer] }
        fields:
          employer: Employer
          workers: { column: [Workers, Count], zero: unknown }
          temporary: { column: Kind, values: { Permanent: false, Temporary: true } }
          amendment: { section: "SUPPLEMENTAL*" }
        ignore: [Index]
        expect: { rows: { least: 5, most: 500 }, newest_within_days: 60 }
        """

    static func source(_ text: String, path: String = "Importers/ny/ny.yaml") throws -> Source {
        let schema = try JSONDecoder().decode(
            JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: home.importers + "/manifest.schema.json")))
        return try Catalog.source(from: text, path: path, schema: Schema(root: schema), roster: Catalog.jurisdictions(home))
    }

    @Test("an archive is imported only by its name, and so is the same list in another form")
    func onlyByName() throws {
        #expect(try !Self.source(Self.manifest).isOnlyByName)
        #expect(try Self.source(Self.manifest + "\narchive: true").isOnlyByName)
        #expect(try Self.source(Self.manifest + "\nsame_list_as: ny-csv").isOnlyByName)
    }

    @Test("the sources of some states alone, as a program reads that reads one page")
    func some() throws {
        let state = try #require(StateCode(rawValue: "KY"))
        let catalog = try Catalog.load(Self.home, only: [state])
        #expect(!catalog.sources.isEmpty && catalog.sources.allSatisfy { $0.state == state })
    }

    static func error(_ text: String, path: String = "Importers/ny/ny.yaml") -> CatalogError? {
        #expect(throws: CatalogError.self) { try source(text, path: path) }
    }

    @Test("every manifest of the project is read, and its id is its file's name")
    func everyManifest() throws {
        let catalog = try Catalog.load(Self.home)
        #expect(catalog.sources.contains { $0.id.rawValue == "ny" })
        for source in catalog.sources { #expect(source.id.state == source.state) }
    }

    @Test("the roster holds 50 states, the District of Columbia and 3 territories")
    func roster() throws {
        let roster = try Catalog.jurisdictions(Self.home)
        #expect(roster.count == 54)
        #expect(Set(roster.map(\.code)).count == 54)
        #expect(Set(roster.map(\.fips)).count == 54)
        #expect(roster.filter { $0.kind == .state }.count == 50)
        #expect(roster.filter { $0.kind == .territory }.count == 3)
    }

    @Test("a manifest becomes a source")
    func manifest() throws {
        let source = try Self.source(Self.manifest)
        #expect(source.id.rawValue == "ny")
        #expect(source.window == .calendarYear)
        #expect(source.fetch == [.get(url: "https://example.org/warn", role: .rows), .follow(links: "*.csv", role: .rows, most: 3)])
        #expect(source.fields[.employer]?.columns == ["Employer"])
        #expect(source.fields[.workers]?.columns == ["Workers", "Count"])
        #expect(source.fields[.workers]?.zero == .unknown)
        #expect(source.fields[.temporary]?.values == ["Permanent": "false", "Temporary": "true"])
        #expect(source.fields[.amendment]?.section == "SUPPLEMENTAL*")
        #expect(source.expect == Expectation(least: 5, most: 500, newestWithinDays: 60))
    }

    @Test(
        "a wrong manifest is refused with its line",
        arguments: [
            ("fields:", "feilds:", "CAT-02", "Importers/ny/ny.yaml:10: unknown key \"feilds\". Did you mean \"fields\"?"),
            ("zero: unknown", "zeros: unknown", "CAT-02", "Importers/ny/ny.yaml:12: unknown key \"zeros\". Did you mean \"zero\"?"),
            ("format: csv", "format: cvs", "CAT-04", "Importers/ny/ny.yaml:9: \"format\" cannot be \"cvs\". Did you mean \"csv\"?"),
            ("least: 5", "least: five", "CAT-03", "Importers/ny/ny.yaml:16: \"least\" must be a whole number, not a text."),
            ("id: ny", "id: 12", "CAT-03", "Importers/ny/ny.yaml:1: \"id\" must be a text, not a whole number."),
            ("publisher: Department of Labor\n", "", "CAT-05", "Importers/ny/ny.yaml:1: \"publisher\" is missing."),
            ("window: calendar_year", "window: forever", "CAT-06", nil),
            (
                "employer: Employer", "employer: 3", "CAT-03",
                "Importers/ny/ny.yaml:11: \"employer\" must be a text or a list or a map, not a whole number."
            ),
            ("ignore: [Index]", "ignore: [Index", "CAT-07", nil),
            ("ignore: [Index]", "id: ny", "CAT-07", nil),
            ("id: ny", "id: nj", "CAT-08", "Importers/ny/ny.yaml:1: id \"nj\" does not fit the file: expected ny."),
            ("zero: unknown", "pattern: '('", "CAT-10", "Importers/ny/ny.yaml:12: \"pattern\" is no regular expression: ("),
        ] as [(String, String, String, String?)])
    func refusal(old: String, new: String, code: String, message: String?) throws {
        let text = Self.manifest.replacingOccurrences(of: old, with: new)
        #expect(text != Self.manifest)
        let error = try #require(Self.error(text))
        #expect(error.code == code)
        if let message { #expect(error.message == message) }
        #expect(error.message.contains("Importers/ny/ny.yaml:"))
        #expect(!error.hint.isEmpty)
    }

    @Test("a state that is in no roster is refused")
    func unknownState() throws {
        let error = try #require(Self.error(Self.manifest.replacingOccurrences(of: "id: ny", with: "id: zz"), path: "Importers/zz/zz.yaml"))
        #expect(error.code == "CAT-09")
    }

    @Test("an unknown source is answered with the nearest one")
    func unknownSource() throws {
        let catalog = try Catalog.load(Self.home)
        let error = #expect(throws: CatalogError.self) { try catalog.source("nyy") }
        #expect(error?.message == "No source has the id \"nyy\". Did you mean \"ny\"?")
    }
}
