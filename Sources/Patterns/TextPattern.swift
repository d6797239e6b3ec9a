/// A regular expression of a manifest, ready for many texts: what it finds first in a text, as `Regex` would find it.
///
/// Most expressions are of few forms and most texts are ASCII. Those are matched byte by byte (``BytePattern``), some twenty times as fast;
/// whatever is beyond either is left to `Regex`, which is made when it is first needed.
public final class TextPattern {
    private let pattern: String
    private let bytes: BytePattern?
    private lazy var expression: Regex<AnyRegexOutput>? = try? Regex(pattern)

    /// nil for a pattern that is no regular expression.
    public init?(_ pattern: String) {
        self.pattern = pattern
        bytes = BytePattern(pattern)
        if bytes == nil, expression == nil { return nil }
    }

    /// The first group that took part in the first match, the whole match of a pattern without groups; nil where nothing matches, or no
    /// group took part.
    public func value(in text: String) -> String? {
        var text = text
        guard let bytes, let found = text.withUTF8(bytes.value) else { return searched(text) }
        return found
    }

    private func searched(_ text: String) -> String? {
        guard let expression, let match = text.firstMatch(of: expression) else { return nil }
        let groups = match.output.map(\.substring)
        let value = groups.count > 1 ? groups.dropFirst().lazy.compactMap { $0 }.first : groups.first ?? nil
        return value.map(String.init)
    }
}

extension BytePattern {
    /// The value of ``TextPattern/value(in:)``, `.some(nil)` where there is none; nil where the text is not for bytes to tell.
    fileprivate func value(in text: UnsafeBufferPointer<UInt8>) -> String?? {
        guard Self.isPlain(text) else { return nil }
        return .some(firstMatch(in: text).map { String(decoding: UnsafeBufferPointer(rebasing: text[$0]), as: UTF8.self) })
    }
}
