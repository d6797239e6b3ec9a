import Fetching
import Foundation
import Register
import Testing

@Suite struct SavedFileTests {
    /// A folder that is removed when the test ends.
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder.appending(path: "inner"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        try body(folder.path)
    }

    private func code(_ path: String, format: ReadRule.Format = .table, mostBytes: Int = 1 << 20) throws -> String {
        let source = try Source.onePage("http://a.gov/", format: format)
        do throws(FetchingFailure) {
            _ = try SavedFile.snapshots(at: path, source: source, now: 7, mostBytes: mostBytes)
            return "none"
        } catch {
            return error.code
        }
    }

    @Test("a file is one snapshot of its path, a folder all its files by name")
    func files() throws {
        try withFolder(["b.html": "<p>b", "a.html": "<p>a", ".hidden": "x", "inner/c.html": "<p>c"]) { folder in
            let source = try Source.onePage("http://a.gov/")
            let all = try SavedFile.snapshots(at: folder, source: source, now: 7)
            #expect(all.map(\.url) == ["file:a.html", "file:b.html"])
            #expect(all.map(\.fetchedAt) == [7, 7])
            #expect(all.map(\.role) == [.rows, .rows])
            let one = try SavedFile.snapshots(at: folder + "/b.html", source: source, now: 7)
            #expect(one == all.suffix(1))
        }
    }

    @Test("a record beside a page says where it came from, and what it is for")
    func origin() throws {
        let record =
            #"{"method": "GET", "url": "https://a.gov/lookups/21", "status": {"code": 200}, "response_headers": {"ETag": ["\"1\""]}}"#
        try withFolder(["d.html": "<dl>", "d.json": record, "s.html": "<table>"]) { folder in
            let source = try Source.test(
                "https://a.gov/search", [.get(url: "page", role: .rows), .follow(links: "/lookups/*", role: .details, most: 9)],
                format: .joblink)
            let pages = try SavedFile.snapshots(at: folder, source: source, now: 7)
            #expect(pages.map(\.url) == ["https://a.gov/lookups/21", "file:s.html"])
            #expect(pages.map(\.role) == [.details, .rows])
            #expect(pages.first?.header("etag") == "\"1\"")
            #expect(pages.map(\.status) == [200, 0])
        }
    }

    @Test("a JSON file that says no address is a page")
    func jsonPage() throws {
        try withFolder(["w.html": "<p>", "w.json": "{\"values\": []}"]) { folder in
            let source = try Source.onePage("http://a.gov/", format: .json)
            let page = try SavedFile.snapshots(at: folder + "/w.json", source: source, now: 7)
            #expect(page.map(\.status) == [0])
            #expect(throws: FetchingFailure.self) { try SavedFile.snapshots(at: folder, source: source, now: 7) }
        }
    }

    @Test("what is no page is refused")
    func refused() throws {
        let files = ["empty.html": " \n", "bot.html": "<title>Just a moment...</title>", "page.html": "<p>rows", "error.html": "<p>No"]
        try withFolder(files) { folder in
            let codes = try [
                code(folder + "/none.html"), code(folder + "/inner"), code(folder + "/empty.html"), code(folder + "/bot.html"),
                code(folder + "/page.html", mostBytes: 3), code(folder + "/error.html", format: .workbook), code(folder + "/page.html"),
            ]
            #expect(codes == ["FETCH-15", "FETCH-15", "FETCH-08", "FETCH-07", "FETCH-10", "FETCH-09", "none"])
        }
    }
}
