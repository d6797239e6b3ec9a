import Foundation
import Register
import Yams

/// A file of acceptance cases: filers with their keys, base records, and cases that start from them.
struct CaseBook {
    struct Key {
        var name: String
        var filer: String
        var employer: String
        var validFrom: Moment
        var revokedAt: Moment?
    }

    let keys: [Key]
    let cases: [JSONValue]
    private let bases: JSONValue
    /// Cases of other files, which `before` may name.
    private var others: [JSONValue] = []

    init(path: String) throws {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandError.unreadableFile(path: path, reason: "no such text file")
        }
        guard let node = try Yams.compose(yaml: text) else { throw CommandError.notARecord(place: path, reason: "the file is empty") }
        var places = Places()
        let root = try PlacedYAML(name: path).value(node, at: "", &places)
        bases = root
        cases = root["cases"]?.items ?? []
        keys = (root["filers"]?.members ?? [:]).sorted { $0.key < $1.key }.flatMap { filer, facts in
            (facts["keys"]?.members ?? [:]).sorted { $0.key < $1.key }.compactMap { name, key in
                key["valid_from"]?.text.flatMap { Moment($0) }.map { from in
                    Key(
                        name: name, filer: filer, employer: facts["legal_name"]?.text ?? filer, validFrom: from,
                        revokedAt: key["revoked_at"]?.text.flatMap { Moment($0) })
                }
            }
        }
    }

    func named(_ id: String) throws -> JSONValue {
        guard let item = (cases + others).first(where: { $0["id"]?.text == id }) else {
            throw CommandError.notARecord(place: "case " + id, reason: "there is no such case")
        }
        return item
    }

    func borrowing(from books: [CaseBook]) -> CaseBook {
        var book = self
        book.others = books.flatMap(\.cases)
        return book
    }

    /// The record that filings of a form start from.
    func base(of form: String) -> FilingRecord {
        let name = form.hasPrefix("Q") ? "base_quarter" : form.hasPrefix("X") ? "base_denial" : "base"
        return FilingRecord(bases[name] ?? .object([:]))
    }
}
