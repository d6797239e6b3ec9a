import CFreexl
import SheetRecords

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads an old workbook (BIFF, `.xls`) from its standard input, which must be a file, and prints its cells as ``SheetRecord``s.
///
/// freexl 1 writes outside its buffers when a workbook's bytes are made to harm (`Ops/fuzz` found it). So it runs here, in a process
/// that can do nothing but read and print: whatever becomes of it, the program that asked gets a named error. Time, memory and the
/// size of what it prints are bounded from outside.
@main struct WarnXLS {
    static func main() {
        let problem = shim_confine()
        var output = Output()
        if problem != 0 {
            output.add(.init(.failure, bytes: ArraySlice("it cannot be confined here: \(String(cString: strerror(problem)))".utf8)))
        } else {
            do throws(Refusal) {
                try OldSheets().print(to: &output)
                output.add(.init(.end))
            } catch {
                output.add(.init(.failure, bytes: ArraySlice(error.text.utf8)))
            }
        }
        exit(output.flush() ? 0 : 1)
    }
}

/// Why a workbook cannot be read: freexl has numbers, no words.
struct Refusal: Error {
    let text: String
}

/// Gathers what is printed.
struct Output {
    private var bytes: [UInt8] = []
    private var isBroken = false

    mutating func add(_ record: SheetRecord) {
        record.append(to: &bytes)
        if bytes.count > 1 << 16 { _ = flush() }
    }

    /// - Returns: whether all that was printed so far was taken.
    mutating func flush() -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty, !isBroken {
            let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else { isBroken = true }
        }
        bytes = []
        return !isBroken
    }
}
