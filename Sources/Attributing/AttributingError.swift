public import Register

/// What can be wrong with the files that hold the rules, or with a line of texts.
public enum AttributingError: RegisterError, Equatable {
    case unreadableFile(path: String, reason: String)
    case notYAML(path: String, line: Int, reason: String)
    case unknownKey(path: String, line: Int, key: String, nearest: String?)
    case missingKey(path: String, line: Int, key: String)
    case wrongValue(path: String, line: Int, key: String, expected: String)
    case unknownName(path: String, line: Int, name: String, nearest: String?)
    case wrongPattern(path: String, line: Int, pattern: String, reason: String)

    public var code: String {
        switch self {
        case .unreadableFile: "ATTR-01"
        case .notYAML: "ATTR-02"
        case .unknownKey: "ATTR-03"
        case .missingKey: "ATTR-04"
        case .wrongValue: "ATTR-05"
        case .unknownName: "ATTR-06"
        case .wrongPattern: "ATTR-07"
        }
    }

    public var message: String {
        switch self {
        case .unreadableFile(let path, let reason): "\(path): cannot be read: \(reason)"
        case .notYAML(let path, let line, let reason): "\(path):\(line): not YAML: \(reason)"
        case .unknownKey(let path, let line, let key, let nearest): "\(path):\(line): unknown key \"\(key)\"." + Self.suggestion(nearest)
        case .missingKey(let path, let line, let key): "\(path):\(line): the key \"\(key)\" is missing."
        case .wrongValue(let path, let line, let key, let expected): "\(path):\(line): \"\(key)\" must be \(expected)."
        case .unknownName(let path, let line, let name, let nearest):
            "\(path):\(line): unknown name \"\(name)\"." + Self.suggestion(nearest)
        case .wrongPattern(let path, let line, let pattern, let reason): "\(path):\(line): the pattern \"\(pattern)\" \(reason)."
        }
    }

    public var hint: String {
        switch self {
        case .unreadableFile: "Name the folder that holds Importers with --home or $WARN_HOME."
        case .notYAML: "Repair the file at that line; quote values that hold a colon or begin with a bracket."
        case .unknownKey, .missingKey, .wrongValue: "The head of the file lists every key and what it takes."
        case .unknownName: "Use a name the file defines, or define it under vocabulary."
        case .wrongPattern: "The head of phrasebook.yaml explains patterns."
        }
    }

    private static func suggestion(_ nearest: String?) -> String { nearest.map { " Did you mean \"\($0)\"?" } ?? "" }
}
