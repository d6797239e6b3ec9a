import CLibcurl

/// Owns one `CURL *` and its error text. Not shared: the session's queue alone calls it.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>

    /// libcurl wants one global start before the first handle.
    private static let started = curl_start()

    init() throws(CurlError) {
        guard Self.started == CURLE_OK, let pointer = curl_easy_init() else {
            throw CurlError.failed(code: Int(CURLE_FAILED_INIT.rawValue), text: "libcurl does not start")
        }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(pointer)
        errorText.deallocate()
    }

    /// Forgets every option; connections and cookies stay.
    func reset() {
        curl_easy_reset(pointer)
        errorText[0] = 0
        curl_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
    }

    func apply(_ limits: CurlLimits) {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_NOPROGRESS, 0)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_COOKIEFILE, "")
        set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect.milliseconds)
        set(CURLOPT_TIMEOUT_MS, limits.total.milliseconds)
        set(CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeedBytesPerSecond)
        set(CURLOPT_LOW_SPEED_TIME, max(1, limits.lowSpeedTime.milliseconds / 1000))
        curl_set_offset(pointer, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.bodyBytes))
    }

    func set(_ option: CURLoption, _ value: Int) {
        curl_set_long(pointer, option, value)
    }

    func set(_ option: CURLoption, _ value: String) {
        curl_set_string(pointer, option, value)
    }

    /// Makes the request a POST of these bytes, which libcurl copies.
    func setBody(_ bytes: [UInt8]) {
        set(CURLOPT_POST, 1)
        curl_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
        // The address of an empty array may be nil, which would ask libcurl for a read callback.
        (bytes + [0]).withUnsafeBytes { buffer in
            _ = curl_set_string(pointer, CURLOPT_COPYPOSTFIELDS, buffer.baseAddress?.assumingMemoryBound(to: CChar.self))
        }
    }

    func perform() -> CURLcode { curl_easy_perform(pointer) }

    var responseStatus: Int {
        var status = 0
        curl_get_long(pointer, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    var finalURL: String? {
        var url: UnsafeMutablePointer<CChar>?
        curl_get_string(pointer, CURLINFO_EFFECTIVE_URL, &url)
        return url.map { String(cString: $0) }
    }

    /// What libcurl says of the last transfer; its general words for the code when it says nothing.
    func text(of code: CURLcode) -> String {
        let text = String(cString: errorText)
        return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    }
}
