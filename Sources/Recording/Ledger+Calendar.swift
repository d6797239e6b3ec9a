internal import Postgres
public import Register

/// A day on which something of an employer's is due, or happens.
public struct DueDate: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// First day on which a worker loses work.
        case separation
        /// Last day to file a quarter's report.
        case quarter
    }

    public var day: CalendarDate
    public var kind: Kind
    public var employer: String
    /// The filer's number, ten digits.
    public var filer: String
    public var state: StateCode?
    /// The newest filing of the notice; nil for a quarter that is not reported.
    public var accessionNumber: AccessionNumber?
    /// Of the notice.
    public var workers: Int?
    /// That is to be reported.
    public var quarter: Quarter?
}

extension Ledger {
    /// What is due from employers: first separations of their open notices from a day on, and quarters that are not reported. Role: desk.
    ///
    /// A filer that ever reported a quarter owes every later one that has begun.
    /// - Parameters:
    ///   - filer: its number; nil: all.
    ///   - state: of the notice's first site; nil: all.
    public func calendar(
        from first: CalendarDate, to last: CalendarDate, filer: String?, state: StateCode?
    ) async throws(RecordingError) -> [DueDate] {
        try await Self.translating {
            let separations = try await connection.query(
                """
                select h.effective_start as day, h.employer, lpad(h.filer_no::text, 10, '0') as filer, h.state, h.accession_no, h.workers
                from ledger.disclosure d
                cross join lateral (
                    select f.* from ledger.filing f where f.disclosure_id = d.disclosure_id order by f.version desc limit 1) h
                where d.origin = 'employer' and h.effective_start between $1::date and $2::date and h.form_type in ('N', 'N/A', 'N/P')
                    and ($3::bigint is null or h.filer_no = $3::bigint) and ($4::text is null or h.state = $4)
                    and not exists (select from ledger.supersession s where s.supersedes_disclosure_id = d.disclosure_id)
                order by h.effective_start, h.accession_no
                """, [first, last, filer, state?.rawValue]
            ).map { row in
                DueDate(
                    day: try row.value("day"), kind: .separation, employer: try row.value("employer"), filer: try row.value("filer"),
                    state: try row.optional("state").flatMap(StateCode.init(rawValue:)),
                    accessionNumber: try row.parsed("accession_no", AccessionNumber.init(rawValue:)), workers: try row.optional("workers"))
            }
            let quarters = state != nil ? [] : try await connection.query(
                """
                select r.name as employer, lpad(r.filer_no::text, 10, '0') as filer, extract(year from g.day)::integer as year,
                    extract(quarter from g.day)::integer as number
                from ledger.filer r
                join (
                    select q.filer_no, min(make_date(q.report_year, 3 * q.report_quarter - 2, 1)) as first_day from ledger.quarter q group by q.filer_no
                ) q on q.filer_no = r.filer_no
                cross join lateral generate_series(q.first_day, $2::date, interval '3 months') g (day)
                where ($3::bigint is null or r.filer_no = $3::bigint) and not exists (
                    select from ledger.quarter o
                    where o.filer_no = r.filer_no and o.is_original and o.report_year = extract(year from g.day)
                        and o.report_quarter = extract(quarter from g.day))
                    and g.day <= $1::date
                order by g.day, r.filer_no
                """, [first, last, filer]
            ).compactMap { row -> DueDate? in
                guard let quarter = Quarter(year: try row.value("year"), number: try row.value("number")), quarter.dueDate <= last else { return nil }
                return DueDate(
                    day: quarter.dueDate, kind: .quarter, employer: try row.value("employer"), filer: try row.value("filer"), quarter: quarter)
            }
            return (separations + quarters).sorted { ($0.day, $0.filer) < ($1.day, $1.filer) }
        }
    }
}
