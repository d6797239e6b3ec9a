import Foundation
import Register

/// The file, or standard output, that takes notices as lines, a megabyte at a time: what is written is not kept.
final class LineOutput {
    private let path: String?
    private let file: FileHandle
    private var lines = JSONLine(capacity: 2 * LineOutput.most)
    private var failure: (any Error)?
    private static var most: Int { 1 << 20 }

    /// - Parameter path: a file that is made anew; nil: standard output.
    init(_ path: String?) throws {
        self.path = path
        guard let path else {
            file = .standardOutput
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
            throw Exit.system("\(path): cannot be written")
        }
        self.file = file
    }

    func write(_ notice: Notice) {
        NoticeLine.write(notice, to: &lines)
        lines.endLine()
        if lines.count >= Self.most { flush() }
    }

    /// - Throws: the first thing that went wrong with the writing.
    func close() throws {
        flush()
        if let failure { throw Exit.system("\(path ?? "standard output"): \(failure.localizedDescription)") }
        if path != nil { try? file.close() }
    }

    private func flush() {
        guard failure == nil else { return }
        do { try lines.withBytes { try file.write(contentsOf: Data($0)) } } catch { failure = error }
        lines.removeAll()
    }
}
