import Register

/// A record in plain words, as it is read back before it is recorded.
struct RecordText {
    let terminal: Terminal

    /// Every field that is stated, under the heading of its part.
    func text(of record: FilingRecord) -> String {
        var lines: [String] = []
        var heading = ""
        for (path, value) in Self.ordered(record) {
            let part = Self.heading(of: path, in: record)
            if part != heading {
                heading = part
                lines.append((lines.isEmpty ? "" : "\n") + terminal.styled(part.shown, .bold))
            }
            lines.append("  " + Self.label(path).padded(to: 56) + " " + Self.words(value, at: path).shown)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the law makes of it: days given and required, which laws apply, what they ask about AI.
    func text(of measure: FilingMeasure) -> String {
        var lines = [terminal.styled("By arithmetic", .bold)]
        func add(_ label: String, _ words: String) { lines.append("  " + label.padded(to: 56) + " " + words) }
        add("days of notice", measure.leadDays.map(String.init) ?? "not computable")
        add("laws whose recorded conditions are met", measure.regimes.isEmpty ? "none" : measure.regimes.joined(separator: ", "))
        let required = measure.requiredDays.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.map(String.init) ?? "no day count")" }
        add("days they require", required.isEmpty ? "none" : required.joined(separator: ", "))
        add("shortfall", measure.shortfallDays.map { "\($0) days" } ?? "not computable")
        add("label", measure.periodLabel)
        for (regime, answer) in measure.aiAnswers.sorted(by: { $0.key < $1.key }) {
            add("AI, \(regime)", "\(answer) → \(measure.aiLabels[regime]?.rawValue ?? "none")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What follows from a quarter's counts.
    func text(of quarter: QuarterMeasure) -> String {
        let lines = quarter.members.sorted { $0.key < $1.key }.map { name, value in
            "  " + name.padded(to: 56) + " " + (value.text ?? value.canonicalText)
        }
        return ([terminal.styled("By arithmetic", .bold)] + lines).joined(separator: "\n") + "\n"
    }

    /// `old → new` for each changed field.
    func difference(from old: FilingRecord, to new: FilingRecord) -> String {
        new.changedFields(since: old).map { path in
            let before = old[path].map { Self.words($0, at: path) } ?? "not stated"
            let after = new[path].map { Self.words($0, at: path) } ?? "not stated"
            return "  " + path.shown.padded(to: 40) + " " + terminal.styled(before.shown, .red) + " → "
                + terminal.styled(after.shown, .green) + "\n"
        }.joined()
    }

    private static func ordered(_ record: FilingRecord) -> [(path: String, value: JSONValue)] {
        let rank = Dictionary(uniqueKeysWithValues: FilingField.all.enumerated().map { ($0.element.path, $0.offset) })
        let parts = ["", "employer", "event", "sites", "ai", "certification"]
        return record.leaves.sorted { left, right in
            func key(_ path: String) -> (Int, Int, Int) {
                let steps = path.split(separator: ".")
                let part = steps.count > 1 ? parts.firstIndex(of: String(steps[0])) ?? 0 : 0
                let item = steps.count > 2 ? Int(steps[1]) ?? 0 : 0
                return (part, item, rank[FilingField.pattern(of: path)] ?? rank.count)
            }
            return key(left.path) == key(right.path) ? left.path < right.path : key(left.path) < key(right.path)
        }
    }

    /// An item of a list with its path as `--set` takes it.
    private static func heading(of path: String, in record: FilingRecord) -> String {
        let steps = path.split(separator: ".").map(String.init)
        guard steps.count > 1 else { return "Filing" }
        let item = "\(steps[0]).\(steps[1])"
        switch steps[0] {
        case "employer": return "Employer"
        case "event": return "Event"
        case "sites": return "Site \((Int(steps[1]) ?? 0) + 1) (\(item))"
        case "ai": return "AI, as \(record[item + ".regime"]?.text ?? "?") asks (\(item))"
        case "impacts": return "Industry \((Int(steps[1]) ?? 0) + 1) (\(item))"
        default: return "Certification and contact"
        }
    }

    static func label(_ path: String) -> String {
        guard let field = FilingField.at(path) else { return path }
        let meaning = field.meaning.prefix { $0 != ";" && $0 != ":" }
        return meaning.count > 54 ? field.name : String(meaning)
    }

    static func words(_ value: JSONValue, at path: String) -> String {
        let words: String
        switch value {
        case .bool(let flag): words = flag ? "yes" : "no"
        case .string(let text): words = text
        case .array(let items): words = items.map { $0.text ?? $0.canonicalText }.joined(separator: ", ")
        default: words = value.canonicalText
        }
        guard FilingField.at(path)?.isPrivate == true else { return words }
        guard words.hasPrefix(FilingRecord.seal) else { return words + "  (private)" }
        return "private, sealed as \(words.dropFirst(FilingRecord.seal.count).prefix(12))…"
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
