import Blocking
import CLibcurl

/// One libcurl handle: its connections and its cookies, which live in memory as long as the session.
///
/// Requests run one after another on the session's own queue; they block no cooperative thread and answer cancellation.
/// Only http and https are ever spoken. A redirect is an answer: whether to follow it is the caller's to say. Compressed answers are asked for and unpacked.
public actor CurlSession {
    private let executor = BlockingExecutor(label: "curl")
    private let handle: EasyHandle
    private let userAgent: String
    private let limits: CurlLimits

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameter userAgent: sent with every request; says who asks and how to reach them.
    public init(userAgent: String, limits: CurlLimits = CurlLimits()) throws(CurlError) {
        handle = try EasyHandle()
        self.userAgent = userAgent
        self.limits = limits
    }

    /// Sends the request and waits for the whole answer, whatever its status.
    ///
    /// - Throws: ``CurlError``; a status such as 404 or 500 is an answer, not an error.
    public func response(to request: CurlRequest) throws(CurlError) -> CurlResponse {
        if Task.isCancelled { throw CurlError.cancelled }
        let transfer = Transfer(limits: limits)
        let lists = CurlList(request.headers.map { "\($0.name): \($0.value)" })
        handle.reset()
        handle.apply(limits)
        handle.set(CURLOPT_USERAGENT, userAgent)
        handle.set(CURLOPT_URL, request.url)
        curl_set_list(handle.pointer, CURLOPT_HTTPHEADER, lists.head)
        if request.method == .post { handle.setBody(request.body ?? request.encodedForm) }
        transfer.attach(to: handle.pointer)
        let code = withExtendedLifetime((transfer, lists)) { handle.perform() }
        if let limit = transfer.passedLimit { throw CurlError.tooLarge(limit: limit) }
        guard code == CURLE_OK else { throw CurlError(code, text: handle.text(of: code), limits: limits) }
        return CurlResponse(
            status: handle.responseStatus, url: handle.finalURL ?? request.url, headers: transfer.headers, bytes: transfer.bytes)
    }
}

/// A list of strings that libcurl reads during a transfer.
private final class CurlList {
    private(set) var head: UnsafeMutablePointer<curl_slist>?

    init(_ lines: [String]) {
        for line in lines { head = curl_slist_append(head, line) ?? head }
    }

    deinit { curl_slist_free_all(head) }
}
