import Register

/// A manifest as it is written: decoded after ``Schema`` has found every key and word good.
struct Manifest: Decodable {
    var id: String
    var publisher: String
    var publication: Source.Publication
    var page: String
    var window: String?
    var pauseSeconds: Double?
    var sameListAs: String?
    var archive: Bool?
    var privatePages: [Snapshot.Role]?
    var fetch: [Step]
    var read: Read
    var fields: [String: Field]
    var ignore: [String]?
    var expect: Expect?
    var privateColumns: [String]?
    var fromFacts: Bool?
    var every: String?

    enum CodingKeys: String, CodingKey {
        case id, publisher, publication, page, window, fetch, read, fields, ignore, expect, archive
        case pauseSeconds = "pause_seconds"
        case every
        case fromFacts = "from_facts"
        case sameListAs = "same_list_as"
        case privatePages = "private_pages"
        case privateColumns = "private"
    }

    struct Expect: Decodable {
        struct Rows: Decodable {
            var least: Int?
            var most: Int?
        }

        var rows: Rows?
        var newestWithinDays: Int?

        enum CodingKeys: String, CodingKey {
            case rows
            case newestWithinDays = "newest_within_days"
        }
    }

    struct Read: Decodable {
        var format: ReadRule.Format
        var header: [String]?
        var columns: [String]?
        var sheet: String?
        var stop: [String]?
        var except: [String]?
        var skip: [Skip]?
        var array: String?
        var fragment: String?
        var labels: [String: [String]]?
        var block: String?
        var links: String?
        var empty: [String]?
        var entities: Bool?
    }

    /// The source, once its identity is known to fit the file.
    func source(id: SourceID, state: StateCode) -> Source {
        Source(
            id: id, state: state, publisher: publisher, publication: publication, page: page, window: Self.window(window),
            pauseSeconds: pauseSeconds ?? 2, fetch: fetch.map { $0.step(page: page) }, read: rule, fields: rules, ignore: ignore ?? [],
            expect: Expectation(least: expect?.rows?.least, most: expect?.rows?.most, newestWithinDays: expect?.newestWithinDays),
            sameListAs: sameListAs.flatMap(SourceID.init(rawValue:)), archive: archive ?? false, privateColumns: privateColumns ?? [])
    }

    private var rule: ReadRule {
        ReadRule(
            format: read.format, header: read.header ?? [], columns: read.columns ?? [], sheet: read.sheet, stop: read.stop ?? [],
            except: read.except ?? [], skip: read.skip?.map(\.rule) ?? [],
            array: read.array, fragment: read.fragment, labels: read.labels ?? [:], block: read.block, links: read.links,
            empty: read.empty ?? [],
            entities: read.entities ?? false)
    }

    private var rules: FieldRules {
        FieldRules(
            Dictionary(uniqueKeysWithValues: fields.compactMap { name, field in FieldRules.Field(rawValue: name).map { ($0, field.rule) } })
        )
    }

    /// `12h`, `1d`; a day where nothing is said.
    var interval: Duration {
        guard let every, let count = Int(every.dropLast()) else { return .seconds(86_400) }
        return .seconds(count * (every.hasSuffix("h") ? 3600 : 86_400))
    }

    private static func window(_ text: String?) -> Window {
        switch text {
        case "calendar_year"?: .calendarYear
        case "fiscal_year"?: .fiscalYear
        case let text? where text.hasPrefix("rolling "): Int(text.dropFirst(8)).map { .rolling(days: $0) } ?? .all
        default: .all
        }
    }
}
