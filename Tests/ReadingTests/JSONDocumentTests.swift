import Documents
import Testing

@Suite struct JSONDocumentTests {
    @Test("values in the order written")
    func values() throws {
        let document = try JSONDocument(Array(" {\"b\":[1,-2.5e3,\"x\\u00e9\\ud83d\\ude00\\n\"],\"a\":null,\"c\":true} ".utf8))
        guard case .object(let members) = document else { return #expect(Bool(false)) }
        #expect(members.map(\.name) == ["b", "a", "c"])
        #expect(document["b"] == .array([.number("1"), .number("-2.5e3"), .string("xé😀\n")]))
    }

    @Test(
        "what is no JSON is refused",
        arguments: [
            "", "{", "[1,", "[1 2]", "{\"a\"}", "{a:1}", "\"a", "\"\\x\"", "\"\\u12\"", "tru", "1 2", "nul", "-", "[1]]", "<html>",
        ])
    func refused(text: String) {
        #expect(throws: DocumentError.self) { try JSONDocument(Array(text.utf8)) }
    }

    @Test("half a pair of surrogates is the replacement character")
    func surrogates() throws {
        #expect(try JSONDocument(Array("\"\\ud83dx\\udc00\"".utf8)) == .string("\u{FFFD}x\u{FFFD}"))
        #expect(try JSONDocument(Array("\"\\ud83d\\u0041\"".utf8)) == .string("\u{FFFD}A"))
    }

    @Test("nesting beyond the ceiling is refused")
    func deep() {
        #expect(throws: DocumentError.self) { try JSONDocument([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)) }
    }
}
