/// The tables of NAICS by vintage, and the words that name a sector.
public struct IndustryTable: Sendable {
    private let titles: [Int: [String: String]]
    private let vintages: [Int]
    /// The sector of a title, or of a word of the reviewed list, by its words; nil where two sectors have such a title.
    private let sectors: [Set<String>: String?]
    private let sectorTitles: [(words: String, sector: String)]

    /// - Parameters:
    ///   - titles: by vintage and code.
    ///   - words: further words and the sector that each names.
    public init(titles: [Int: [String: String]], words: [(words: String, sector: String)]) {
        self.titles = titles
        vintages = titles.keys.sorted()
        var sectors: [Set<String>: String?] = [:]
        // Most titles are in every table, and again at every depth of a code.
        var last: [String: String] = [:]
        for table in titles.values {
            for (code, title) in table {
                let sector = Self.sector(ofCode: code)
                if last.updateValue(sector, forKey: title) == sector { continue }
                let key = Self.key(title)
                if let known = sectors[key], known != sector { sectors[key] = .some(nil) } else { sectors[key] = sector }
            }
        }
        for word in words { sectors[Self.key(word.words)] = word.sector }
        self.sectors = sectors
        let newest = titles.keys.max().flatMap { titles[$0] } ?? [:]
        sectorTitles = (newest.filter { $0.key.count == 2 }.map { (words: $0.value, sector: Self.sector(ofCode: $0.key)) } + words)
            .map { (words: Self.words(of: $0.words).joined(separator: " "), sector: $0.sector) }
    }

    /// The entry of a code as filed; nil for one that no table has, such as one of the older SIC.
    ///
    /// The table is the newest that is not newer than the notice; else the nearest that has the code: agencies are late to change.
    /// - Parameter year: of the notice; nil: the newest table comes first.
    public func industry(code: String, year: Int?) -> Industry? {
        let digits = code.count == 5 && code.dropFirst(2).first == "-" ? String(code.prefix(2)) : code
        var written = digits
        while written.count >= 2 {
            for vintage in order(year) {
                guard let title = titles[vintage]?[written], let level = Industry.Level(digits: written.count) else { continue }
                return Industry(
                    code: written.count == digits.count ? code : written, vintage: vintage, level: level, title: title,
                    sector: Self.sector(ofCode: written))
            }
            // "488100": four digits, filled up to six.
            guard written.last == "0" else { return nil }
            written.removeLast()
        }
        return nil
    }

    /// Whether a code of four digits may be one of the older SIC: notices before the oldest table can have either.
    public func maybeSIC(code: String, year: Int?) -> Bool { code.count == 4 && year.map { $0 < vintages.first ?? 0 } ?? true }

    /// The sector that words name: a title of the tables, a word of the reviewed list, a sector's title that a narrow column cut off, or
    /// any words that end in `Manufacturing`.
    public func industry(words text: String) -> Industry? {
        let words = Self.words(of: text)
        guard !words.isEmpty else { return nil }
        guard let sector = sector(of: words), let title = title(ofSector: sector) else { return nil }
        return Industry(level: .sector, title: title, sector: sector)
    }

    private func sector(of words: [String]) -> String? {
        if let known = sectors[Set(words)] { return known }
        let text = words.joined(separator: " ")
        if text.utf8.count >= 30 {
            let whole = Set(sectorTitles.filter { $0.words.hasPrefix(text) }.map(\.sector))
            if whole.count == 1 { return whole.first }
        }
        return words.last == "manufacturing" ? Self.sector(ofCode: "31") : nil
    }

    public func title(ofSector sector: String) -> String? { vintages.last.flatMap { titles[$0]?[String(sector.prefix(2))] } }

    private func order(_ year: Int?) -> [Int] {
        guard let year else { return vintages.reversed() }
        let own = vintages.last { $0 <= year } ?? vintages.first ?? year
        return vintages.sorted { (abs($0 - own), $0) < (abs($1 - own), $1) }
    }

    static func sector(ofCode code: String) -> String {
        switch code.prefix(2) {
        case "31", "32", "33": "31-33"
        case "44", "45": "44-45"
        case "48", "49": "48-49"
        default: String(code.prefix(2))
        }
    }

    private static func key(_ text: String) -> Set<String> { Set(words(of: text)) }

    /// Lower case, without the words that join others; the abbreviations of the tables' short titles written out.
    private static func words(of text: String) -> [String] {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return plainWords(of: text) }
        return text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { short[String($0)] ?? String($0) }.filter { !joints.contains($0) }
    }

    /// The same of ASCII, by its bytes.
    private static func plainWords(of text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        func close() {
            if word.isEmpty { return }
            let written = String(decoding: word, as: UTF8.self)
            word.removeAll(keepingCapacity: true)
            if !joints.contains(written) { words.append(short[written] ?? written) }
        }
        for byte in text.utf8 {
            switch byte {
            case 48...57, 97...122: word.append(byte)
            case 65...90: word.append(byte | 0x20)
            default: close()
            }
        }
        close()
        return words
    }

    private static let joints: Set<String> = ["and", "or", "the", "of"]
    private static let short = ["mfg": "manufacturing", "exc": "except", "trans": "transportation", "svcs": "services", "ind": "industrial", "whsle": "wholesale"]
}

extension FieldRules {
    /// Whether a row can say anything of its industry.
    public var haveIndustry: Bool { self[.naics] != nil || self[.industry] != nil }
}
