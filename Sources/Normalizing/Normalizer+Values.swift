import Register

extension Normalizer {
    // MARK: status

    /// Amendment, rescission, condition: from their own fields, and from markers beside the name.
    func mark(_ notice: inout Notice, _ row: MappedRow, _ employer: ReadEmployer) throws(NormalizingError) {
        notice.amendment = try flag(.amendment, row) || employer.amendment
        notice.rescinded = try flag(.rescinded, row) || employer.rescinded
        notice.conditional = try flag(.conditional, row) || employer.conditional
    }

    /// True where the rule's words say so; without words, where its pattern or its section matches.
    private func flag(_ field: FieldRules.Field, _ row: MappedRow) throws(NormalizingError) -> Bool {
        guard let plan = plans[field], row.applies(plan) else { return false }
        if plan.rule.columns.isEmpty { return true }
        guard !plan.rule.values.isEmpty else { return !row.text(field).isEmpty }
        return try meaning(field, row.text(field), row) == "true"
    }

    // MARK: workers

    func count(_ notice: inout Notice, _ row: MappedRow, _ warnings: inout [NoticeWarning]) {
        guard let plan = plans[.workers] else { return }
        var cell = row.cell(.workers) ?? Cell("")
        if cell.date == nil || plan.pattern != nil { cell = Cell(row.text(.workers)) }
        let reader = CountReader(state: state, zero: plan.rule.zero)
        let read = cell.date == nil ? reader.plain(cell) ?? counts.value(of: cell.text) { reader.read(cell) } : reader.read(cell)
        notice.workers = read.count
        notice.sites = read.sites
        notice.amendment = notice.amendment || read.marksAmendment
        warnings += read.warnings
        if notice.rescinded, notice.workers.exact == 0 {
            notice.workers = .notStated
            warnings.append(.rescissionMarker)
        }
    }

    /// `5/5/2025 @ Troy; 6/4/2025 @ Salem` beside `501 @ Troy; 595 @ Salem`: each step has the workers of the site that stands with it.
    func countPhases(_ notice: inout Notice, _ row: MappedRow) {
        let counts = notice.sites.map(\.workers)
        guard notice.phases.count > 1, notice.phases.count == counts.count, notice.phases.allSatisfy({ $0.workers == nil }) else { return }
        var text = row.text(.effective)[...]
        for site in notice.sites {
            guard let city = site.city, let range = text.firstRange(of: city) else { return }
            text = text[range.upperBound...]
        }
        for place in notice.phases.indices { notice.phases[place].workers = counts[place] }
    }

    // MARK: place

    func place(_ notice: inout Notice, _ row: MappedRow, _ warnings: inout [NoticeWarning]) {
        let city = plans[.city]
        let raw = city?.pattern == nil && city?.part == .whole ? row.cell(.city)?.raw : nil
        let text = row.text(.city)
        let read = places.value(of: raw ?? text) {
            let read = PlaceReader(state: state).read(text, raw: raw)
            return finder?.settled(read, text) ?? read
        }
        let county = row.text(.county)
        let counties = county.foldedLines
        notice.city = read.city
        notice.county =
            counties.count > 1 && Set(counties).count > 1
            ? nil : counties.first.flatMap { name in self.counties.value(of: name) { PlaceReader.county(named: name) } } ?? read.county
        if notice.sites.isEmpty, !read.sites.isEmpty {
            let workers = row.text(.siteWorkers).split(separator: "\n").map {
                CountReader(state: state, zero: .unknown).read(Cell(String($0))).count.exact
            }
            notice.sites = Self.sites(read.sites, counties, workers)
        }
        countAtSites(&notice, &warnings)
        if read.isElsewhere { warnings.append(.placeElsewhere) }
        notice.zip = row.optional(.zip)
        let location: FieldRules.Field = plans[.location] == nil ? .city : .location
        let written = row.oneLine(location)
        notice.locationRaw = Blank.isBlank(written) ? nil : written
        notice.placement = finder?.placement(
            of: PlaceFinder.Statement(
                city: notice.city, county: notice.county, zip: notice.zip, location: notice.locationRaw, sites: notice.sites,
                isElsewhere: read.isElsewhere))
        // Only the state or the ZIP code parts it from the street, and the roster says where its name begins.
        if notice.city == nil, notice.sites.isEmpty, !read.isElsewhere, let written = notice.locationRaw { notice.city = finder?.city(in: written) }
    }

    /// As many at one site are a large employer's, or a slip: they are counted and told. Several sites named one by one never had as many
    /// (three shops, `9248`): the figure is the company's.
    private static let largeSite = 5_000

    private func countAtSites(_ notice: inout Notice, _ warnings: inout [NoticeWarning]) {
        guard let workers = notice.workers.exact, workers >= Self.largeSite else { return }
        guard notice.sites.count > 1, notice.sites.allSatisfy({ $0.workers == nil }) else {
            warnings.append(.countLarge)
            return
        }
        notice.workers = WorkerCount(total: workers, scope: .nationwide)
        warnings.append(.countNotForState)
    }

    /// Places, counties and counts of one table, line by line; a list that is shorter or longer belongs to no place.
    private static func sites(_ sites: [Site], _ counties: [String], _ workers: [Int?]) -> [Site] {
        sites.enumerated().map { index, site in
            let county = counties.count == sites.count ? counties[index] : site.county
            return Site(city: site.city, county: county, workers: workers.count == sites.count ? workers[index] : site.workers)
        }
    }

    // MARK: words of a list

    func classify(_ notice: inout Notice, _ row: MappedRow) throws(NormalizingError) {
        notice.eventType = try eventType(row)
        notice.temporary = try flag(.temporary, row)
        notice.act = try meaning(.act, row.text(.act), row).flatMap(Act.init(rawValue:)) ?? .warn
    }

    /// Where several types are ticked, the one that ends the most work.
    private func eventType(_ row: MappedRow) throws(NormalizingError) -> EventType? {
        let vocabulary = plans[.eventType]?.rule.vocabulary ?? []
        let text = row.text(.eventType)
        guard !vocabulary.isEmpty, !Blank.isBlank(text) else {
            return try meaning(.eventType, text, row).flatMap(EventType.init(rawValue:))
        }
        var types: [EventType] = []
        for word in typeWords.value(of: text, make: { ReasonReader.reasons(in: text, vocabulary: vocabulary) }) {
            if let type = try meaning(.eventType, word, row).flatMap(EventType.init(rawValue:)) { types.append(type) }
        }
        return [.closure, .relocation, .layoff, .reductionInHours, .other].first(where: types.contains)
    }

    /// What the manifest says the cell's word means; nil for a blank cell and for a word that means unknown.
    ///
    /// - Throws: ``NormalizingError/unknownWord(source:locator:field:column:word:known:)`` for a word that is not listed,
    ///   the usual ones for an event apart.
    private func meaning(_ field: FieldRules.Field, _ word: String, _ row: MappedRow) throws(NormalizingError) -> String? {
        guard let plan = plans[field], !word.folded.isEmpty else { return nil }
        if let found = plan.meaning(of: word) {
            return found == "unknown" && field != .act ? nil : found
        }
        if Blank.isBlank(word) { return nil }
        if field == .eventType, let type = EventWords.meaning(of: word) { return type.rawValue }
        throw .unknownWord(
            source: source.id, locator: row.row.locator, field: field, column: plan.rule.columns.first ?? field.rawValue, word: word.folded,
            known: plan.rule.values.keys.sorted())
    }

    // MARK: the rest

    func describe(_ notice: inout Notice, _ row: MappedRow) {
        notice.naics = row.optional(.naics).flatMap { text in codes.value(of: text) { Self.naics(text) } }
        notice.industry = row.optional(.industry)
        notice.union = row.optional(.union)
        notice.reason = row.optional(.reason)
        if let reason = notice.reason {
            notice.reasons = reasons.value(of: reason) {
                ReasonReader.reasons(in: reason, vocabulary: plans[.reason]?.rule.vocabulary ?? [])
            }
        }
        let letter = row.text(.letter)
        notice.letterURL = letter.isEmpty ? nil : letter
        notice.number = row.optional(.number)
    }

    /// The digits of a code of two to six; `52: Finance and Insurance` is 52, several codes are none. Three sectors are a pair.
    private static func naics(_ text: String) -> String? {
        if let pair = ["31-33", "44-45", "48-49"].first(where: text.hasPrefix) { return pair }
        if (2...6).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) { return text }
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return plainNAICS(text) }
        guard text.first?.isNumber == true else { return nil }
        let numbers = text.split { !$0.isNumber }
        guard let first = numbers.first, (2...6).contains(first.count),
            numbers.dropFirst().allSatisfy({ Int($0) == 0 })
        else { return nil }
        return String(first)
    }

    /// The same of ASCII, by its bytes.
    private static func plainNAICS(_ text: String) -> String? {
        let code = text.utf8.prefix { (48...57).contains($0) }
        guard (2...6).contains(code.count), text.utf8[code.endIndex...].allSatisfy({ !(49...57).contains($0) }) else { return nil }
        return String(Substring(code))
    }
}

extension MappedRow {
    /// The field's text on one line, its lines joined by a comma; one is enough where a line ends in it.
    func oneLine(_ field: FieldRules.Field) -> String {
        let text = text(field)
        guard text.utf8.contains(0x0A) else { return text.folded }
        let lines = text.foldedLines
        return lines.dropFirst().reduce(lines.first ?? "") { $0 + ($0.hasSuffix(",") ? " " : ", ") + $1 }
    }
}
