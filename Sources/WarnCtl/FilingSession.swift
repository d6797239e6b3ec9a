import Register

/// From a draft to a receipt: judge, read back, confirm, record. The same for a notice, its restatement and its withdrawal.
struct FilingSession {
    enum Confirmation {
        /// `--yes`.
        case given
        /// A person is asked.
        case asked
        /// `--check`: nothing is recorded.
        case checkOnly
    }

    let terminal: Terminal
    let format: OutputFormat
    let confirmation: Confirmation
    /// Whether what is held can be recorded: handed in it waits for a person, entered at the desk it has nowhere to wait.
    var keepsHolds = false
    /// `file.yaml:12` of a field.
    var place: (String) -> String? = { _ in nil }

    /// - Parameters:
    ///   - head: what the chain says now, for an amendment; its differences are shown.
    ///   - recording: called once the draft is confirmed.
    func run(
        _ draft: FilingRecord, in context: FilingContext, head: FilingRecord? = nil,
        recording: (FilingRecord, FilingVerdict) async throws -> Receipt
    ) async throws {
        let verdict = FilingRules.judge(draft, in: context)
        guard verdict.outcome == .accepted || (keepsHolds && verdict.outcome == .held) else { return try refuse(verdict) }
        readBack(draft, verdict, head)
        guard confirmation != .checkOnly else {
            if format == .json { terminal.write(answer("acceptable", verdict).canonicalText + "\n") }
            return terminal.say("It would be \(verdict.outcome.rawValue). Nothing was recorded (--check).\n")
        }
        try confirm()
        let receipt = try await recording(draft, verdict)
        switch format {
        case .json: terminal.write(answer("accepted", verdict, receipt).canonicalText + "\n")
        case .text: terminal.write(terminal.styled("Accepted.", .green) + "\n" + receipt.words)
        }
    }

    private func refuse(_ verdict: FilingVerdict) throws {
        let findings = FindingsText(terminal: terminal, place: place)
        if format == .json {
            terminal.write(answer(verdict.outcome.rawValue, verdict).canonicalText + "\n")
        } else {
            terminal.say(findings.text(verdict.findings))
        }
        let holds = verdict.findings.filter { $0.loudness == .hold }.map(\.code.rawValue)
        terminal.say(
            verdict.outcome == .rejected
                ? "\nRejected: nothing was recorded.\n"
                : "\nHeld by \(holds.joined(separator: ", ")): a person has to look at it first. Nothing was recorded: sign it with --key, and it waits in the inbox.\n"
        )
        throw Program.badInput
    }

    private func readBack(_ draft: FilingRecord, _ verdict: FilingVerdict, _ head: FilingRecord?) {
        let words = RecordText(terminal: terminal)
        terminal.say(words.text(of: draft) + "\n")
        if let quarter = verdict.quarter {
            terminal.say(words.text(of: quarter) + "\n")
        } else if draft.form != .noticeWithdrawn {
            terminal.say(words.text(of: verdict.measure) + "\n")
        }
        if let head {
            let difference = words.difference(from: head, to: draft)
            terminal.say(
                terminal.styled("What changes", .bold) + "\n" + (difference.isEmpty ? "  nothing but the envelope\n" : difference) + "\n")
        }
        if let text = draft["certification.certification_text_version"]?.wholeNumber.flatMap({ FilingWords.certificationTexts[$0] }) {
            terminal.say(terminal.styled("\((draft["certification.signer_name"]?.text ?? "").shown) certifies", .bold) + "\n  \(text)\n\n")
        }
        guard !verdict.findings.isEmpty else { return }
        let heading = verdict.outcome == .held ? "A person will look at it first" : "Accepted with warnings; their codes are public"
        terminal.say(terminal.styled(heading, .bold) + "\n")
        terminal.say(FindingsText(terminal: terminal, place: place).text(verdict.findings) + "\n")
    }

    private func confirm() throws(CommandError) {
        guard confirmation == .asked else { return }
        guard terminal.isInteractive else { throw .needsAnswer }
        while true {
            terminal.say("Record this? A filing is never changed or deleted. yes or no: ")
            guard let line = terminal.readLine() else { throw .canceled }
            switch line.withoutEdges.lowercased() {
            case "yes": return
            case "no": throw .canceled
            default: continue
            }
        }
    }

    private func answer(_ outcome: String, _ verdict: FilingVerdict, _ receipt: Receipt? = nil) -> JSONValue {
        .object([
            "outcome": .string(outcome), "findings": FindingsText(terminal: terminal, place: place).json(verdict.findings),
            "computed": verdict.json, "receipt": receipt?.json ?? .null,
        ])
    }
}

extension Receipt {
    private var members: [(name: String, label: String, value: JSONValue)] {
        [
            ("accession_no", "accession number", .string(accessionNumber.rawValue)),
            ("disclosure_id", "disclosure", .string(disclosure.rawValue)),
            ("form_type", "form", .string(form.rawValue)), ("position", "position in the log", .integer(position)),
            ("payload_sha256", "payload SHA-256", .string(payloadDigest.description)),
            ("chain_sha256", "chain SHA-256", .string(chainDigest.description)),
            ("accepted_at", "accepted at", .string(acceptedAt)),
        ]
    }

    var json: JSONValue { .object(Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })) }

    var words: String {
        members.map { "  " + $0.label.padded(to: 20) + " " + ($0.value.text ?? $0.value.canonicalText) + "\n" }.joined()
    }
}
