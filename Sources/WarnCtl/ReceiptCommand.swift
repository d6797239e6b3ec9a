import ArgumentParser
import Recording
import Register

/// What became of a submission.
struct ReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "Say what became of a submission: received, held, accepted or rejected.",
        discussion: """
            That a submission was received is one receipt, that it was accepted another; only the second makes it a filing.
            Without a number: your own, newest first. Only who handed it in, the desk and the reviewers are told. Exit code 1 when it was
            rejected or never received.

            EXAMPLES
              warnctl receipt 7f0c2a4e-93d1-4a52-8f5e-2b7a1c9d0ee1
              warnctl receipt --format json
            """)

    @Argument(help: "The submission; else all of yours.")
    var submission: String?

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        try await Program.run { try await tell(on: .standard) }
    }

    func tell(on terminal: Terminal) async throws {
        let ledger = try await Ledger.open(standard.database, role: .filer)
        guard let submission else { return tell(try await ledger.ownReceipts(), on: terminal) }
        guard let receipt = try await ledger.receipt(of: submission) else {
            throw CommandError.unknownSubmission(submission)
        }
        switch standard.format {
        case .json: terminal.write(receipt.json.canonicalText + "\n")
        case .text: terminal.write(receipt.words(on: terminal))
        }
        if receipt.state == .rejected { throw Program.badInput }
    }

    private func tell(_ receipts: [SubmissionReceipt], on terminal: Terminal) {
        guard standard.format == .text else { return terminal.write(JSONValue.array(receipts.map(\.json)).canonicalText + "\n") }
        for receipt in receipts {
            let number = receipt.receipt.map { " as " + $0.accessionNumber.rawValue } ?? ""
            let codes = receipt.codes.isEmpty ? "" : ": " + receipt.codes.joined(separator: ", ")
            terminal.write("\(receipt.id) \(receipt.receivedAt) \(receipt.state.rawValue)\(number)\(codes)\n")
        }
    }
}

extension SubmissionReceipt {
    var json: JSONValue {
        .object([
            "submission_id": .string(id), "state": .string(state.rawValue), "received_at": .string(receivedAt),
            "payload_sha256": .string(payloadDigest.description), "codes": .array(codes.map { .string($0) }),
            "findings": answer?["findings"] ?? .array([]), "computed": answer?["computed"] ?? .null, "receipt": receipt?.json ?? .null,
        ])
    }

    func words(on terminal: Terminal) -> String {
        var text = "\(state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst()). Submission \(id), received at \(receivedAt).\n"
        for finding in answer?["findings"]?.items ?? [] {
            text += "\(finding["code"]?.text ?? "") \((finding["message"]?.text ?? "").shown)\n    \((finding["hint"]?.text ?? "").shown)\n"
        }
        return text + (receipt?.words ?? "")
    }
}
