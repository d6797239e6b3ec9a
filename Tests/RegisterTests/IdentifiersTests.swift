import Register
import Testing

@Suite struct IdentifiersTests {
    @Test("a source is named in lower case letters, digits and hyphens", arguments: ["zz", "zz-archive", "zz-2"])
    func sources(text: String) throws {
        let source = try #require(SourceID(rawValue: text))
        #expect(source.state == StateCode(rawValue: "ZZ"))
        #expect(source.description == text)
    }

    @Test(
        "anything else names no source",
        arguments: ["", "z", "ZZ", "-zz", "zz-", "zz archive", "zz_a", "z/../z", "zé", String(repeating: "z", count: 41)])
    func noSources(text: String) {
        #expect(SourceID(rawValue: text) == nil)
    }

    @Test("a source that does not begin with a jurisdiction's letters has none", arguments: ["zzz", "z1-archive"])
    func noState(text: String) {
        #expect(SourceID(rawValue: text)?.state == nil)
    }

    @Test(
        "a jurisdiction is two capital letters",
        arguments: [("NY", true), ("ny", false), ("N", false), ("NYC", false), ("N1", false), ("ÑY", false)])
    func states(text: String, exists: Bool) {
        #expect((StateCode(rawValue: text) != nil) == exists)
    }

    @Test("identifiers sort by their text")
    func order() {
        #expect(["zb", "za-archive", "za"].compactMap(SourceID.init).sorted().map(\.rawValue) == ["za", "za-archive", "zb"])
    }
}
