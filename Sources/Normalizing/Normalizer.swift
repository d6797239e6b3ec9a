internal import Patterns
public import Register

/// Turns a source's rows into notices: one row becomes one notice or one rejection, and nothing is guessed.
///
/// Pure: the same row, rules and day give the same notice.
public final class Normalizer {
    let source: Source
    let state: StateNames
    let today: CalendarDate
    let plans: FieldPlans
    let places = Memo<ReadPlace>()
    let reasons = Memo<[String]>()
    let typeWords = Memo<[String]>()
    let counts = Memo<ReadCount>()
    let employers = Memo<ReadEmployer>()
    let counties = Memo<String?>()
    let codes = Memo<String?>()
    let dates = Memo<ReadDates>()
    let finder: PlaceFinder?
    let industries: IndustryTable?
    let industriesRead = Memo<Industry?>()

    /// - Parameters:
    ///   - roster: every jurisdiction, so that a text's `4 in SS` and `Hoffman Estates TT` are understood.
    ///   - today: the day of the import; it settles two-digit years.
    ///   - places: the state's counties and places; nil: notices get no ``Notice/placement``.
    ///   - industries: the tables of NAICS; nil: notices get no ``Notice/industryRead``.
    public init(
        source: Source, roster: [Jurisdiction], today: CalendarDate, places: PlaceRoster? = nil, industries: IndustryTable? = nil
    ) throws(NormalizingError) {
        self.source = source
        self.today = today
        let state = StateNames(own: source.state, roster: roster)
        self.state = state
        self.industries = industries
        finder = places.map { PlaceFinder(roster: $0, state: state) }
        var patterns: [FieldRules.Field: TextPattern] = [:]
        for (field, rule) in source.fields.rules {
            guard let pattern = rule.pattern else { continue }
            guard let expression = TextPattern(pattern) else { throw .badPattern(source: source.id, field: field, pattern: pattern) }
            patterns[field] = expression
        }
        plans = FieldPlans(source.fields, patterns: patterns)
    }

    /// The notices and rejections of a table; together with the rows skipped they are all its rows.
    public func normalize(_ table: SourceTable) -> NormalizedTable {
        var notices: [Notice] = []
        notices.reserveCapacity(table.rows.count)
        var result = normalize(table) { notices.append($0) }
        result.notices = notices
        return result
    }

    /// The same, each notice handed on as it is made and none kept: for a program that writes them and needs them no more.
    public func normalize(_ table: SourceTable, each: (Notice) -> Void) -> NormalizedTable {
        var result = NormalizedTable()
        var count = 0
        var pointers = Pointers(table.pointers)
        for (place, row) in table.rows.enumerated() {
            do throws(NormalizingError) {
                var notice = try notice(from: row)
                pointers.attach(to: &notice, at: place, reader: self)
                each(notice)
                count += 1
            } catch {
                result.rejections.append(
                    Rejection(
                        source: source.id, row: row.index, locator: row.locator, code: error.code, message: error.message, hint: error.hint)
                )
            }
        }
        var skipped = table.skipped.reduce(into: [:]) { counts, row in counts[row.rule, default: 0] += 1 }
        for pointer in pointers.unattached {
            skipped[pointer.rule, default: 0] -= 1
            skipped[pointer.rule + "_of_no_row", default: 0] += 1
        }
        result.tally = ImportTally(notices: count, rejected: result.rejections.count, skipped: skipped.filter { $0.value > 0 })
        return result
    }

    /// - Throws: ``NormalizingError`` for a row without an employer and for a word that the manifest does not know.
    public func notice(from row: SourceRow) throws(NormalizingError) -> Notice {
        let row = MappedRow(row: row, plans: plans)
        let raw = row.text(.employer)
        let employer = PlainName.isPlain(raw) ? ReadEmployer(name: raw) : employers.value(of: raw) { EmployerReader.closely(raw) }
        guard !Blank.isBlank(employer.name) else {
            throw .noEmployer(source: source.id, locator: row.row.locator, columns: source.fields[.employer]?.columns ?? [])
        }
        var notice = Notice(
            source: source.id, state: source.state, row: row.row.index, locator: row.row.locator, employer: employer.name,
            employerRaw: row.written(.employer))
        var warnings: [NoticeWarning] = employer.isRepaired ? [.textRepaired] : []
        notice.dba = employer.dba ?? row.optional(.dba).map { TextRepair.repair($0).folded }
        if let dba = notice.dba, dba.comparable == notice.employer.comparable { notice.dba = nil }
        try mark(&notice, row, employer)
        date(&notice, row, &warnings)
        count(&notice, row, &warnings)
        place(&notice, row, &warnings)
        countPhases(&notice, row)
        try classify(&notice, row)
        describe(&notice, row)
        readIndustry(&notice, &warnings)
        if !warnings.isEmpty { tell(warnings, of: row, in: &notice) }
        return notice
    }

    /// Each once, and what the row says there.
    private func tell(_ warnings: [NoticeWarning], of row: MappedRow, in notice: inout Notice) {
        let told = warnings.reduce(into: [NoticeWarning]()) { if !$0.contains($1) { $0.append($1) } }
        notice.warnings = told.map(\.rawValue)
        notice.warnedOf = told.map { $0.stated(in: row) }
    }
}

/// What one table's rows became.
public struct NormalizedTable: Sendable, Equatable {
    public var notices: [Notice] = []
    public var rejections: [Rejection] = []
    public var tally = ImportTally(notices: 0, rejected: 0, skipped: [:])
}
