/// The forms a summary leaves the register in, whole.
extension Summary {
    public var json: String { text(.json) }
    public var ndjson: String { text(.ndjson) }
    public var csv: String { text(.csv) }

    public func text(_ form: SummaryForm) -> String { String(decoding: bytes(form), as: UTF8.self) }

    public func bytes(_ form: SummaryForm) -> [UInt8] {
        var writer = SummaryWriter(form, of: report, asOfPosition: asOfPosition)
        var bytes: [UInt8] = []
        writer.open(to: &bytes)
        for row in rows { writer.write(row.values, to: &bytes) }
        writer.close(total: total, to: &bytes)
        return bytes
    }

    public var head: SummaryHead { SummaryHead(report: report, asOfPosition: asOfPosition, total: total) }
}
