import Foundation
import Recording
import Register

/// Pages as WARC 1.1 (ISO 28500:2017): what other archives of the web read.
///
/// A page had over HTTP is a `response` with the headers it was served with; a file given by hand is a `resource`. Bytes that the
/// archive has already are a `revisit`. Bodies are stored decoded, so the headers that spoke of an encoding are kept under another name.
struct WebArchive {
    /// Address and record of the first page with these bytes.
    private var seen: [Digest: (url: String, date: String)] = [:]

    /// The record that opens the file.
    static func opening(file: String, at seconds: Double) -> [UInt8] {
        let fields = "software: warn-import\r\nformat: WARC File Format 1.1\r\ndescription: pages that the WARN Register fetched\r\n"
        let block = Array(fields.utf8)
        return record(
            [
                ("WARC-Type", "warcinfo"), ("WARC-Record-ID", id(of: "warcinfo \(file) \(seconds)")), ("WARC-Date", date(seconds)),
                ("WARC-Filename", file), ("Content-Type", "application/warc-fields"), ("WARC-Block-Digest", digest(Digest(of: block))),
            ], block)
    }

    mutating func record(of page: ArchivedPage) -> [UInt8] {
        let snapshot = page.snapshot
        let date = Self.date(snapshot.fetchedAt)
        let url = Self.address(snapshot.url)
        var fields = [
            ("WARC-Record-ID", Self.id(of: "\(page.source) \(page.run) \(page.place) \(snapshot.digest)")), ("WARC-Date", date),
            ("WARC-Target-URI", url), ("WARC-Payload-Digest", Self.digest(snapshot.digest)),
        ]
        let isResponse = snapshot.status > 0
        let head = isResponse ? Self.head(of: snapshot) : []
        if isResponse, let first = seen[snapshot.digest] {
            fields += [
                ("WARC-Type", "revisit"), ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
                ("WARC-Refers-To-Target-URI", first.url), ("WARC-Refers-To-Date", first.date),
                ("Content-Type", "application/http;msgtype=response"), ("WARC-Block-Digest", Self.digest(Digest(of: head))),
            ]
            return Self.record(fields, head)
        }
        if isResponse { seen[snapshot.digest] = (url, date) }
        let block = head + snapshot.bytes
        fields += [
            ("WARC-Type", isResponse ? "response" : "resource"),
            (
                "Content-Type",
                isResponse ? "application/http;msgtype=response" : snapshot.header("content-type") ?? "application/octet-stream"
            ),
            ("WARC-Block-Digest", isResponse ? Self.digest(Digest(of: block)) : Self.digest(snapshot.digest)),
        ]
        return Self.record(fields, block)
    }

    // MARK: Parts

    private static func record(_ fields: [(String, String)], _ block: [UInt8]) -> [UInt8] {
        let lines = ["WARC/1.1"] + fields.map { "\($0.0): \(oneLine($0.1))" } + ["Content-Length: \(block.count)", "", ""]
        return Array(lines.joined(separator: "\r\n").utf8) + block + Array("\r\n\r\n".utf8)
    }

    /// Headers of the response; those that the stored bytes no longer obey begin with `X-Archive-Orig-`.
    private static func head(of snapshot: Snapshot) -> [UInt8] {
        let moved: Set = ["content-encoding", "transfer-encoding", "content-length"]
        let headers = snapshot.headers.map { header in
            (moved.contains(header.name) ? "x-archive-orig-" : "") + "\(header.name): \(oneLine(header.value))"
        }
        let lines = ["HTTP/1.1 \(snapshot.status) "] + headers + ["content-length: \(snapshot.bytes.count)", "", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// A header that holds a line break would be two.
    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    /// An address of the kind that the format asks for: a file's name is no address by itself.
    private static func address(_ url: String) -> String {
        let path = url.hasPrefix("file:") && !url.hasPrefix("file://") ? "file:///" + url.dropFirst(5) : url
        let plain = CharacterSet(charactersIn: "!#$%&'()*+,/:;=?@[]~-._").union(.alphanumerics)
        return path.addingPercentEncoding(withAllowedCharacters: plain) ?? path
    }

    private static func date(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds.rounded(.down)).formatted(.iso8601)
    }

    private static func digest(_ digest: Digest) -> String { "sha256:" + base32(digest.bytes) }

    /// The same page of the same run has the same name in every export.
    private static func id(of text: String) -> String {
        var bytes = Array(Digest(of: text.utf8).bytes.prefix(16))
        (bytes[6], bytes[8]) = (bytes[6] & 0x0F | 0x80, bytes[8] & 0x3F | 0x80)
        let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return "<urn:uuid:\(groups.joined(separator: "-"))>"
    }

    /// RFC 4648, as archives of the web write digests.
    private static func base32(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (text, buffer, bits) = ("", 0, 0)
        for byte in bytes {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(letters[buffer >> bits & 31])
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { text.append(letters[buffer << (5 - bits) & 31]) }
        return text + String(repeating: "=", count: (8 - text.count % 8) % 8)
    }
}
