import Fetching
import Foundation
import Register
import Testing

/// The pagers of real pages, served as they were saved, with the following pages made from them.
@Suite(.enabled(if: RealPages.arePresent, "no real pages here"))
struct RealPagerTests {
    @Test("a paged table's second page is found by number and by arrow", arguments: ["{page}", ">"])
    func pagedTable(link: String) async throws {
        let first = try RealPages.text("fl/sample.html")
        let server = try LoopbackServer { request, _ in
            request.target.hasSuffix("page=2") ? .html("<table><td>1 2</td></table>") : .html(first)
        }
        let source = try Source.test(
            server.url("/WarnList/Records?year=2026"), [.get(url: "page", role: .rows), .next(link: link, most: 50)])
        let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        #expect(pages.map(\.url) == ["", "&page=2"].map { server.url("/WarnList/Records?year=2026\($0)") })
    }

    @Test("a grid's state is posted back to its own address")
    func grid() async throws {
        let first = try RealPages.text("wa/sample.html")
        let server = try LoopbackServer { request, _ in
            request.method == "GET" ? .html(first) : .html("<form><table><td>last</td></table></form>")
        }
        let source = try Source.test(
            server.url("/esd/file/warn/Public/SearchWARN.aspx"),
            [.get(url: "page", role: .rows), .postback(target: "ucPSW$gvMain", argument: "Page${page}", most: 300)])
        #expect(try await Fetcher.test().fetch(source, today: someDay()).snapshots.count == 2)
        let posted = try #require(server.requests.last)
        #expect(posted.target == "/esd/file/warn/Public/SearchWARN.aspx")
        #expect(posted.headers["content-type"] == "application/x-www-form-urlencoded")
        let names = posted.body.split(separator: "&").map { $0.prefix { $0 != "=" } }
        for name in [
            "__EVENTTARGET", "__EVENTARGUMENT", "__VIEWSTATE", "__VIEWSTATEGENERATOR", "__VIEWSTATEENCRYPTED", "__EVENTVALIDATION",
        ] {
            #expect(names.count { $0 == name } == 1, "\(name)")
        }
        #expect(posted.body.hasPrefix("__EVENTTARGET=ucPSW%24gvMain&__EVENTARGUMENT=Page%242&"))
        #expect(!names.contains("ucPSW%24btnSearchCompany"))
    }

    @Test("a search leads to its records and to nothing else")
    func search() async throws {
        let search = try RealPages.text("ks/test_missing_detail_page_values.0.html")
        let record = try RealPages.text("ks/test_missing_detail_page_values.1.html")
        let server = try LoopbackServer { request, _ in .html(request.target.contains("/2109") ? record : search) }
        let source = try Source.test(
            server.url("/search/warn_lookups?commit=Search"),
            [
                .get(url: "page", role: .rows), .next(link: "Next", most: 50),
                .follow(links: "/search/warn_lookups/[0-9]*", role: .details, most: 500),
            ], format: .joblink)
        let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        #expect(pages.map(\.role) == [.rows, .details])
        #expect(pages.last?.url == server.url("/search/warn_lookups/2109"))
    }

    @Test("a folder of recorded pages keeps their addresses")
    func recorded() throws {
        let source = try Source.test(
            "http://a.gov/", [.follow(links: "/search/warn_lookups/[0-9]*", role: .details, most: 500)], format: .joblink)
        let pages = try SavedFile.snapshots(at: RealPages.folder.appending(path: "ks").path, source: source, now: 0)
        #expect(pages.count == 4)
        #expect(pages.map(\.role) == [.rows, .rows, .details, .rows])
        #expect(pages[2].url == "https://www.kansasworks.com/search/warn_lookups/2109")
    }
}
