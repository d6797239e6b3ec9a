internal import CLibzip

/// A zip archive in memory. What an entry says of its own size is not believed: bytes are counted as they come.
final class Archive {
    private let archive: OpaquePointer
    /// libzip reads from these bytes until the archive is closed.
    private let bytes: UnsafeMutableRawBufferPointer
    private let limits: DocumentLimits
    private var unpacked = 0

    init(_ bytes: [UInt8], limits: DocumentLimits) throws(DocumentError) {
        try limits.check(bytes: bytes.count)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        let held = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        held.copyBytes(from: bytes)
        guard let source = zip_source_buffer_create(held.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
            held.deallocate()
            throw .archive(Self.text(&error))
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            held.deallocate()
            throw .archive(Self.text(&error))
        }
        self.bytes = held
        self.archive = archive
        self.limits = limits
        guard zip_get_num_entries(archive, 0) <= limits.entries else {
            throw .tooLarge(what: "the archive", limit: "\(limits.entries) entries")
        }
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    /// The entry's bytes; nil where there is none of that name.
    func read(_ name: String) throws(DocumentError) -> [UInt8]? {
        let index = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE))
        guard index >= 0 else { return nil }
        guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else { throw .part(name, Self.text(zip_get_error(archive))) }
        defer { zip_fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = zip_fread(file, &chunk, zip_uint64_t(chunk.count))
            guard count >= 0 else { throw .part(name, Self.text(zip_file_get_error(file))) }
            guard count > 0 else { return bytes }
            unpacked += Int(count)
            guard bytes.count + Int(count) <= limits.entryBytes else {
                throw .tooLarge(what: "\(name), unpacked,", limit: "\(limits.entryBytes) bytes")
            }
            guard unpacked <= limits.unpackedBytes else {
                throw .tooLarge(what: "the archive, unpacked,", limit: "\(limits.unpackedBytes) bytes")
            }
            bytes.append(contentsOf: chunk[..<Int(count)])
        }
    }

    private static func text(_ error: UnsafeMutablePointer<zip_error_t>?) -> String {
        guard let error, let text = zip_error_strerror(error) else { return "unknown error" }
        return String(cString: text)
    }
}
