import Register

extension Manifest {
    /// A field's rule: a column's name, a list of names of which the first that is filled counts, or a map.
    struct Field: Decodable {
        var rule: FieldRule

        init(from decoder: any Decoder) throws {
            if let columns = try? Names(from: decoder) {
                rule = FieldRule(columns: columns.names)
            } else {
                rule = try Map(from: decoder).rule
            }
        }
    }

    /// A rule for rows that are no notices.
    struct Skip: Decodable {
        var name: String
        var column: Names
        var matches: [String]
        /// `row_above`, which the schema sees to.
        var revises: String?

        var rule: SkipRule { SkipRule(name: name, columns: column.names, matches: matches, revisesRowAbove: revises != nil) }
    }

    struct Names: Decodable {
        var names: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                names = [name]
            } else {
                names = try container.decode([String].self)
            }
        }
    }

    private struct Map: Decodable {
        var column: Names?
        var part: FieldRule.Part?
        var formats: [String]?
        var kind: NoticeDateKind?
        var values: [String: String]?
        var pattern: String?
        var vocabulary: [String]?
        var blank: [String]?
        var section: String?
        var anchor: String?
        var zero: FieldRule.Zero?
        var optional: Bool?
        var join: String?

        var rule: FieldRule {
            FieldRule(
                columns: column?.names ?? [], part: part ?? .whole, formats: formats ?? [], values: values ?? [:], pattern: pattern,
                vocabulary: vocabulary ?? [], blank: blank ?? [], section: section, zero: zero ?? .stated, kind: kind,
                optional: optional ?? false, join: join, anchor: anchor)
        }
    }

    /// One step of a fetch; the schema allows exactly one key.
    struct Step: Decodable {
        var get: Get?
        var follow: Follow?
        var next: Next?
        var postback: Postback?
        var form: Form?
        var post: Post?
        var token: Token?
        var header: [String: String]?

        struct Get: Decodable {
            var url: String
            var role: Snapshot.Role?

            enum CodingKeys: String, CodingKey { case url, role }

            init(from decoder: any Decoder) throws {
                if let url = try? decoder.singleValueContainer().decode(String.self) {
                    self.url = url
                } else {
                    let container = try decoder.container(keyedBy: CodingKeys.self)
                    url = try container.decode(String.self, forKey: .url)
                    role = try container.decodeIfPresent(Snapshot.Role.self, forKey: .role)
                }
            }
        }

        struct Follow: Decodable {
            var links: String
            var role: Snapshot.Role?
            var most: Int?
        }

        struct Next: Decodable {
            var link: String
            var most: Int?
        }

        struct Postback: Decodable {
            var target: String
            var argument: String
            var most: Int?
        }

        struct Form: Decodable {
            var has: String
            var fields: [String: String]?
            var url: String?
            var role: Snapshot.Role?
        }

        struct Post: Decodable {
            var url: String
            var fields: [String: String]?
            var body: String?
            var type: String?
            var role: Snapshot.Role?

            var content: PostContent { body.map { .body($0, type: type ?? "application/json") } ?? .fields(fields ?? [:]) }
        }

        struct Token: Decodable {
            var name: String
            var pattern: String
        }

        /// - Parameter page: stands for the word `page` as an address.
        func step(page: String) -> FetchStep {
            if let follow { return .follow(links: follow.links, role: follow.role ?? .rows, most: follow.most ?? 100) }
            if let next { return .next(link: next.link, most: next.most ?? 500) }
            if let postback { return .postback(target: postback.target, argument: postback.argument, most: postback.most ?? 500) }
            if let form { return .form(has: form.has, fields: form.fields ?? [:], url: form.url, role: form.role ?? .rows) }
            if let post { return .post(url: post.url, content: post.content, role: post.role ?? .rows) }
            if let token { return .token(name: token.name, pattern: token.pattern) }
            if let header { return .header(header) }
            return .get(url: get?.url == "page" ? page : get?.url ?? page, role: get?.role ?? .rows)
        }
    }
}
