import ArgumentParser
import Catalog
import Foundation
import Register

/// `warn-import check`: every manifest against the schema, every sample against its expected notices.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks every manifest, every sample and the vocabulary, without network or database.",
        discussion: """
            Lists every key and word of the manifests' vocabulary with the sources that use it. One that fewer than two use fails,
            unless Importers/vocabulary.yaml says why it stands.

            Examples:
              warn-import check
              warn-import check --home /usr/share/warn-register
            """)

    @OptionGroup var home: HomeOptions

    func run() async throws {
        let catalog = try home.catalog()
        let samples = Samples(catalog: catalog)
        var wrong = catalog.broken.count
        for manifest in catalog.broken { Exit.complain(manifest.error.description) }
        for state in Set(catalog.sources.map(\.state)).sorted() {
            do {
                wrong += try check(try samples.readings(of: state), catalog)
            } catch let error as any RegisterError {
                Exit.complain(error.description)
                wrong += 1
            }
        }
        for source in catalog.sources {
            print("\(source.id.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0)) \(source.publisher)")
        }
        wrong += try checkVocabulary(of: catalog)
        guard wrong == 0 else { throw ExitCode(1) }
        print("\(catalog.sources.count) sources and their samples are good.")
    }

    /// Prints each key with the sources that use it; returns how many have too few, which makes them one state's affair.
    private func checkVocabulary(of catalog: Catalog) throws -> Int {
        let vocabulary: [Vocabulary.Entry]
        do throws(CatalogError) { vocabulary = try Vocabulary.entries(of: catalog) } catch { throw Exit.failure(error) }
        print("\nKeys and words of the vocabulary, and who uses them:")
        for entry in vocabulary {
            let sources = entry.sources.map(\.rawValue).joined(separator: " ")
            print("  \(entry.key.padded(to: 32)) \(entry.sources.count) \(sources)" + (entry.reason.map { " (reviewed: \($0))" } ?? ""))
        }
        print("")
        for entry in vocabulary where entry.isReasonSpent {
            print("Importers/vocabulary.yaml: \"\(entry.key)\" needs no reason any more: take it out.")
        }
        let wrong = vocabulary.filter { !$0.isJustified }
        for entry in wrong {
            Exit.complain("\"\(entry.key)\" is used by \(entry.sources.first.map { "\($0) alone" } ?? "no source").")
        }
        if !wrong.isEmpty {
            Exit.complain(
                """
                A key of the vocabulary serves two sources or more. Say it with keys that are there, or take it out of
                Importers/manifest.schema.json, or give the reason why it stands in Importers/vocabulary.yaml.
                """)
        }
        return wrong.count
    }

    /// Prints each difference; returns how many samples differ or are missing.
    private func check(_ readings: [Samples.Reading], _ catalog: Catalog) throws -> Int {
        var wrong = 0
        for reading in readings {
            guard catalog.expectedNotices(of: reading.sample) != reading.notices else { continue }
            wrong += 1
            Exit.complain("\(reading.sample.name): the notices differ from \(reading.sample.expected).")
            for line in difference(catalog.expectedNotices(of: reading.sample) ?? "", reading.notices) { Exit.complain("  " + line) }
            Exit.complain(
                "If the page's new meaning is right: warn-import record \(reading.source.id), then read the difference line by line.")
        }
        return wrong
    }

    private func difference(_ expected: String, _ found: String) -> [String] {
        let (old, new) = (expected.split(separator: "\n"), found.split(separator: "\n"))
        return new.difference(from: old).map { change in
            switch change {
            case .remove(_, let line, _): "expected " + line
            case .insert(_, let line, _): "found    " + line
            }
        }
    }
}
