/// One HTTP request.
public struct CurlRequest: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
    }

    /// A name and a value: a header's, or a form field's.
    public struct Pair: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var method: Method
    public var url: String
    public var headers: [Pair]
    /// Fields of a form, sent as `application/x-www-form-urlencoded` in this order. For a POST only.
    public var form: [Pair]
    /// Sent as it stands, in place of a form. Its media type is a header.
    public var body: [UInt8]?

    public static func get(_ url: String, headers: [Pair] = []) -> CurlRequest {
        CurlRequest(method: .get, url: url, headers: headers, form: [])
    }

    public static func post(_ url: String, form: [Pair], headers: [Pair] = []) -> CurlRequest {
        CurlRequest(method: .post, url: url, headers: headers, form: form)
    }

    public static func post(_ url: String, body: [UInt8], type: String, headers: [Pair] = []) -> CurlRequest {
        CurlRequest(method: .post, url: url, headers: headers + [Pair("Content-Type", type)], form: [], body: body)
    }

    /// The form as it goes over the wire: every byte but letters, digits and `-._~` as `%XX`.
    var encodedForm: [UInt8] { Self.bytes(of: form) }

    /// Fields as a form writes them, for the query of an address.
    public static func encoded(_ form: [Pair]) -> String { String(decoding: bytes(of: form), as: UTF8.self) }

    private static func bytes(of form: [Pair]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, field) in form.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "&")) }
            encode(field.name, into: &bytes)
            bytes.append(UInt8(ascii: "="))
            encode(field.value, into: &bytes)
        }
        return bytes
    }

    private static func encode(_ text: String, into bytes: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }
}
