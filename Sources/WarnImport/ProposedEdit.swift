import Recording
import Register

/// The edit of a manifest that would make a stopped page readable, line by line, for a person to judge. Nothing is edited.
struct ProposedEdit {
    /// The manifest's path below the home, and its lines.
    let path: String
    let lines: [String]

    init(path: String, manifest: String) {
        self.path = path
        lines = manifest.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The lines as they are (`-`) and as they would be (`+`); nil where no edit suggests itself.
    func text(for changes: [PageChange], error: any RegisterError) -> String? {
        var edited = lines.map { [$0] }
        let renamed = changes.filter { $0.kind == .columnAlike }
        for change in renamed { rename(change.was ?? "", to: change.now ?? "", &edited) }
        for change in changes {
            guard let column = change.column, !renamed.contains(where: { $0.was == column || $0.now == column }) else { continue }
            switch change.kind {
            case .columnAdded: ignore(column, &edited)
            case .columnMissing, .columnEmptied: makeOptional(column, &edited)
            default: continue
            }
        }
        if let error = error as? RecordingError { expect(error, &edited) }
        return difference(edited)
    }

    private func difference(_ edited: [[String]]) -> String? {
        let changed = edited.enumerated().filter { $1 != [lines[$0]] }
        guard !changed.isEmpty else { return nil }
        let hunks = changed.flatMap { place, after -> [String] in
            let kept = after.contains(lines[place])
            return ["@ line \(place + 1)"] + [(kept ? "  " : "- ") + lines[place]] + after.filter { $0 != lines[place] }.map { "+ " + $0 }
        }
        return ([path] + hunks).joined(separator: "\n")
    }

    // MARK: Edits

    private func rename(_ old: String, to new: String, _ edited: inout [[String]]) {
        for place in edited.indices {
            edited[place] = edited[place].map { line in
                guard let range = range(of: old, in: line) else { return line }
                return line.replacingCharacters(in: range, with: Self.quoted(new))
            }
        }
    }

    /// Where the name stands as a whole word, quoted or not, outside a comment.
    private func range(of name: String, in line: String) -> Range<String.Index>? {
        guard !name.isEmpty, !line.drop(while: \.isWhitespace).hasPrefix("#") else { return nil }
        for written in ["\"\(name)\"", "'\(name)'", name] {
            guard let range = line.firstRange(of: written) else { continue }
            let before = range.lowerBound == line.startIndex ? " " : line[line.index(before: range.lowerBound)]
            let after = range.upperBound == line.endIndex ? " " : line[range.upperBound]
            if !before.isLetter, !before.isNumber, !after.isLetter, !after.isNumber, !after.isQuote { return range }
        }
        return nil
    }

    private func ignore(_ column: String, _ edited: inout [[String]]) {
        guard let place = lines.firstIndex(where: { $0.hasPrefix("ignore:") }), let last = edited[place].last else {
            edited[edited.count - 1].append("ignore: [\(Self.quoted(column))]")
            return
        }
        if let bracket = last.lastIndex(of: "]") {
            edited[place][edited[place].count - 1] = last[..<bracket] + ", \(Self.quoted(column))" + last[bracket...]
        } else {
            edited[place].append("  - \(Self.quoted(column))")
        }
    }

    /// Right only if the page can be without the column; a person knows.
    private func makeOptional(_ column: String, _ edited: inout [[String]]) {
        guard let fields = lines.firstIndex(where: { $0.hasPrefix("fields:") }) else { return }
        for place in lines.indices where place > fields {
            guard lines[place].first?.isWhitespace ?? true else { return }
            guard let range = range(of: column, in: lines[place]), !lines[place].contains("optional: true") else { continue }
            let line = lines[place]
            if let brace = line.lastIndex(of: "}") {
                edited[place] = [line[..<brace].trimmedAtEnd + ", optional: true " + line[brace...]]
            } else if line.contains("column:") {
                edited[place].append(String(line.prefix { $0 == " " }) + "optional: true")
            } else if let colon = line[..<range.lowerBound].lastIndex(of: ":") {
                edited[place] = [line[...colon] + " { column:" + line[line.index(after: colon)...] + ", optional: true }"]
            }
        }
    }

    private func expect(_ error: RecordingError, _ edited: inout [[String]]) {
        switch error {
        case .unexpected(_, _, let rows, let least, _):
            if let least, rows < least { replace("least: \(least)", with: "least: \(rows / 2)", &edited) }
            if case .unexpected(_, _, _, _, let most?) = error, rows > most { replace("most: \(most)", with: "most: \(rows * 2)", &edited) }
        case .outdated(_, _, _, let days): replace("newest_within_days: \(days)", with: "newest_within_days: \(days * 2)", &edited)
        default: return
        }
    }

    private func replace(_ old: String, with new: String, _ edited: inout [[String]]) {
        for place in edited.indices where !(lines[place].drop(while: \.isWhitespace).hasPrefix("#")) {
            edited[place] = edited[place].map { $0.replacing(old, with: new) }
        }
    }

    /// As YAML takes it in a list between brackets too.
    private static func quoted(_ name: String) -> String {
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || " _/()-.$".contains($0) } && name.first.map { $0.isLetter } ?? false
        return isPlain ? name : "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

extension Character {
    fileprivate var isQuote: Bool { self == "\"" || self == "'" }
}

extension StringProtocol {
    fileprivate var trimmedAtEnd: String {
        var text = String(self)
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
