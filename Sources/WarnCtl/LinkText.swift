import Recording
import Register

/// A link for a person.
struct LinkText {
    let terminal: Terminal

    func whole(_ link: LinkEntry) -> String {
        var text = terminal.styled(link.status, .bold) + " \(link.kind.rawValue), \(link.rule), score \(link.score)"
        text += link.position.map { ", position \($0)" } ?? ""
        text += link.decidedAt.map { ", \($0)" } ?? ""
        text += link.reviewer.map { ", by \($0.shown)" } ?? link.linker.map { ", linker \($0)" } ?? ""
        text += "\n"
        if let reason = link.reason { text += "  reason  \(reason.shown)\n" }
        return text + "  A  \(link.from.words.shown)\n  B  \(link.to.words.shown)\n"
    }
}

extension LinkEntry {
    /// Both sides in one line.
    var words: String { from.words + " | " + to.words }

    var json: JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return .object([
            "kind": .string(kind.rawValue), "status": .string(status), "score": .number(score), "rule": .string(rule),
            "linker": text(linker),
            "reviewer": text(reviewer), "reason": text(reason), "position": position.map { .integer($0) } ?? .null,
            "decided_at": text(decidedAt), "from": from.json, "to": to.json,
        ])
    }
}

extension LinkEntry.Side {
    var words: String {
        let parts = [
            employer, place, noticeDate.map { "notice \($0)" }, effectiveStart.map { "from \($0)" }, workers.map { "\($0) workers" },
            state, source ?? "the employer's own", disclosure.rawValue,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    var json: JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return .object([
            "disclosure_id": .string(disclosure.rawValue), "state": .string(state), "employer": .string(employer),
            "notice_date": text(noticeDate), "effective_start": text(effectiveStart), "workers": workers.map { .integer($0) } ?? .null,
            "place": text(place), "source_id": text(source),
        ])
    }
}
