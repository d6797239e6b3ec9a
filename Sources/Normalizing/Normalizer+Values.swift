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
        guard let rule = source.fields[field], row.applies(rule) else { return false }
        if rule.columns.isEmpty { return true }
        guard !rule.values.isEmpty else { return !row.text(field).isEmpty }
        return try meaning(field, row.text(field), row) == "true"
    }

    // MARK: workers

    func count(_ notice: inout Notice, _ row: MappedRow, _ warnings: inout [NoticeWarning]) {
        guard let rule = source.fields[.workers] else { return }
        var cell = row.cell(.workers) ?? Cell("")
        if cell.date == nil || patterns[.workers] != nil { cell = Cell(row.text(.workers)) }
        let read = CountReader(state: state, zero: rule.zero).read(cell)
        notice.workers = read.count
        notice.sites = read.sites
        notice.amendment = notice.amendment || read.marksAmendment
        warnings += read.warnings
        if notice.rescinded, notice.workers.exact == 0 {
            notice.workers = .notStated
            warnings.append(.rescissionMarker)
        }
    }

    // MARK: place

    func place(_ notice: inout Notice, _ row: MappedRow, _ warnings: inout [NoticeWarning]) {
        let read = PlaceReader(state: state).read(row.text(.city))
        let counties = row.text(.county).split(separator: "\n").map(\.folded).filter { !$0.isEmpty }
        notice.city = read.city
        notice.county = Set(counties).count > 1 ? nil : counties.first.flatMap(PlaceReader.county(named:)) ?? read.county
        if notice.sites.isEmpty { notice.sites = Self.sites(read.sites, counties) }
        if read.isElsewhere { warnings.append(.placeElsewhere) }
        notice.zip = row.optional(.zip)
        notice.locationRaw = row.optional(source.fields[.location] == nil ? .city : .location).map { _ in
            row.oneLine(source.fields[.location] == nil ? .city : .location)
        }
    }

    /// Places and counties of one table, line by line.
    private static func sites(_ sites: [Site], _ counties: [String]) -> [Site] {
        guard counties.count == sites.count else { return sites }
        return zip(sites, counties).map { Site(city: $0.city, county: $1, workers: $0.workers) }
    }

    // MARK: words of a list

    func classify(_ notice: inout Notice, _ row: MappedRow) throws(NormalizingError) {
        notice.eventType = try eventType(row)
        notice.temporary = try flag(.temporary, row)
        notice.act = try meaning(.act, row.text(.act), row).flatMap(Act.init(rawValue:)) ?? .warn
    }

    /// Where several types are ticked, the one that ends the most work.
    private func eventType(_ row: MappedRow) throws(NormalizingError) -> EventType? {
        let vocabulary = source.fields[.eventType]?.vocabulary ?? []
        let text = row.text(.eventType)
        guard !vocabulary.isEmpty, !Blank.isBlank(text) else {
            return try meaning(.eventType, text, row).flatMap(EventType.init(rawValue:))
        }
        var types: [EventType] = []
        for word in ReasonReader.reasons(in: text, vocabulary: vocabulary) {
            if let type = try meaning(.eventType, word, row).flatMap(EventType.init(rawValue:)) { types.append(type) }
        }
        return [.closure, .relocation, .layoff, .reductionInHours, .other].first(where: types.contains)
    }

    /// What the manifest says the cell's word means; nil for a blank cell and for a word that means unknown.
    ///
    /// - Throws: ``NormalizingError/unknownWord(source:locator:field:column:word:known:)`` for a word that is not listed.
    private func meaning(_ field: FieldRules.Field, _ word: String, _ row: MappedRow) throws(NormalizingError) -> String? {
        guard let rule = source.fields[field] else { return nil }
        guard !word.folded.isEmpty else { return nil }
        if let found = rule.values.first(where: { $0.key.comparable == word.comparable })?.value {
            return found == "unknown" && field != .act ? nil : found
        }
        if Blank.isBlank(word) { return nil }
        throw .unknownWord(
            source: source.id, locator: row.row.locator, field: field, column: rule.columns.first ?? field.rawValue, word: word.folded,
            known: rule.values.keys.sorted())
    }

    // MARK: the rest

    func describe(_ notice: inout Notice, _ row: MappedRow) {
        notice.naics = row.optional(.naics).flatMap(Self.naics)
        notice.industry = row.optional(.industry)
        notice.union = row.optional(.union)
        notice.reason = row.optional(.reason)
        notice.reasons = ReasonReader.reasons(in: notice.reason ?? "", vocabulary: source.fields[.reason]?.vocabulary ?? [])
        let letter = row.text(.letter)
        notice.letterURL = letter.isEmpty ? nil : letter
        notice.number = row.optional(.number)
    }

    /// The digits of a code of two to six; `52: Finance and Insurance` is 52, several codes are none.
    private static func naics(_ text: String) -> String? {
        let numbers = text.split { !$0.isNumber }
        guard let first = numbers.first, text.first?.isNumber == true, (2...6).contains(first.count),
            numbers.dropFirst().allSatisfy({ Int($0) == 0 })
        else { return nil }
        return String(first)
    }
}

extension MappedRow {
    /// The field's text on one line, its lines joined by a comma; one is enough where a line ends in it.
    func oneLine(_ field: FieldRules.Field) -> String {
        let lines = text(field).split(separator: "\n").map(\.folded).filter { !$0.isEmpty }
        return lines.dropFirst().reduce(lines.first ?? "") { $0 + ($0.hasSuffix(",") ? " " : ", ") + $1 }
    }
}
