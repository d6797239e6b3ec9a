import Postgres
import TestDatabase
import Testing

@Suite struct ConnectionTests {
    static let awkward = [
        "", "plain", "tab\tline\nreturn\rback\\slash", #"quote " brace } comma ,"#, "NULL", "Ünïcödé 🏭", #"\N"#, "'; drop table t; --",
    ]

    @Test("a text comes back as it was sent: bound, in an array, and by COPY", arguments: awkward)
    func roundTrip(text: String) async throws {
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(conninfo)
            let row = try await connection.query("select $1::text as one, array[$1, 'b', $1]::text[] as many", [text])[0]
            #expect(try row.value("one", as: String.self) == text)
            #expect(try row.value("many", as: [String].self) == [text, "b", text])
            #expect(
                try await connection.query("select $1::text[] = array[$2, 'b'] as it", [[text, "b"], text])[0].value("it", as: Bool.self))
            try await connection.execute("create temp table t (a text, b bytea, c int)")
            try await connection.copy(into: "t", columns: ["a", "b", "c"], rows: [[text, Binary(Array(text.utf8)), nil], [nil, nil, 7]])
            let rows = try await connection.query("select a, b, c from t order by c nulls first")
            #expect(try rows[0].value("a", as: String.self) == text)
            #expect(try rows[0].value("b", as: Binary.self).bytes == Array(text.utf8))
            #expect(try rows[1].optional("a", as: String.self) == nil)
        }
    }

    @Test("a transaction that throws leaves nothing, and the connection is usable")
    func rollback() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(conninfo)
            try await connection.execute("create temp table t (a int)")
            let error = await #expect(throws: PostgresError.self) {
                try await connection.transaction { connection in
                    try connection.query("insert into t values ($1)", [1])
                    try connection.query("select 1 / 0")
                }
            }
            #expect(error?.state == "22012")
            #expect(try await connection.query("select 1 from t").isEmpty)
        }
    }

    @Test("rows that are taken as they arrive are those of a query; the first error is told, and the connection is usable")
    func arriving() async throws {
        struct Unwanted: Error {}
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(conninfo)
            let sql = "select n, case when n % 2 = 0 then 'even' end as word from generate_series(1, $1) n order by n"
            let texts = try await connection.rows(sql, [5000]) { row in
                "\(try row.value("n", as: Int.self)) \(try row.optional("word", as: String.self) ?? "-")"
            }
            #expect(texts == (1...5000).map { "\($0) \($0 % 2 == 0 ? "even" : "-")" })
            #expect(try await connection.rows(sql, [0]) { try $0.value("n", as: Int.self) } == [])
            await #expect(throws: Unwanted.self) { try await connection.rows(sql, [5000]) { _ in throw Unwanted() } }
            let error = await #expect(throws: PostgresError.self) {
                try await connection.rows("select 10 / (3 - n) as it from generate_series(1, 5) n") { try $0.value("it", as: Int.self) }
            }
            #expect(error?.state == "22012")
            #expect(try await connection.query("select 1 as it")[0].value("it", as: Int.self) == 1)
        }
    }

    @Test("a query without an end ends when its reader throws, and the connection is usable")
    func stopped() async throws {
        struct Enough: Error {}
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(conninfo)
            await #expect(throws: Enough.self) {
                try await connection.together { connection in
                    var rows = 0
                    try connection.eachRow("with recursive n as (select 1 as i union all select i + 1 from n) select i from n") { _ in
                        rows += 1
                        if rows == 3 { throw Enough() }
                    }
                }
            }
            #expect(try await connection.query("select 7 as it")[0].value("it", as: Int.self) == 7)
        }
    }

    @Test("of many statements prepared a session keeps a bounded number, and answers all")
    func prepared() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(conninfo)
            for number in 0...2 * Connection.mostPrepared {
                #expect(try await connection.queryPrepared("select $1::integer + \(number) as it", [1])[0].value("it", as: Int.self) == number + 1)
            }
            #expect(try await connection.queryPrepared("select $1::integer + 3 as it", [2])[0].value("it", as: Int.self) == 5)
            let kept = try await connection.query("select count(*) as kept from pg_prepared_statements")[0].value("kept", as: Int.self)
            #expect(kept > 1 && kept <= Connection.mostPrepared)
        }
    }

    @Test("COPY of a row that does not fit fails as a whole, with the server's words")
    func badCopy() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let connection = try await Connection.open(conninfo)
            try await connection.execute("create temp table t (a int)")
            let error = await #expect(throws: PostgresError.self) {
                try await connection.copy(into: "t", columns: ["a"], rows: [[1], ["two"]])
            }
            #expect(error?.state == "22P02")
            #expect(try await connection.query("select 1 from t").isEmpty)
        }
    }

    @Test("a server that is not there is told with libpq's words, and no password")
    func unreachable() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await Connection.open("host=/nowhere dbname=x user=y password=secret")
        }
        #expect(error?.description.contains("/nowhere") == true)
        #expect(error?.description.contains("secret") == false)
    }

    @Test("a value of another type, and a column that is not there, are named")
    func unreadable() async throws {
        try await TestDatabase.withDatabase { conninfo in
            let row = try await Connection.open(conninfo).query("select 'x' as a, null as b")[0]
            #expect(throws: PostgresError.unreadable(column: "a", text: "x", type: "Int")) { try row.value("a", as: Int.self) }
            #expect(throws: PostgresError.unreadable(column: "b", text: nil, type: "Int")) { try row.value("b", as: Int.self) }
            #expect(throws: PostgresError.self) { try row.value("c", as: Int.self) }
        }
    }
}
