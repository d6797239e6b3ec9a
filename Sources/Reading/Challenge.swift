internal import Documents

/// Pages that stand in the way of the notices: checks for a browser, refusals, maintenance.
enum Challenge {
    /// The words that give it away, as they stand there; nil for any other page. Ask only when the notices were not found:
    /// an ordinary page may carry a protector's script as well.
    static func marker(in bytes: [UInt8]) -> String? {
        let text = String(decoding: TextEncoding.utf8(Array(bytes.prefix(200_000))), as: UTF8.self).lowercased()
        return markers.first { text.contains($0) }
    }

    private static let markers = [
        "_incapsula_resource", "incapsula incident", "just a moment...", "cf-browser-verification", "cf-challenge", "challenge-platform",
        "attention required! | cloudflare", "checking your browser", "enable javascript and cookies to continue", "awswafcookiedomainlist",
        "awswafintegration", "aws-waf-token", "request rejected", "the requested url was rejected", "access denied",
        "pardon our interruption",
        "perimeterx", "px-captcha", "g-recaptcha", "h-captcha", "hcaptcha", "radware bot manager", "perfdrive", "validate.perfdrive",
        "bot manager", "datadome", "are you a robot", "not a robot", "verify you are human", "verifying you are human", "ddos protection",
        "unusual traffic", "akamai", "please turn javascript on", "please enable javascript", "site is under maintenance",
        "service unavailable",
    ]
}
