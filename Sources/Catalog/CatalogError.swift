public import Register

/// Why a manifest, a roster or the home folder could not be used. Every case names its place.
public enum CatalogError: RegisterError, Equatable {
    case noHome(tried: [String])
    case unknownKey(place: String, key: String, nearest: String?)
    case wrongType(place: String, key: String, expected: String, found: String)
    case unknownWord(place: String, key: String, word: String, nearest: String?, allowed: [String])
    case missingKey(place: String, key: String)
    case outOfBounds(place: String, key: String, value: String, rule: String)
    case notYAML(place: String, reason: String)
    case wrongID(place: String, id: String, expected: String)
    case unknownState(place: String, code: String, nearest: String?)
    case badPattern(place: String, key: String, pattern: String)
    case badRoster(place: String, reason: String)
    case unreadable(path: String, reason: String)
    case unknownSource(id: String, nearest: String?)
    case badSchema(path: String, reason: String)
    /// A key that says nothing beside what the map says otherwise.
    case uselessKey(place: String, key: String)

    public var code: String {
        switch self {
        case .noHome: "CAT-01"
        case .unknownKey: "CAT-02"
        case .wrongType: "CAT-03"
        case .unknownWord: "CAT-04"
        case .missingKey: "CAT-05"
        case .outOfBounds: "CAT-06"
        case .notYAML: "CAT-07"
        case .wrongID: "CAT-08"
        case .unknownState: "CAT-09"
        case .badPattern: "CAT-10"
        case .badRoster: "CAT-11"
        case .unreadable: "CAT-12"
        case .unknownSource: "CAT-13"
        case .badSchema: "CAT-14"
        case .uselessKey: "CAT-15"
        }
    }

    public var message: String {
        switch self {
        case .noHome(let tried): "No folder with Importers and Schema was found. Tried: \(tried.joined(separator: ", "))."
        case .unknownKey(let place, let key, let nearest): "\(place): unknown key \"\(key)\"." + Self.suggestion(nearest)
        case .wrongType(let place, let key, let expected, let found): "\(place): \"\(key)\" must be \(expected), not \(found)."
        case .unknownWord(let place, let key, let word, let nearest, _):
            "\(place): \"\(key)\" cannot be \"\(word)\"." + Self.suggestion(nearest)
        case .missingKey(let place, let key): "\(place): \"\(key)\" is missing."
        case .outOfBounds(let place, let key, let value, let rule): "\(place): \"\(key)\" is \(value), which breaks the rule: \(rule)."
        case .notYAML(let place, let reason): "\(place): \(reason)"
        case .wrongID(let place, let id, let expected): "\(place): id \"\(id)\" does not fit the file: expected \(expected)."
        case .unknownState(let place, let code, let nearest):
            "\(place): no jurisdiction has the code \"\(code)\"." + Self.suggestion(nearest)
        case .badPattern(let place, let key, let pattern): "\(place): \"\(key)\" is no regular expression: \(pattern)"
        case .badRoster(let place, let reason): "\(place): \(reason)"
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .unknownSource(let id, let nearest): "No source has the id \"\(id)\"." + Self.suggestion(nearest)
        case .badSchema(let path, let reason): "\(path): \(reason)"
        case .uselessKey(let place, let key): "\(place): \"\(key)\" says nothing in a manifest with this publication."
        }
    }

    public var hint: String {
        switch self {
        case .noHome: "Give --home FOLDER, set WARN_HOME, or run from the project's folder."
        case .unknownKey: "The allowed keys are in Importers/README.md and Importers/manifest.schema.json."
        case .wrongType: "Quote a text that YAML takes for a number, a date or a yes/no."
        case .unknownWord(_, _, _, _, let allowed): "Allowed: \(allowed.joined(separator: ", "))."
        case .missingKey: "Add it; Importers/README.md says what it means."
        case .outOfBounds: "Change the value; Importers/README.md says what is allowed."
        case .notYAML: "Check indentation and quotes at that line; a key may stand once in a map."
        case .wrongID: "Name the file as its id, in the folder of its state: Importers/ss/ss.yaml or Importers/ss/ss-NAME.yaml."
        case .unknownState: "The roster is Schema/reference/jurisdictions.csv."
        case .badPattern: "Test the pattern on one cell; write a backslash in single quotes as it is."
        case .badRoster: "Each line has the values that the file's first line names; a jurisdiction's kind is state, district or territory."
        case .unreadable: "Check that the file exists and may be read."
        case .unknownSource: "List the sources with: warn-import check"
        case .uselessKey: "A published source has fetch, read and fields; any other has since, contact and comment instead."
        case .badSchema:
            "The schema may use: type, enum, properties, required, additionalProperties, items, oneOf, $ref, pattern, and bounds."
        }
    }

    private static func suggestion(_ nearest: String?) -> String { nearest.map { " Did you mean \"\($0)\"?" } ?? "" }
}
