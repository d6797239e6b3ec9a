/// What a notice's industry is by the tables of NAICS: from the code as filed, or from words that name a sector. Never from the employer's name.
public struct Industry: Sendable, Hashable, Codable {
    /// How deep a code goes: by its digits, two to six.
    public enum Level: String, Sendable, Hashable, Codable, CaseIterable {
        case sector, subsector
        case industryGroup = "industry_group"
        case industry = "naics_industry"
        case nationalIndustry = "national_industry"

        init?(digits: Int) {
            switch digits {
            case 2: self = .sector
            case 3: self = .subsector
            case 4: self = .industryGroup
            case 5: self = .industry
            case 6: self = .nationalIndustry
            default: return nil
            }
        }
    }

    /// Raised with every change of the rules that can read the same words otherwise: with the tables' bytes it names a vintage.
    public static let rules = 1

    /// The code of the table: as filed, without the zeros by which a shorter one was filled up; nil where only words are filed.
    public var code: String?
    /// The table the code is from: 2007, 2012, 2017 or 2022; nil without a code.
    public var vintage: Int?
    public var level: Level
    /// The code's title; without a code, the sector's.
    public var title: String
    /// Two digits, or `31-33`, `44-45`, `48-49`.
    public var sector: String

    public init(code: String? = nil, vintage: Int? = nil, level: Level, title: String, sector: String) {
        self.code = code
        self.vintage = vintage
        self.level = level
        self.title = title
        self.sector = sector
    }
}

extension Notice {
    /// The year by which the table of its industry's code is chosen; nil where no date is stated.
    public var industryYear: Int? { (noticeDate ?? receivedDate ?? effective?.start)?.year }
}
