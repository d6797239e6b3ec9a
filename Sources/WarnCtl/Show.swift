import ArgumentParser
import Recording
import Register

/// Shows one filing.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a filing, or the newest filing of a disclosure.",
        discussion: """
            Private parts (contacts, the employer's federal number, union officers) are shown as their salted digests.

            EXAMPLES
              warnctl show 0000000001-26-000001
              warnctl show 123e4567-e89b-12d3-a456-426614174000 --format json
            """)

    @Argument(help: "An accession number, or a disclosure's id.")
    var number: String

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run { try await show(on: .standard) }
    }

    func show(on terminal: Terminal) async throws {
        let ledger = try await Ledger.open(standard.database, firstOf: [.desk, .filer])
        let filing = try await ledger.show(Number(number).text)
        let removed = try await ledger.takedowns(of: filing.accessionNumber)
        guard standard.format == .text else {
            let shown = (filing.json.members ?? [:]).merging(["removed": .array(removed.map(\.json))]) { $1 }
            return terminal.write(JSONValue.object(shown).canonicalText + "\n")
        }
        terminal.write(FilingText(terminal: terminal).whole(filing))
        for item in removed { terminal.write("  removed                  " + item.words.shown + "\n") }
    }
}

/// Shows every filing of a disclosure.
struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a disclosure's filings, oldest first, with what each one changed.",
        discussion: """
            EXAMPLES
              warnctl history 0000000001-26-000001
              warnctl history 123e4567-e89b-12d3-a456-426614174000 --format json
            """)

    @Argument(help: "A disclosure's id, or the accession number of any of its filings.")
    var number: String

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run { try await history(on: .standard) }
    }

    func history(on terminal: Terminal) async throws {
        let filings = try await Ledger.open(standard.database, firstOf: [.desk, .filer]).history(Number(number).text)
        guard standard.format == .text else { return terminal.write(JSONValue.array(filings.map(\.json)).canonicalText + "\n") }
        terminal.write("Disclosure \(filings[0].disclosure), \(filings.count) filing\(filings.count == 1 ? "" : "s")\n")
        for (index, filing) in filings.enumerated() {
            terminal.write("\n" + FilingText(terminal: terminal).line(filing, after: index > 0 ? filings[index - 1] : nil))
        }
    }
}

/// An accession number or a disclosure's id, as a person types it.
struct Number {
    let text: String

    init(_ typed: String) throws(CommandError) {
        let text = typed.withoutEdges.lowercased()
        guard AccessionNumber(rawValue: text) != nil || DisclosureID(rawValue: text) != nil else { throw .unknownNumber(typed) }
        self.text = text
    }
}

/// A recorded filing for a person.
struct FilingText {
    let terminal: Terminal

    func whole(_ filing: RecordedFiling) -> String {
        var lines = envelope(filing).map { "  " + $0.label.padded(to: 24) + " " + $0.words.shown + "\n" }.joined()
        lines += "\n"
        if filing.origin == .employer {
            lines += RecordText(terminal: terminal).text(of: FilingRecord(filing.payload))
        } else {
            for leaf in FilingRecord(filing.payload).leaves {
                lines += "  " + leaf.path.padded(to: 24) + " " + RecordText.words(leaf.value, at: "").shown + "\n"
            }
        }
        return terminal.styled("Filing \(filing.accessionNumber)", .bold) + "\n" + lines
    }

    /// One filing of a history: what it is, and what it changed.
    func line(_ filing: RecordedFiling, after earlier: RecordedFiling?) -> String {
        let head = filing.isHead ? ", the head" : ""
        var text =
            terminal.styled("\(filing.version). \(filing.accessionNumber)  \(filing.form.rawValue)", .bold)
            + "  accepted \(filing.acceptedAt), position \(filing.position)\(head)\n"
        if let reason = filing.amendmentReason { text += "   reason    \(reason.shown)\n" }
        if !filing.warnings.isEmpty { text += "   warnings  \(filing.warnings.joined(separator: ", "))\n" }
        if let earlier {
            let difference = RecordText(terminal: terminal).difference(
                from: FilingRecord(earlier.payload), to: FilingRecord(filing.payload))
            text += difference.isEmpty ? "   nothing changed but the envelope\n" : difference
        }
        return text + "   chain     \(filing.chainDigest)\n"
    }

    private func envelope(_ filing: RecordedFiling) -> [(label: String, words: String)] {
        var lines = [
            ("disclosure", filing.disclosure.rawValue), ("form", filing.form.rawValue),
            ("version", "\(filing.version)\(filing.isHead ? ", the head" : "")"),
            ("position in the log", String(filing.position)), ("received at", filing.receivedAt), ("accepted at", filing.acceptedAt),
            ("payload SHA-256", filing.payloadDigest.description),
            ("previous chain SHA-256", filing.previousChainDigest?.description ?? "none"),
            ("chain SHA-256", filing.chainDigest.description),
        ]
        if !filing.warnings.isEmpty { lines.append(("warnings", filing.warnings.joined(separator: ", "))) }
        if !filing.changedFields.isEmpty { lines.append(("changed", filing.changedFields.joined(separator: ", "))) }
        if let origin = filing.provenance {
            lines += [
                ("source", origin.source.rawValue), ("run", String(origin.run)),
                ("snapshot SHA-256", origin.snapshot?.description ?? "none"),
                ("place", origin.locator ?? "none"), ("reading", origin.readingVersion ?? "none"),
            ]
        }
        return lines
    }
}

extension RecordedFiling {
    var json: JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        let place: JSONValue =
            provenance.map { origin in
                .object([
                    "source_id": .string(origin.source.rawValue), "run_id": .integer(origin.run),
                    "snapshot_sha256": text(origin.snapshot?.description),
                    "row": origin.row.map { .integer($0) } ?? .null, "locator": text(origin.locator),
                    "reading_version": text(origin.readingVersion),
                ])
            } ?? .null
        return .object([
            "accession_no": .string(accessionNumber.rawValue), "disclosure_id": .string(disclosure.rawValue),
            "origin": .string(origin.rawValue),
            "version": .integer(version), "form_type": .string(form.rawValue), "position": .integer(position),
            "accepted_at": .string(acceptedAt),
            "received_at": .string(receivedAt), "payload": payload, "payload_sha256": .string(payloadDigest.description),
            "previous_chain_sha256": text(previousChainDigest?.description), "chain_sha256": .string(chainDigest.description),
            "amendment_reason": text(amendmentReason), "changed_fields": .array(changedFields.map { .string($0) }),
            "warnings": .array(warnings.map { .string($0) }), "is_head": .bool(isHead), "provenance": place,
        ])
    }
}
