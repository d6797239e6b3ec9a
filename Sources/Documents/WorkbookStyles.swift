/// What a workbook's cell formats say about numbers: which are dates, which have leading zeros.
struct WorkbookStyles: Sendable {
    enum Format: Sendable, Equatable {
        case general
        case date
        /// `00000`: at least so many digits.
        case digits(Int)
    }

    /// By the index that cells carry.
    private(set) var formats: [Format] = []

    /// More than any program writes (Excel: 65,490).
    private static let most = 65_536

    init() {}

    init(_ xml: XMLPart) throws(DocumentError) {
        var codes: [Int: String] = [:]
        var isInCells = false
        while let node = try xml.next() {
            switch node {
            case .open("numFmt", _):
                let attributes = xml.attributes
                if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] }
            case .open("cellXfs", let isEmpty): isInCells = !isEmpty
            case .close("cellXfs"): isInCells = false
            case .open("xf", _) where isInCells:
                guard formats.count < Self.most else { throw .tooLarge(what: xml.name, limit: "\(Self.most) formats") }
                let id = xml.attributes["numFmtId"].flatMap { Int($0) } ?? 0
                formats.append(codes[id].map(Self.format(of:)) ?? (Self.dateFormats.contains { $0.contains(id) } ? .date : .general))
            default: continue
            }
        }
    }

    /// Formats every program knows by number (ECMA-376, 18.8.30), those of a time alone left out.
    private static let dateFormats: [ClosedRange<Int>] = [14...17, 22...22, 27...31, 36...36, 50...54, 57...58]

    func format(_ index: Int) -> Format { formats.indices.contains(index) ? formats[index] : .general }

    /// A format code is a date's when it has a day or a year, outside of quotes, brackets and escapes.
    static func format(of code: String) -> Format {
        var letters = ""
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for character in code.prefix(256) {
            if isEscaped { isEscaped = false; continue }
            switch character {
            case "\\", "_", "*": isEscaped = !isQuoted
            case "\"": isQuoted.toggle()
            case "[" where !isQuoted: isBracketed = true
            case "]" where !isQuoted: isBracketed = false
            default: if !isQuoted, !isBracketed { letters.append(character) }
            }
        }
        let lowered = letters.lowercased()
        if lowered.hasPrefix("general") { return .general }
        if lowered.contains("y") || lowered.contains("d") { return .date }
        if lowered.contains("mmm"), !lowered.contains("h"), !lowered.contains("s") { return .date }
        return !letters.isEmpty && letters.allSatisfy { $0 == "0" } ? .digits(letters.count) : .general
    }
}
