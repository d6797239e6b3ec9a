import Curl
import FoundationEssentials
public import Register

/// Pages saved by hand, or by another program, in place of a fetch.
///
/// Beside `page.html` a file `page.json` may say where it came from, as recorders of HTTP write it:
/// `{"url": …, "status": {"code": 200}, "response_headers": {"Content-Type": ["text/html"]}}`. It is no page itself.
public enum SavedFile {
    /// - Parameters:
    ///   - path: a file, or a folder whose files are taken by name, hidden ones and folders left out.
    ///   - source: whose pages these are. Its `follow` steps tell which are details.
    ///   - now: seconds since 1970; a file has no time of its own that can be trusted.
    ///   - mostBytes: of one file.
    /// - Returns: one snapshot a page, with the address `file:` and its name where nothing better is known.
    /// - Throws: ``FetchingFailure`` for what cannot be read, is empty, too large, a bot challenge or of another format.
    public static func snapshots(
        at path: String, source: Source, now: Double, mostBytes: Int = 64 << 20
    ) throws(FetchingFailure) -> [Snapshot] {
        let files = try pages(at: path)
        var snapshots: [Snapshot] = []
        for file in files {
            let bytes = try read(file, mostBytes: mostBytes)
            let origin = Origin(beside: file)
            // The name alone: where a person keeps it is nobody's business, and the digest tells the bytes.
            let url = origin?.url ?? "file:" + (file.split(separator: "/").last.map(String.init) ?? file)
            let snapshot = Snapshot(
                bytes: bytes, url: url, fetchedAt: now, headers: origin?.headers ?? [], status: origin?.status ?? 0,
                role: role(of: url, in: source))
            snapshots.append(snapshot)
            if let error = problem(of: snapshot, format: source.read.format) { throw FetchingFailure(error, snapshots: snapshots) }
        }
        return snapshots
    }

    private static func problem(of snapshot: Snapshot, format: ReadRule.Format) -> FetchingError? {
        if let challenge = Challenge(in: snapshot.bytes, headers: snapshot.headers) {
            return .challenge(url: snapshot.url, vendor: challenge.vendor, marker: challenge.marker)
        }
        if snapshot.status != 0, !(200...299).contains(snapshot.status) {
            return .status(url: snapshot.url, status: snapshot.status, attempts: 1, retryAfterSeconds: nil)
        }
        if Content(of: snapshot.bytes) == .empty { return .empty(url: snapshot.url) }
        return ContentCheck.problem(of: snapshot, format: format)
    }

    private static func pages(at path: String) throws(FetchingFailure) -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw failure(path, "there is no such file or folder")
        }
        guard isFolder else { return [path] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw failure(path, "the folder cannot be read")
        }
        let files = names.filter { !$0.hasPrefix(".") }.sorted().map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
            .filter { FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder }
        let pages = files.filter { !Origin.isOrigin($0, among: files) }
        if pages.isEmpty { throw failure(path, "the folder holds no page") }
        return pages
    }

    private static func read(_ path: String, mostBytes: Int) throws(FetchingFailure) -> [UInt8] {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        if let size, size > mostBytes { throw FetchingFailure(.tooLarge(url: "file:" + path, limit: mostBytes)) }
        guard let data = FileManager.default.contents(atPath: path) else { throw failure(path, "the file cannot be read") }
        if data.count > mostBytes { throw FetchingFailure(.tooLarge(url: "file:" + path, limit: mostBytes)) }
        return [UInt8](data)
    }

    /// Details where a `follow` step would have led to the address; rows otherwise.
    private static func role(of url: String, in source: Source) -> Snapshot.Role {
        guard let address = Address(url) else { return .rows }
        for case .follow(let links, let role, _) in source.fetch where LinkGlob(links).matches(address) { return role }
        return .rows
    }

    fileprivate static func failure(_ path: String, _ text: String) -> FetchingFailure { FetchingFailure(.file(path: path, text: text)) }
}

/// Where a saved page came from.
private struct Origin: Decodable {
    struct Status: Decodable {
        let code: Int
    }

    let url: String
    let status: Int?
    let headers: [Snapshot.Header]

    enum CodingKeys: String, CodingKey {
        case url, status
        case headers = "response_headers"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        url = try container.decode(String.self, forKey: .url)
        status = try container.decodeIfPresent(Status.self, forKey: .status)?.code
        let headers = try container.decodeIfPresent([String: [String]].self, forKey: .headers) ?? [:]
        self.headers = headers.sorted { $0.key < $1.key }.flatMap { name, values in
            values.map { Snapshot.Header(name: name.lowercased(), value: $0) }
        }
    }

    /// Nil where nothing lies beside the page, or something that says no address.
    init?(beside page: String) {
        let path = Self.path(beside: page)
        guard path != page, let data = FileManager.default.contents(atPath: path), data.count <= Self.mostBytes,
            let origin = try? JSONDecoder().decode(Origin.self, from: data)
        else { return nil }
        self = origin
    }

    /// Whether the file only says where a page of the same stem came from; any other JSON file is a page.
    static func isOrigin(_ file: String, among files: [String]) -> Bool {
        guard file.hasSuffix(".json") else { return false }
        return files.contains { $0 != file && path(beside: $0) == file && Origin(beside: $0) != nil }
    }

    private static let mostBytes = 1 << 20

    private static func path(beside page: String) -> String {
        let name = page[(page.lastIndex(of: "/").map(page.index(after:)) ?? page.startIndex)...]
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return page + ".json" }
        return page[..<dot] + ".json"
    }
}
