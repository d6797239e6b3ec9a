public import Register

/// What a request can get wrong.
public enum PublishingError: RegisterError, Equatable {
    case unknownPath(String)
    case methodNotAllowed(String)
    case badParameter(name: String, value: String, expected: String)
    case unknownParameter(name: String, known: [String])
    case unknownDisclosure(String)
    case unknownFormat(String)
    case unknownSubject(String, String)
    case tooManyListeners(Int)
    case tooManyRequests(seconds: Int)
    case noRoom
    case readerStalled

    public var code: String {
        switch self {
        case .unknownPath: "PUB-01"
        case .methodNotAllowed: "PUB-02"
        case .badParameter, .unknownParameter: "PUB-03"
        case .unknownDisclosure: "PUB-04"
        case .unknownFormat: "PUB-05"
        case .tooManyListeners: "PUB-06"
        case .unknownSubject: "PUB-07"
        case .tooManyRequests: "PUB-08"
        case .noRoom: "PUB-09"
        case .readerStalled: "PUB-10"
        }
    }

    public var message: String {
        switch self {
        case .unknownPath(let path): "There is no page at \(path)."
        case .methodNotAllowed(let method): "\(method) is not allowed here: this register is read only."
        case .badParameter(let name, let value, _): "The parameter \(name) cannot be \"\(value)\"."
        case .unknownParameter(let name, _): "There is no parameter \"\(name)\" here."
        case .unknownDisclosure(let id): "There is no disclosure \(id) at this moment."
        case .unknownFormat(let format): "A report has no form \"\(format)\"."
        case .unknownSubject(let kind, let key): "The register has no \(kind) \"\(key)\" at this moment."
        case .tooManyListeners(let most): "All \(most) places on the feed are taken."
        case .tooManyRequests: "Too many requests came from one address."
        case .noRoom: "There is no room for so long a file just now."
        case .readerStalled: "The reader of a long file took nothing for too long."
        }
    }

    public var hint: String {
        switch self {
        case .unknownPath: "Start at / or /reports."
        case .methodNotAllowed: "Ask with GET or HEAD. Filings are made with warnctl."
        case .badParameter(_, _, let expected): "Give \(expected)."
        case .unknownParameter(_, let known): known.isEmpty ? "This address takes none." : "It takes \(known.joined(separator: ", "))."
        case .unknownDisclosure: "Find its number in /reports/notices, or ask for a later moment with ?as_of=."
        case .unknownSubject:
            "Look in /reports/employers (?q= finds part of a name), /reports/counties, /reports/industries or /reports/coverage."
        case .unknownFormat: "Ask for .json, .csv or .ndjson, or leave the ending out for a page."
        case .tooManyListeners: "Try again in a minute; until then /reports/newest.json says what is new."
        case .tooManyRequests(let seconds):
            "Wait \(seconds == 1 ? "a second" : "\(seconds) seconds"). A report with format=csv has every row in one request; /feed says when there is more."
        case .noRoom: "Try again in a minute, or ask for less: filter by state or month, or give a limit."
        case .readerStalled: "Ask again with Range and If-Range: what was received need not be sent again."
        }
    }

    public var fault: Fault {
        switch self {
        case .unknownPath, .unknownDisclosure, .unknownFormat, .unknownSubject: .missing
        case .methodNotAllowed, .badParameter, .unknownParameter: .input
        case .tooManyListeners, .tooManyRequests, .noRoom, .readerStalled: .unavailable
        }
    }
}
