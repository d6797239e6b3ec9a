import Postgres
import Register
internal import Synchronization

/// The reports as the database's catalog describes them, read again when the views were remade.
final class ReportCatalog: Sendable {
    private let known = Mutex<(stamp: String, reports: [Report])?>(nil)

    func reports(_ connection: isolated Connection) throws -> [Report] {
        let stamp = try connection.queryPrepared(Self.stampStatement).first?.value("stamp", as: String.self) ?? ""
        if let known = known.withLock({ $0 }), known.stamp == stamp { return known.reports }
        let reports = try Self.read(connection)
        known.withLock { $0 = (stamp, reports) }
        return reports
    }

    private static func read(_ connection: isolated Connection) throws -> [Report] {
        var reports: [Report] = []
        for row in try connection.query(statement) {
            let name = try row.value("report", as: String.self)
            if reports.last?.name != name {
                reports.append(
                    Report(
                        name: name, question: try row.optional("question", as: String.self) ?? "", columns: [],
                        definition: Digest(hexadecimal: try row.value("definition", as: String.self)) ?? Digest(of: [])))
            }
            reports[reports.count - 1].columns.append(
                .init(
                    name: try row.value("column", as: String.self), type: try row.value("type", as: String.self),
                    comment: try row.optional("comment", as: String.self) ?? ""))
        }
        return reports
    }

    private static let stampStatement = """
        select coalesce(string_agg(c.oid::text, ',' order by c.relname), '') as stamp
        from pg_catalog.pg_class c
        where c.relnamespace = 'report'::regnamespace and c.relkind = 'v'
        """

    /// A view with a column of bytes is no table of answers, and is left out.
    private static let statement = """
        select c.relname as report, obj_description(c.oid, 'pg_class') as question, a.attname as "column",
            format_type(a.atttypid, a.atttypmod) as type, col_description(c.oid, a.attnum) as comment,
            coalesce(
                (select d.sha256 from report.definitions d where d.name = c.relname and d.in_force),
                encode(sha256(convert_to(pg_get_viewdef(c.oid), 'UTF8')), 'hex')) as definition
        from pg_catalog.pg_class c
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'report'::regnamespace and c.relkind = 'v'
            and not exists (select from pg_catalog.pg_attribute b where b.attrelid = c.oid and b.attnum > 0 and b.atttypid = 'bytea'::regtype)
        order by c.relname, a.attnum
        """
}
