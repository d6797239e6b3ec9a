import Register
import Testing

/// CSV and JSON of a summary, to the byte.
@Suite struct ExportTests {
    private func summary(_ cells: [JSONValue]) -> Summary {
        let columns = cells.indices.map { Report.Column(name: "c\($0)", type: "text", comment: "A \"cell\".") }
        return Summary(
            report: Report(name: "r", question: "What?", columns: columns, definition: Digest(of: [])), asOfPosition: 7, rows: [cells],
            total: 1)
    }

    @Test(
        "cells",
        arguments: [
            (JSONValue.null, ""), (.string(""), "\"\""), (.string("a, \"b\""), "\"a, \"\"b\"\"\""),
            (.string("two\nlines"), "\"two\nlines\""),
            (.string("=1+1"), "'=1+1"), (.string("+cmd"), "'+cmd"), (.string("@x"), "'@x"), (.string("-5"), "-5"),
            (.string("-5.5"), "-5.5"), (.string("-x"), "'-x"),
            (.string("\ttab"), "'\ttab"), (.integer(1204), "1204"), (.bool(true), "true"), (.array([.string("a"), .string("b")]), "a; b"),
            (.object(["k": .integer(1)]), "\"{\"\"k\"\":1}\""),
        ])
    func cell(value: JSONValue, field: String) {
        #expect(summary([value]).csv == "c0\n\(field)\n")
    }

    @Test("JSON keeps the columns' order and says its moment")
    func json() {
        let text = summary([.string("z"), .integer(1)]).json
        #expect(text.contains("\"as_of_position\":7"))
        #expect(text.contains(#"{"c0":"z","c1":1}"#))
    }
}
