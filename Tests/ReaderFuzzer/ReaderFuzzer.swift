import Catalog
import Foundation
import Normalizing
import Reading
import Register

/// Feeds arbitrary bytes to the sources of one format, from page to notices: no crash, no hang, no row lost.
///
/// Built by `Ops/fuzz` alone, with libFuzzer and its sanitizers. `FUZZ_FORMAT` names the reader. The last byte of an input chooses the
/// source among those of the format; the rest is the page.
struct ReaderFuzzer {
    private let sources: [(source: Source, normalizer: Normalizer)]

    /// nil when there is no home or no source of the format: the script has said so before.
    init?(format: String) {
        guard let day = CalendarDate("2026-11-01"), let home = try? Home.find(), let catalog = try? Catalog.load(home) else { return nil }
        sources = catalog.sources.filter { $0.read.format.rawValue == format }.compactMap { source in
            (try? Normalizer(source: source, roster: catalog.jurisdictions, today: day)).map { (source, $0) }
        }
        if sources.isEmpty { return nil }
    }

    func read(_ input: ArraySlice<UInt8>) {
        guard let choice = input.last else { return }
        // Old workbooks are another library's to read, and its faults are known (Ops/README.md): only files given by hand reach it.
        if input.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return }
        let (source, normalizer) = sources[Int(choice) % sources.count]
        let page = Snapshot(bytes: Array(input.dropLast()), url: "file:page", fetchedAt: 0)
        guard let table = try? Reader.table(of: [page], for: source) else { return }
        let result = normalizer.normalize(table)
        precondition(result.notices.count + result.rejections.count == table.rows.count, "a row was lost")
    }
}

// libFuzzer calls from one thread only.
nonisolated(unsafe) private let fuzzer = ReaderFuzzer(format: ProcessInfo.processInfo.environment["FUZZ_FORMAT"] ?? "")

private func readOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let fuzzer else { fatalError("no source of the format FUZZ_FORMAT") }
    fuzzer.read(Array(UnsafeBufferPointer(start: start, count: count))[...])
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
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runFuzzer(&count, &arguments, readOne))
    }
}
