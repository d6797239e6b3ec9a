internal import CPcre2

/// A regular expression of a manifest in the form of Perl (PCRE2), ready for many texts.
///
/// Letters, digits and white space are Unicode's; `$` stands at the end of the text only, and `.` is no line break of any kind.
/// Not for several threads at once: it holds the place of its last match.
public final class TextPattern {
    private let code: OpaquePointer
    private let groups: UInt32
    private let found: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer

    /// nil for a pattern that is no regular expression.
    public init?(_ pattern: String) {
        guard let code = Self.compiled(pattern), let found = pcre2_match_data_create_from_pattern_8(code, nil),
            let context = pcre2_match_context_create_8(nil), let stack = pcre2_jit_stack_create_8(Self.leastStack, Self.mostStack, nil)
        else { return nil }
        pcre2_set_match_limit_8(context, Self.mostSteps)
        // Where the processor has no compiler, the pattern is interpreted.
        if pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0 { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
        var groups: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
        (self.code, self.groups, self.found, self.context, self.stack) = (code, groups, found, context, stack)
    }

    deinit {
        pcre2_jit_stack_free_8(stack)
        pcre2_match_context_free_8(context)
        pcre2_match_data_free_8(found)
        pcre2_code_free_8(code)
    }

    private static let (leastStack, mostStack) = (32 << 10, 4 << 20)
    /// A search that goes back and forth more often than this finds nothing, so that no cell of a page stops a run.
    private static let mostSteps: UInt32 = 10_000_000

    private static func compiled(_ pattern: String) -> OpaquePointer? {
        guard let context = pcre2_compile_context_create_8(nil) else { return nil }
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANY))
        var pattern = pattern
        var (fault, offset): (Int32, Int) = (0, 0)
        return pattern.withUTF8 {
            pcre2_compile_8($0.baseAddress, $0.count, PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY, &fault, &offset, context)
        }
    }

    /// The first group that took part in the first match, the whole match of a pattern without groups; nil where nothing matches, or no
    /// group took part.
    public func value(in text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            // A String's bytes are UTF-8 already.
            var count = match(bytes, options: PCRE2_NO_UTF_CHECK)
            // What is compiled keeps its way back on a stack; what is interpreted has room for more.
            if count == PCRE2_ERROR_JIT_STACKLIMIT { count = match(bytes, options: PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT) }
            guard count > 0 else { return nil }
            let places = pcre2_get_ovector_pointer_8(found)
            for group in groups == 0 ? 0...0 : 1...Int(groups) {
                guard let start = places?[2 * group], let end = places?[2 * group + 1], start != Self.unset, end >= start else { continue }
                return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
            }
            return nil
        }
    }

    private func match(_ text: UnsafeBufferPointer<UInt8>, options: UInt32) -> Int32 {
        pcre2_match_8(code, text.baseAddress, text.count, 0, options, found, context)
    }

    /// PCRE2_UNSET: the group took no part.
    private static let unset = ~0
}
