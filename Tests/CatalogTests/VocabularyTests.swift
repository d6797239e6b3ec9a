import Foundation
import Register
import Testing

@testable import Catalog

@Suite struct VocabularyTests {
    @Test("every key of the vocabulary is used by two sources, or has a reviewed reason")
    func justified() throws {
        let entries = try Vocabulary.entries(of: Catalog.load(CatalogTests.home))
        #expect(entries.filter { !$0.isJustified }.map(\.key) == [])
        #expect(entries.first { $0.key == "read.format=csv" }?.sources.map(\.rawValue).contains("ny") == true)
        #expect(entries.first { $0.key == "step.follow.most" }?.sources.contains { $0.rawValue == "ks" } == true)
    }

    @Test("a default word is meant by every manifest that does not write its key, and is no word of its own")
    func defaults() throws {
        let keys = Set(try Vocabulary.entries(of: Catalog.load(CatalogTests.home)).map(\.key))
        #expect(keys.isSuperset(of: ["role=details", "field.zero=unknown", "step.form.has", "fields.employer", "publication=none"]))
        #expect(keys.isDisjoint(with: ["role=rows", "rows", "vocabulary"]))
    }
}
