#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A file without a name, which nobody else can open, and which is gone when this process is, however that ends.
final class PrivateFile {
    let descriptor: Int32

    /// - Parameter folder: where there is room; that of `TMPDIR`, else `/tmp`.
    init(in folder: String = PrivateFile.folder) throws(DocumentError) {
        let unnamed = Self.unnamed(in: folder)
        guard unnamed < 0 else {
            descriptor = unnamed
            return
        }
        // A file system that has none without a name: this one has its name for a moment, and no byte yet.
        var path = Array((folder + "/warn-XXXXXX").utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw .noFile("no temporary file in \(folder): \(String(cString: strerror(errno)))") }
        unlink(path)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    static var folder: String {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        return named.isEmpty ? "/tmp" : named
    }

    private static func unnamed(in folder: String) -> Int32 {
        #if os(Linux)
            // O_TMPFILE, which Glibc's module leaves out.
            return open(folder, 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o600)
        #else
            return -1
        #endif
    }

    func write(_ bytes: [UInt8]) throws(DocumentError) {
        let isWritten = bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = pwrite(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, off_t(buffer.count - rest.count))
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
        guard isWritten else { throw .noFile("no room for a temporary file: \(String(cString: strerror(errno)))") }
    }

    var size: Int { Int(lseek(descriptor, 0, SEEK_END)) }

    /// - Parameter most: of its bytes; all where it is nil.
    func read(most: Int? = nil) throws(DocumentError) -> [UInt8] {
        let size = min(size, most ?? .max)
        guard size > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let more = pread(descriptor, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
                guard more > 0 else { return }
                count += more
            }
        }
        guard bytes.count == size else { throw .noFile("a temporary file cannot be read: \(String(cString: strerror(errno)))") }
        return bytes
    }
}
