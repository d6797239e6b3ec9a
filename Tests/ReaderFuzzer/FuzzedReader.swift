import Catalog
import Documents
import Foundation
import Normalizing
import Reading
import Register

/// What arbitrary bytes are given to: no crash, no hang, no row lost.
///
/// Built by `Ops/fuzz` alone, with libFuzzer and its sanitizers. `FUZZ_FORMAT` names the reader.
enum FuzzedReader {
    /// A format's sources, from page to notices. The last byte of an input chooses the source; the rest is the page.
    case sources([(source: Source, normalizer: Normalizer)], isOldWorkbook: Bool)
    /// What `pdftotext` printed, a zero byte, and what `pdftocairo` printed.
    case poppler
    /// What `warn-xls` printed.
    case warnXLS

    /// nil when there is no home or no source of the format: the script has said so before.
    init?(format: String) {
        switch format {
        case "poppler": self = .poppler
        case "warn-xls": self = .warnXLS
        default:
            let isOldWorkbook = format == "xls"
            guard let day = CalendarDate("2026-11-01"), let home = try? Home.find(), let catalog = try? Catalog.load(home) else {
                return nil
            }
            let read = isOldWorkbook ? "workbook" : format
            let sources = catalog.sources.filter { $0.read.format.rawValue == read }.compactMap { source in
                (try? Normalizer(source: source, roster: catalog.jurisdictions, today: day)).map { (source, $0) }
            }
            if sources.isEmpty { return nil }
            self = .sources(sources, isOldWorkbook: isOldWorkbook)
        }
    }

    func read(_ input: ArraySlice<UInt8>) {
        switch self {
        case .sources(let sources, let isOldWorkbook):
            // Old workbooks are read in a process of their own, hundreds a second at most: they have runs of their own.
            guard let choice = input.last, isOldWorkbook == input.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return }
            Self.read(Array(input.dropLast()), as: sources[Int(choice) % sources.count])
        case .poppler:
            let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
            _ = try? PDFDocument(words: parts[0], drawing: parts.count > 1 ? parts[1] : [])
        case .warnXLS: _ = try? Workbook(records: Array(input))
        }
    }

    private static func read(_ bytes: [UInt8], as chosen: (source: Source, normalizer: Normalizer)) {
        let page = Snapshot(bytes: bytes, url: "file:page", fetchedAt: 0)
        guard let table = try? Reader.table(of: [page], for: chosen.source) else { return }
        let result = chosen.normalizer.normalize(table)
        precondition(result.notices.count + result.rejections.count == table.rows.count, "a row was lost")
    }
}

/// Of this process, without those it starts: on a busy machine a pause is no hang.
private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// An input that takes longer hangs.
private let mostSeconds = Double(ProcessInfo.processInfo.environment["FUZZ_SECONDS"] ?? "") ?? 2

// libFuzzer calls from one thread only.
nonisolated(unsafe) private let fuzzer = FuzzedReader(format: ProcessInfo.processInfo.environment["FUZZ_FORMAT"] ?? "")

private func readOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let fuzzer else { return -1 }
    let before = processorSeconds()
    fuzzer.read(Array(UnsafeBufferPointer(start: start, count: count))[...])
    let taken = processorSeconds() - before
    precondition(taken <= mostSeconds, "it took \(taken) seconds of the processor")
    return 0
}

/// libFuzzer's own loop.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ readOne: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main enum Program {
    static func main() {
        // Before the first input, whose time it is not.
        guard fuzzer != nil else { fatalError("no source of the format FUZZ_FORMAT") }
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runFuzzer(&count, &arguments, readOne))
    }
}
