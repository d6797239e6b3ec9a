import CLibcurl

/// Why a transfer gave no response. libcurl's own words are kept in `text`.
public enum CurlError: Error, Sendable, Equatable {
    /// The task was cancelled.
    case cancelled
    /// The body (or the headers) passed the ceiling of ``CurlLimits``.
    case tooLarge(limit: Int)
    case timedOut(text: String)
    /// An address that is neither http nor https.
    case schemeRefused(text: String)
    /// No connection, or one that broke: name, network, TLS handshake, a body cut short. Worth another try.
    case connection(text: String)
    /// Anything else: a bad certificate, a body that does not decompress. Another try would end the same.
    case failed(code: Int, text: String)

    /// True where the same request may succeed a moment later.
    public var isTransient: Bool {
        switch self {
        case .timedOut, .connection: true
        case .cancelled, .tooLarge, .schemeRefused, .failed: false
        }
    }

    /// libcurl's code in our words.
    init(_ code: CURLcode, text: String, limits: CurlLimits) {
        switch code {
        case CURLE_ABORTED_BY_CALLBACK: self = .cancelled
        case CURLE_FILESIZE_EXCEEDED: self = .tooLarge(limit: limits.bodyBytes)
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut(text: text)
        case CURLE_UNSUPPORTED_PROTOCOL: self = .schemeRefused(text: text)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_PARTIAL_FILE, CURLE_SSL_CONNECT_ERROR, CURLE_GOT_NOTHING,
            CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            self = .connection(text: text)
        default: self = .failed(code: Int(code.rawValue), text: text)
        }
    }
}
