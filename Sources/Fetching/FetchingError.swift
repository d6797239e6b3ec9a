public import Register

/// Why a source could not be fetched. It stops that source alone.
public enum FetchingError: RegisterError, Equatable {
    /// An address of the manifest that is not http or https.
    case address(String)
    /// No connection, or one that broke, after every attempt.
    case connection(url: String, text: String, attempts: Int)
    case timedOut(url: String, text: String, attempts: Int)
    /// Certificate, encoding, protocol: another attempt would end the same.
    case transfer(url: String, text: String)
    case redirect(url: String, text: String)
    /// `retryAfterSeconds`: what the server asked for, where it did.
    case status(url: String, status: Int, attempts: Int, retryAfterSeconds: Int?)
    case challenge(url: String, vendor: String, marker: String)
    case empty(url: String)
    case wrongContent(url: String, format: ReadRule.Format, seen: String)
    case tooLarge(url: String, limit: Int)
    /// No link of the pages matches the step's glob.
    case noLink(url: String, pattern: String, links: Int)
    case tooManyPages(url: String, step: String, most: Int)
    /// The server answered the request for the next page with a page that was there already.
    case stuckPager(url: String, page: Int)
    case noForm(url: String, target: String)
    case file(path: String, text: String)
    case cancelled(url: String)
    /// `rule`: the line of robots.txt that says so, or why it could not be had.
    case robots(url: String, rule: String)
    /// The host was asked as often as one run may.
    case hostCap(url: String, host: String, most: Int)
    /// No page so far has what the pattern looks for.
    case noToken(url: String, name: String, pattern: String)

    public var code: String {
        switch self {
        case .address: "FETCH-01"
        case .connection: "FETCH-02"
        case .timedOut: "FETCH-03"
        case .transfer: "FETCH-04"
        case .redirect: "FETCH-05"
        case .status: "FETCH-06"
        case .challenge: "FETCH-07"
        case .empty: "FETCH-08"
        case .wrongContent: "FETCH-09"
        case .tooLarge: "FETCH-10"
        case .noLink: "FETCH-11"
        case .tooManyPages: "FETCH-12"
        case .stuckPager: "FETCH-13"
        case .noForm: "FETCH-14"
        case .file: "FETCH-15"
        case .cancelled: "FETCH-16"
        case .robots: "FETCH-17"
        case .hostCap: "FETCH-18"
        case .noToken: "FETCH-19"
        }
    }

    public var message: String {
        switch self {
        case .address(let text): "\"\(text)\" is not an http or https address."
        case .connection(let url, let text, let attempts): "\(url): no answer in \(attempts) attempts: \(text)."
        case .timedOut(let url, let text, let attempts): "\(url): too slow in \(attempts) attempts: \(text)."
        case .transfer(let url, let text): "\(url): \(text)."
        case .redirect(let url, let text): "\(url): redirect refused: \(text)."
        case .status(let url, let status, let attempts, let seconds):
            "\(url): status \(status) after \(attempts) attempts" + (seconds.map { ", and asks to wait \($0) seconds." } ?? ".")
        case .challenge(let url, let vendor, let marker): "\(url): a bot challenge of \(vendor) instead of the page (\"\(marker)\")."
        case .empty(let url): "\(url): an empty body."
        case .wrongContent(let url, let format, let seen): "\(url): \(format.rawValue) expected, but the content is \(seen)."
        case .tooLarge(let url, let limit): "\(url): more than \(limit) bytes after decompression."
        case .noLink(let url, let pattern, let links): "\(url): none of \(links) links matches \"\(pattern)\"."
        case .tooManyPages(let url, let step, let most): "\(url): more than \(most) pages for \(step)."
        case .stuckPager(let url, let page): "\(url): asked for page \(page), the server sent a page it had sent before."
        case .noForm(let url, let target): "\(url): no form to post \"\(target)\" with."
        case .file(let path, let text): "\(path): \(text)."
        case .cancelled(let url): "\(url): stopped before the page was complete."
        case .robots(let url, let rule): "\(url): robots.txt says no: \(rule)."
        case .hostCap(let url, let host, let most): "\(url): not asked for, since \(host) was asked \(most) times in this run."
        case .noToken(let url, let name, let pattern): "\(url): nothing for {\(name)} here or before: no match of \(pattern)"
        }
    }

    public var hint: String {
        switch self {
        case .address: "Correct the address under `fetch` or `page` in the manifest; file: and other schemes are never followed."
        case .connection, .timedOut: "Try again later; if it lasts, open the address in a browser and correct the manifest. " + Self.byHand
        case .transfer: "Open the address in a browser: if it opens there, check this machine's certificates and clock. " + Self.byHand
        case .redirect: "Open the address in a browser and put the page's new address in the manifest."
        case .status(_, let status, _, _):
            status == 404 || status == 410
                ? "The page has moved: find it from the publisher's site and correct the manifest."
                : "Try again later; if it lasts, the publisher refuses us or has moved the page. " + Self.byHand
        case .challenge: "Open the page in a browser, save it. " + Self.byHand
        case .empty: "Try again later; no notice is withdrawn because of it. " + Self.byHand
        case .wrongContent:
            "Look at the stored snapshot: an error page, or a format that the manifest must follow."
        case .tooLarge: "Look at what the address serves; a page of notices is far smaller."
        case .noLink: "The page has changed: look at its links and correct `links` or `link` in the manifest."
        case .tooManyPages: "If the page is honest, raise `most` in the manifest; nothing is cut in silence."
        case .stuckPager: "The page's pager has changed: compare its links with the `next` or `postback` step of the manifest."
        case .noForm: "The page has changed: compare its form with the `postback` or `form` step of the manifest."
        case .file: "Name a readable page as the state serves it, or a folder of such pages."
        case .cancelled: "Run it again: nothing was recorded."
        case .robots: "The publisher asks programs to stay away, and this one does. Open the page in a browser, save it. " + Self.byHand
        case .hostCap: "Take what is left in the next run; if an ordinary day needs so many pages, narrow the manifest's `fetch`."
        case .noToken: "The page has changed: look for the value in its source and correct the `token` step of the manifest. " + Self.byHand
        }
    }

    private static let byHand = "A page saved by hand is read with `warn-import run SOURCE --from FILE`."
}

/// A fetch that failed, with every page that arrived before (the offending page last, where there is one), so that they can be kept.
public struct FetchingFailure: RegisterError, Equatable {
    public let error: FetchingError
    public let snapshots: [Snapshot]

    public init(_ error: FetchingError, snapshots: [Snapshot] = []) {
        self.error = error
        self.snapshots = snapshots
    }

    public var code: String { error.code }
    public var message: String { error.message }
    public var hint: String { error.hint }
}
