import CLibcurl

/// An http or https address, taken apart and resolved by libcurl as RFC 3986 says.
public struct Address: Sendable, Hashable, CustomStringConvertible {
    /// Absolute, without a fragment, with the bytes that may not stand in an address as `%XX`.
    public let text: String
    public let scheme: String
    /// Lower case; with `:port` where the address names one.
    public let host: String
    public let path: String
    /// Without the question mark; empty where there is none.
    public let query: String

    public var description: String { text }

    /// - Parameters:
    ///   - link: absolute, or relative to `base`, as it stands in a page (entities decoded).
    ///   - base: the address of that page.
    /// - Returns: nil for another scheme (`javascript:`, `mailto:`, `file:`) and for what is no address.
    public init?(_ link: String, relativeTo base: Address? = nil) {
        let link = Self.escaped(link)
        if let scheme = Self.scheme(of: link), scheme != "http", scheme != "https" { return nil }
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        if let base, curl_url_set(handle, CURLUPART_URL, base.text, 0) != CURLUE_OK { return nil }
        // libcurl drops the base's file name and query for these, which RFC 3986 (section 5.4.1) keeps.
        let isSamePage = base != nil && (link.isEmpty || link.hasPrefix("#"))
        guard isSamePage || curl_url_set(handle, CURLUPART_URL, link, 0) == CURLUE_OK,
            curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0) == CURLUE_OK,
            let text = Self.part(CURLUPART_URL, of: handle), let scheme = Self.part(CURLUPART_SCHEME, of: handle),
            scheme == "http" || scheme == "https", let name = Self.part(CURLUPART_HOST, of: handle)
        else { return nil }
        self.text = text
        self.scheme = scheme
        host = name.lowercased() + (Self.part(CURLUPART_PORT, of: handle).map { ":" + $0 } ?? "")
        path = Self.part(CURLUPART_PATH, of: handle) ?? "/"
        query = Self.part(CURLUPART_QUERY, of: handle) ?? ""
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    /// `javascript` of `javascript:void(0)`; nil where the link names no scheme.
    private static func scheme(of link: String) -> String? {
        guard let colon = link.utf8.firstIndex(of: UInt8(ascii: ":")), let first = link.utf8.first, isLetter(first) else { return nil }
        let scheme = link.utf8[..<colon]
        let allowed = scheme.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 43 || $0 == 45 || $0 == 46 }
        return allowed ? link[..<colon].lowercased() : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    /// Pages write spaces and letters beyond ASCII into links; line breaks and tabs are dropped, as browsers do.
    private static func escaped(_ link: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let unsafe = Set("\"<>\\^`{|}".utf8)
        var bytes: [UInt8] = []
        for byte in trimmed(link.utf8) where byte != 9 && byte != 10 && byte != 13 {
            if byte <= 0x20 || byte >= 0x7F || unsafe.contains(byte) {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func trimmed(_ bytes: String.UTF8View) -> Substring.UTF8View {
        var rest = bytes[...]
        while let first = rest.first, first <= 0x20 { rest.removeFirst() }
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        return rest
    }
}
