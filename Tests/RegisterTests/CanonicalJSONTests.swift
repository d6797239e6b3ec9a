import Foundation
import Register
import Testing

@Suite struct CanonicalJSONTests {
    private func canonical(_ text: String) throws -> String {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)).canonicalText
    }

    /// RFC 8785, appendix B: the bits of a number and how it is written.
    @Test(
        "numbers are written as RFC 8785 lists them",
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func numbers(bits: UInt64, text: String) {
        #expect(JSONValue.number(Double(bitPattern: bits)).canonicalText == text)
    }

    @Test("what is no number has no JSON form and becomes null")
    func notNumbers() {
        #expect(JSONValue.array([.number(.nan), .number(.infinity), .number(-.infinity)]).canonicalText == "[null,null,null]")
    }

    /// RFC 8785, section 3.2.2 and 3.2.4.
    @Test("the RFC's example comes out byte for byte")
    func example() throws {
        let input = """
            {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
             "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}
            """
        let bytes = try JSONDecoder().decode(JSONValue.self, from: Data(input.utf8)).canonicalBytes
        let expected = """
            {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}
            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    /// RFC 8785, section 3.2.3.
    @Test("members are sorted by UTF-16 code units, not by Unicode order")
    func sorting() {
        let names = ["\u{20AC}", "\r", "\u{FB33}", "1", "\u{1F600}", "\u{80}", "\u{F6}"]
        let members = Dictionary(uniqueKeysWithValues: names.map { ($0, JSONValue.null) })
        let expected = ["\\r", "1", "\u{80}", "\u{F6}", "\u{20AC}", "\u{1F600}", "\u{FB33}"].map { "\"\($0)\":null" }.joined(separator: ",")
        #expect(JSONValue.object(members).canonicalText == "{\(expected)}")
    }

    @Test("control characters are escaped the short way where there is one; nothing else is")
    func escapes() {
        #expect(
            JSONValue.string("\u{8}\u{9}\u{A}\u{C}\u{D}\u{0}\u{1F}\u{7F}/é\u{2028}").canonicalText
                == "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7F}/é\u{2028}\"")
    }

    @Test("nesting, whole numbers and empty values keep their form")
    func forms() throws {
        #expect(try canonical(" { \"b\" : [ ] , \"a\" : { } , \"\" : -7 } ") == "{\"\":-7,\"a\":{},\"b\":[]}")
        #expect(JSONValue.integer(.min).canonicalText == "-9223372036854775808")
    }

    @Test("what is read back is the same value, and is written the same")
    func roundTrip() throws {
        let value = JSONValue.object([
            "n": .number(0.1), "i": .integer(46), "s": .string("Nespresso \u{1F600}"), "a": .array([.bool(true), .null]),
        ])
        let again = try JSONDecoder().decode(JSONValue.self, from: Data(value.canonicalBytes))
        #expect(again == value)
        #expect(again.canonicalBytes == value.canonicalBytes)
    }
}
