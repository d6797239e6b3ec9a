internal import Register

extension JSONValue {
    /// An object of the members that are stated: what is nil is absent, so that a field added later changes no digest.
    static func stated(
        texts: [String: String?] = [:], integers: [String: Int?] = [:], booleans: [String: Bool?] = [:],
        dates: [String: CalendarDate?] = [:],
        lists: [String: [JSONValue]] = [:], objects: [String: JSONValue?] = [:]
    ) -> JSONValue {
        var members = lists.mapValues { JSONValue.array($0) }
        for case (let name, let text?) in texts { members[name] = .string(text) }
        for case (let name, let number?) in integers { members[name] = .integer(number) }
        for case (let name, let value?) in booleans { members[name] = .bool(value) }
        for case (let name, let date?) in dates { members[name] = .string(date.description) }
        for case (let name, let value?) in objects { members[name] = value }
        return .object(members)
    }

    /// Texts as a list.
    static func texts(_ texts: [String]) -> [JSONValue] { texts.map { .string($0) } }
}
