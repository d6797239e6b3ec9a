import Foundation
import Register
import Testing

@Suite struct DigestTests {
    /// FIPS 180-2, appendix B.
    @Test(
        "SHA-256 of the standard's own texts",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func standard(text: String, expected: String) {
        #expect(Digest(of: text.utf8).description == expected)
        #expect(Digest(hexadecimal: expected) == Digest(of: text.utf8))
    }

    @Test(
        "what is not 64 hexadecimal digits is no digest",
        arguments: [
            "", "ab", String(repeating: "g", count: 64), String(repeating: "a", count: 63), String(repeating: "a", count: 65),
            String(repeating: "é", count: 32),
        ])
    func refused(text: String) {
        #expect(Digest(hexadecimal: text) == nil)
    }

    @Test("a digest in JSON is its text, also read from capitals")
    func json() throws {
        let digest = Digest(of: "abc".utf8)
        #expect(Digest(hexadecimal: digest.description.uppercased()) == digest)
        let data = try JSONEncoder().encode([digest])
        #expect(try JSONDecoder().decode([Digest].self, from: data) == [digest])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Digest].self, from: Data("[\"abc\"]".utf8)) }
        #expect(Digest(bytes: [1, 2, 3]) == nil)
    }
}
