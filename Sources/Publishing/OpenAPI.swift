import Register

/// The daemon's addresses as OpenAPI 3.1 says them, made of the reports as the database describes them.
struct OpenAPI {
    let reports: [Report]

    private static let forms = ["text/html", "application/json", "application/x-ndjson", "text/csv"]

    /// Every address, with its path parameter and what it gives. The router has exactly these.
    static let addresses: [(path: String, summary: String, types: [String], parameter: (name: String, about: String)?)] = [
        ("/", "The first page", ["text/html"], nil),
        ("/reports", "Every report", ["text/html"], nil),
        (
            "/reports/{name}", "A report: its rows filtered, ordered and paged", forms,
            ("name", "the report, with .json, .csv or .ndjson, or format=")
        ),
        ("/disclosures", "The report notices: every disclosure as it stands", forms, nil),
        ("/employers", "The report employers", forms, nil),
        ("/states", "The report workers_by_state", forms, nil),
        ("/counties", "The report counties", forms, nil),
        ("/industries", "The report industries", forms, nil),
        (
            "/disclosures/{id}", "A disclosure with its versions, evidence and provenance", ["text/html", "application/json"],
            ("id", "its id, with .json")
        ),
        ("/snapshots/{digest}", "The bytes a state served", ["application/octet-stream"], ("digest", "SHA-256, 64 hexadecimal digits")),
        ("/states/{key}", "A state", ["text/html", "application/json"], ("key", "its two letters, with .json")),
        ("/counties/{key}", "A county", ["text/html", "application/json"], ("key", "FIPS, five digits, with .json")),
        ("/employers/{key}", "An employer", ["text/html", "application/json"], ("key", "employer_key of report.employers, with .json")),
        (
            "/industries/{key}", "A sector of NAICS", ["text/html", "application/json"],
            ("key", "two digits or a range such as 31-33, with .json")
        ),
        ("/search", "Disclosures by words", ["text/html"], nil),
        ("/methods", "Every definition", ["text/html"], nil),
        ("/data-quality", "What is doubtful, and beside what others publish", ["text/html"], nil),
        ("/feeds/all.atom", "What came in", ["application/atom+xml"], nil),
        ("/feeds/ai.atom", "What is attributed to AI", ["application/atom+xml"], nil),
        ("/feeds/states/{key}", "What came in of a state", ["application/atom+xml"], ("key", "its two letters and .atom")),
        ("/feeds/employers/{key}", "What came in of an employer", ["application/atom+xml"], ("key", "employer_key and .atom")),
        ("/feed", "Announcements as server-sent events", ["text/event-stream"], nil),
        ("/health", "Whether the daemon can answer now", ["application/json"], nil),
        ("/ready", "Whether it should be sent requests", ["application/json"], nil),
        ("/metrics", "Figures for Prometheus", ["text/plain"], nil),
        ("/openapi.json", "This description", ["application/json"], nil),
        ("/robots.txt", "What robots leave alone", ["text/plain"], nil),
        ("/icon.svg", "The pages' icon", ["image/svg+xml"], nil),
        ("/app.css", "The pages' sheet", ["text/css"], nil),
        ("/app.js", "The pages' script", ["text/javascript"], nil),
    ]

    var json: String {
        let paths = Dictionary(uniqueKeysWithValues: Self.addresses.map { ($0.path, JSONValue.object(["get": operation($0)])) })
        let document: [String: JSONValue] = [
            "openapi": .string("3.1.0"),
            "info": .object([
                "title": .string("WARN Register"), "version": .string("1"),
                "description": .string(
                    "Read only. Every answer names the position of the log it speaks of and the digest of its definition."),
                "license": .object(["name": .string("Apache 2.0"), "identifier": .string("Apache-2.0")]),
            ]),
            "paths": .object(paths),
            "components": .object(["schemas": .object(["Problem": problem, "Summary": summary])]),
            "x-reports": .object(Dictionary(uniqueKeysWithValues: reports.map { ($0.name, described($0)) })),
        ]
        return JSONValue.object(document).canonicalText + "\n"
    }

    private func operation(_ address: (path: String, summary: String, types: [String], parameter: (name: String, about: String)?))
        -> JSONValue
    {
        var parameters: [JSONValue] = []
        if let (name, about) = address.parameter {
            var schema: [String: JSONValue] = ["type": .string("string")]
            if address.path == "/reports/{name}" { schema["examples"] = .array(reports.map { .string($0.name + ".json") }) }
            parameters.append(
                .object([
                    "name": .string(name), "in": .string("path"), "required": .bool(true), "description": .string(about),
                    "schema": .object(schema),
                ]))
        }
        if ![
            "/app.css", "/app.js", "/icon.svg", "/robots.txt", "/reports", "/methods", "/health", "/ready", "/metrics", "/openapi.json",
            "/feed",
        ].contains(address.path),
            !address.path.hasPrefix("/feeds"), !address.path.hasPrefix("/snapshots")
        {
            parameters.append(Self.parameter("as_of", "string", "a position of the log, a day (its end, UTC) or an instant; default: now"))
        }
        let isReport = address.types == Self.forms
        if isReport {
            parameters += [
                Self.parameter("format", "string", "json, csv, ndjson or html"),
                Self.parameter("sort", "string", "columns, a - before one for descending"),
                Self.parameter("limit", "integer", "rows at most; of a page 150, of a file a million, by default every row"),
                Self.parameter("offset", "integer", "rows to skip"),
                Self.parameter("q", "string", "part of an employer's name"),
            ]
        }
        if address.path == "/search" { parameters.append(Self.parameter("q", "string", "words")) }
        let content = Dictionary(
            uniqueKeysWithValues: address.types.map { type in
                let isSummary = type == "application/json" && isReport
                return (
                    type,
                    JSONValue.object(["schema": isSummary ? .object(["$ref": .string("#/components/schemas/Summary")]) : .object([:])])
                )
            })
        var responses: [String: JSONValue] = [
            "200": .object(["description": .string(address.summary), "content": .object(content)]),
            "304": .object(["description": .string("The asker has these bytes already")]), "400": Self.failure, "404": Self.failure,
            "429": Self.failure, "503": Self.failure,
        ]
        if address.path.hasPrefix("/snapshots") { responses["403"] = Self.failure }
        if ["/health", "/ready"].contains(address.path) { responses["503"] = responses["200"] }
        return .object([
            "summary": .string(address.summary), "parameters": .array(parameters), "responses": .object(responses),
        ])
    }

    /// A problem document, or the same as a page where the asker wants one.
    private static let failure: JSONValue = .object([
        "description": .string("What went wrong, and what to do: a problem document (RFC 9457), or a page for a browser"),
        "content": .object([
            "application/problem+json": .object(["schema": .object(["$ref": .string("#/components/schemas/Problem")])]),
            "text/html": .object(["schema": .object([:])]),
        ]),
    ])

    private static func parameter(_ name: String, _ type: String, _ about: String) -> JSONValue {
        .object(["name": .string(name), "in": .string("query"), "description": .string(about), "schema": .object(["type": .string(type)])])
    }

    /// A report's columns are its filters: `column=`, `column.from=`, `.to=`, `.has=`, `.words=`, `.not=` and `.null=`.
    private func described(_ report: Report) -> JSONValue {
        .object([
            "question": .string(report.question), "definition_sha256": .string(report.definition.description),
            "columns": .array(
                report.columns.map { .object(["name": .string($0.name), "type": .string($0.type), "description": .string($0.comment)]) }),
        ])
    }

    private var problem: JSONValue {
        .object([
            "type": .string("object"), "required": .array(["title", "status", "code", "hint", "request_id"].map(JSONValue.string)),
            "properties": .object([
                "type": .object(["type": .string("string")]), "title": .object(["type": .string("string")]),
                "status": .object(["type": .string("integer")]),
                "code": .object(["type": .string("string")]), "hint": .object(["type": .string("string")]),
                "request_id": .object(["type": .string("string")]),
            ]),
        ])
    }

    private var summary: JSONValue {
        .object([
            "type": .string("object"),
            "required": .array(
                ["report", "question", "definition_sha256", "as_of_position", "total", "columns", "rows"].map(JSONValue.string)),
            "properties": .object([
                "report": .object(["type": .string("string")]), "question": .object(["type": .string("string")]),
                "definition_sha256": .object(["type": .string("string")]), "as_of_position": .object(["type": .string("integer")]),
                "total": .object(["type": .string("integer")]), "columns": .object(["type": .string("array")]),
                "rows": .object(["type": .string("array"), "items": .object(["type": .string("object")])]),
            ]),
        ])
    }
}
