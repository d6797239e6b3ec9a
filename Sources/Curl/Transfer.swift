import CLibcurl

/// What libcurl hands over while one transfer runs. Touched by the callbacks of one `curl_easy_perform` only.
final class Transfer {
    let limits: CurlLimits
    private(set) var bytes: [UInt8] = []
    private(set) var headers: [CurlResponse.Header] = []
    private var headerBytes = 0
    /// The ceiling that was passed, where one was.
    private(set) var passedLimit: Int?

    init(limits: CurlLimits) {
        self.limits = limits
    }

    /// - Returns: false when the body is too large; libcurl then aborts the transfer.
    func append(_ chunk: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count + chunk.count <= limits.bodyBytes else {
            passedLimit = limits.bodyBytes
            return false
        }
        bytes.append(contentsOf: chunk)
        return true
    }

    /// One header line. A status line begins a new response: the headers of a redirect are not the answer's.
    func appendHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= limits.headerBytes else {
            passedLimit = limits.headerBytes
            return false
        }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            headers = []
        } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            let name = text[..<colon].lowercased()
            headers.append(.init(name: name, value: Self.trimmed(text[text.index(after: colon)...])))
        }
        return true
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension Transfer {
    /// Points the handle's callbacks at this transfer, which must outlive the perform.
    func attach(to handle: UnsafeMutableRawPointer) {
        let user = Unmanaged.passUnretained(self).toOpaque()
        curl_set_bytes_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, user in
            guard let bytes, let user else { return 0 }
            let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().append(chunk) ? chunk.count : 0
        }
        curl_set_bytes_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, user in
            guard let bytes, let user else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().appendHeader(line) ? line.count : 0
        }
        // The perform runs inside the task that asked, so its cancellation can be read from the callback.
        curl_set_progress_callback(handle) { _, _, _, _, _ in Task.isCancelled ? 1 : 0 }
        curl_set_pointer(handle, CURLOPT_WRITEDATA, user)
        curl_set_pointer(handle, CURLOPT_HEADERDATA, user)
    }
}
