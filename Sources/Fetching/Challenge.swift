import Register

/// The reviewed list of marks that a page is a bot challenge, not the page asked for.
///
/// Several vendors also put scripts into honest pages (`/cdn-cgi/challenge-platform/`, `_abck`, `_Incapsula_Resource`), so a mark that
/// honest pages may carry counts only in a small page without a table, and is listed as such.
struct Challenge: Sendable, Equatable {
    let vendor: String
    let marker: String

    private enum Place: Sendable {
        /// A response header: its name, and the lower-case value that tells.
        case header(String)
        /// Decides wherever it stands in the page.
        case page
        /// Decides only in a small page without a table.
        case smallPage
    }

    private static let marks: [(vendor: String, marker: StaticString, place: Place)] = [
        ("Cloudflare", "challenge", .header("cf-mitigated")),
        ("Cloudflare", "_cf_chl_opt", .page),
        ("Cloudflare", "cf-chl-", .page),
        ("Cloudflare", "cf-browser-verification", .page),
        ("Cloudflare", "just a moment...", .smallPage),
        ("Cloudflare", "attention required! | cloudflare", .page),
        ("Imperva Incapsula", "incapsula incident id", .page),
        ("Imperva Incapsula", "_incapsula_resource", .smallPage),
        ("Imperva", "pardon our interruption", .smallPage),
        ("AWS WAF", "challenge", .header("x-amzn-waf-action")),
        ("AWS WAF", "captcha", .header("x-amzn-waf-action")),
        ("AWS WAF", "awswafcookie", .page),
        ("AWS WAF", "awswafintegration", .smallPage),
        ("AWS WAF", "gokuprops", .page),
        ("Akamai", "errors.edgesuite.net", .page),
        ("Akamai", "sec-if-cpt-container", .page),
        ("Akamai", "_sec/cp_challenge", .smallPage),
        ("Radware", "validate.perfdrive.com", .page),
        ("Radware", "radware captcha", .page),
        ("Radware", "radware bot manager", .page),
        ("F5", "the requested url was rejected. please consult with your administrator", .page),
        ("F5", "<title>request rejected</title>", .page),
        ("Sucuri", "sucuri_cloudproxy_js", .page),
        ("DataDome", "captcha-delivery.com", .smallPage),
        ("PerimeterX", "px-captcha", .smallPage),
    ]

    private static let smallPageBytes = 24 << 10
    /// Marks stand at the top of a page; a hostile page is not searched to its end.
    private static let searchedBytes = 64 << 10

    /// - Parameters:
    ///   - bytes: the body. A workbook, CSV or JSON is not searched: a cell may say anything.
    ///   - headers: of the response; names in lower case.
    init?(in bytes: [UInt8], headers: [Snapshot.Header]) {
        for mark in Self.marks {
            guard case .header(let name) = mark.place else { continue }
            for header in headers where header.name == name && header.value.lowercased() == mark.marker.description {
                self = Challenge(vendor: mark.vendor, marker: "\(name): \(mark.marker)")
                return
            }
        }
        guard Content(of: bytes) == .markup else { return nil }
        let page = bytes.prefix(Self.searchedBytes).map { (65...90).contains($0) ? $0 + 32 : $0 }
        let isSmall = bytes.count <= Self.smallPageBytes && !page.holds("<table")
        for mark in Self.marks {
            switch mark.place {
            case .header: continue
            case .smallPage where !isSmall: continue
            case .page, .smallPage:
                guard page.holds(mark.marker) else { continue }
                self = Challenge(vendor: mark.vendor, marker: mark.marker.description)
                return
            }
        }
        return nil
    }

    private init(vendor: String, marker: String) {
        self.vendor = vendor
        self.marker = marker
    }
}
