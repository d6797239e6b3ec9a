internal import CLibpq

extension Connection {
    /// Streams a query's rows in PostgreSQL's binary format, one at a time: nothing is made text, and no more than a row is kept.
    ///
    /// - Parameters:
    ///   - query: of our own SQL, without parameters.
    ///   - body: lent each row; when it throws, the rest is read and dropped.
    public func copyOut(_ query: String, _ body: (BinaryRow) throws -> Void) throws {
        let begun = PQexec(handle.pointer, "copy (\(query)) to stdout (format binary)")
        defer { PQclear(begun) }
        try check(begun)
        var failure: (any Error)?
        while true {
            var row: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(handle.pointer, &row, 0)
            guard count > 0, let row else { break }
            defer { PQfreemem(row) }
            guard failure == nil else { continue }
            do {
                if let fields = try BinaryRow(UnsafeRawBufferPointer(start: row, count: Int(count))) { try body(fields) }
            } catch { failure = error }
        }
        while let result = PQgetResult(handle.pointer) {
            defer { PQclear(result) }
            do { try check(result) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }
}

/// A row in the binary format of COPY. Its bytes are lent: they are gone after the call that was given them.
public struct BinaryRow {
    private let bytes: UnsafeRawBufferPointer
    private var fields: [Range<Int>?] = []

    /// Nil for the mark at the end. A message that is cut short is an error: no row is passed over.
    init?(_ message: UnsafeRawBufferPointer) throws(PostgresError) {
        // Eleven bytes of signature, four of flags, the length of what may follow: before the first row only.
        let signature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]
        let start = message.starts(with: signature) ? 19 : 0
        bytes = message
        guard message.count >= start + 2 else { throw Self.cut }
        let count = Int(Int16(bigEndian: message.loadUnaligned(fromByteOffset: start, as: Int16.self)))
        if count == -1 { return nil }
        guard count >= 0 else { throw Self.cut }
        fields.reserveCapacity(count)
        var place = start + 2
        for _ in 0..<count {
            guard place + 4 <= message.count else { throw Self.cut }
            let length = Int(Int32(bigEndian: message.loadUnaligned(fromByteOffset: place, as: Int32.self)))
            place += 4
            guard length >= 0 else {
                fields.append(nil)
                continue
            }
            guard place + length <= message.count else { throw Self.cut }
            fields.append(place..<place + length)
            place += length
        }
    }

    private static let cut = PostgresError.unreadable(column: "of a copied row", text: nil, type: "row in binary format")

    /// The bytes of a column, from 0; nil for null. Of text they are its UTF-8.
    public subscript(column: Int) -> UnsafeRawBufferPointer? { fields[column].map { UnsafeRawBufferPointer(rebasing: bytes[$0]) } }

    /// A `smallint`, `integer` or `bigint`; nil for null.
    public func integer(_ column: Int) -> Int? { self[column]?.number }

    /// A text; nil for null.
    public func text(_ column: Int) -> String? { self[column].map { String(decoding: $0, as: UTF8.self) } }
}
