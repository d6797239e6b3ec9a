import Fetching
import Register
import Testing

@Suite struct PagingTests {
    /// A pager as a grid of many pages writes it: five numbers around the current one, and `>`.
    private static func grid(page: Int, of last: Int, path: String) -> LoopbackServer.Reply {
        let numbers = (max(1, page - 2)...min(last, page + 2)).map { number in
            number == page ? "\(number)" : "<a href=\"\(path)?year=2026&amp;page=\(number)\">\(number)</a>"
        }
        let next = page < last ? " <a href=\"\(path)?year=2026&amp;page=\(page + 1)\">&gt;</a>" : ""
        return .html("<table><tfoot><tr><td>\(numbers.joined(separator: " "))\(next)</td></tr></tfoot></table>")
    }

    private static func page(of target: String) -> Int {
        target.firstRange(of: "page=").flatMap { Int(target[$0.upperBound...]) } ?? 1
    }

    @Test("a pager is followed to its end", arguments: ["{page}", ">"])
    func pager(link: String) async throws {
        let server = try LoopbackServer { request, _ in Self.grid(page: Self.page(of: request.target), of: 12, path: "/Records") }
        let source = try Source.test(server.url("/Records?year=2026"), [.get(url: "page", role: .rows), .next(link: link, most: 20)])
        let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        #expect(pages.map { Self.page(of: $0.url) } == Array(1...12))
        #expect(pages.allSatisfy { $0.role == .rows })
    }

    @Test("more pages than allowed is an error, never a shorter list")
    func tooManyPages() async throws {
        let server = try LoopbackServer { request, _ in Self.grid(page: Self.page(of: request.target), of: 12, path: "/Records") }
        let source = try Source.test(server.url("/Records"), [.get(url: "page", role: .rows), .next(link: "{page}", most: 10)])
        let failure = try await failing { try await Fetcher.test().fetch(source, today: someDay()) }
        #expect(failure.code == "FETCH-12")
        #expect(failure.snapshots.count == 11)
    }

    @Test(
        "the next link of search pages is found by text, relation or label",
        arguments: [
            "<a class=\"next_page\" rel=\"next\" href=\"/s?page=2\">Next &rarr;</a>", "<a href='/s?page=2'>Next \u{203A}</a>",
            "<a rel=next href=/s?page=2>2</a>", "<A HREF = '/s?page=2' aria-label='Next'><span>&raquo;</span></A>",
            "<a href='/s?page=2'>\n <b>NEXT</b>&nbsp;&raquo;\n</a>",
        ])
    func nextLink(anchor: String) async throws {
        let server = try LoopbackServer { request, _ in
            request.target == "/s" ? .html("<a href='/s?page=9'>Next steps</a> \(anchor)") : .html("<a href='/s'>Previous</a>")
        }
        let source = try Source.test(server.url("/s"), [.get(url: "page", role: .rows), .next(link: "Next", most: 5)], format: .joblink)
        let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        #expect(pages.map(\.url) == [server.url("/s"), server.url("/s?page=2")])
    }

    @Test("a pager that leads back to a page already fetched has ended")
    func circle() async throws {
        let server = try LoopbackServer { request, _ in
            request.target == "/1" ? .html("1 <a href=/2>Next</a>") : .html("2 <a href='/1#top'>Next</a>")
        }
        let source = try Source.test(server.url("/1"), [.get(url: "page", role: .rows), .next(link: "Next", most: 5)])
        #expect(try await Fetcher.test().fetch(source, today: someDay()).snapshots.count == 2)
    }

    @Test("a server that ignores the page number is found out")
    func stuck() async throws {
        let server = try LoopbackServer { _, _ in .html("<a href=?page=2>2</a> <a href=?page=3>3</a>") }
        let source = try Source.test(server.url("/"), [.get(url: "page", role: .rows), .next(link: "{page}", most: 5)])
        let failure = try await failing { try await Fetcher.test().fetch(source, today: someDay()) }
        #expect(failure.error == .stuckPager(url: server.url("/?page=2"), page: 2))
    }

    @Test("links that match are followed once each, resolved against the page's own address or its base")
    func follow() async throws {
        let server = try LoopbackServer { request, _ in
            switch request.target {
            case "/start": .redirect(to: "/data/index.html")
            case "/data/index.html":
                .html(
                    """
                    <!-- <a href="warn-listings-1999.xlsx">old</a> --><script>"<a href='warn-listings-1998.xlsx'>"</script>
                    <a href="warn-listings-2025.xlsx">2025</a> <a href="/data/warn-listings-2026.xlsx?a=1&amp;b=2">2026</a>
                    <a href="./warn-listings-2025.xlsx#top">2025 again</a> <a href="other.xlsx">other</a>
                    <a href="file:///data/warn-listings-2024.xlsx">file</a> <a href="javascript:warn-listings-2023.xlsx">script</a>
                    """)
            default: .init(body: [0x50, 0x4B, 3, 4] + Array(request.target.utf8))
            }
        }
        let source = try Source.test(
            server.url("/start"),
            [.get(url: "page", role: .index), .follow(links: "warn-listings-*.xlsx*", role: .rows, most: 5)], format: .workbook)
        let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
        #expect(
            pages.map(\.url)
                == ["/data/index.html", "/data/warn-listings-2025.xlsx", "/data/warn-listings-2026.xlsx?a=1&b=2"].map(server.url))
        #expect(pages.map(\.role) == [.index, .rows, .rows])
    }

    @Test("a page that only leads to workbooks is an index, without the manifest saying so; a page in place of a workbook is an error")
    func index() async throws {
        let server = try LoopbackServer { request, _ in
            request.target == "/a.xlsx" ? .init(body: [0x50, 0x4B, 3, 4]) : .html("<a href=a.xlsx>A</a><a href=b.xls>B</a>")
        }
        for (links, code) in [("*.xlsx", nil), ("*.xls", "FETCH-09")] {
            let source = try Source.test(
                server.url("/"), [.get(url: "page", role: .rows), .follow(links: links, role: .rows, most: 3)], format: .workbook)
            guard let code else {
                let pages = try await Fetcher.test().fetch(source, today: someDay()).snapshots
                #expect(pages.map(\.role) == [.index, .rows])
                continue
            }
            #expect(try await failing { try await Fetcher.test().fetch(source, today: someDay()) }.code == code)
        }
    }

    @Test("details are followed from every page of a search; a search without any is an empty list")
    func details() async throws {
        let server = try LoopbackServer { request, _ in
            switch request.target {
            case "/search?year=2026": .html("<a href=/lookups/1>A</a> <a href=/lookups/new>New</a> <a href='/search?page=2'>Next</a>")
            case "/search?page=2": .html("<a href=/lookups/2>B</a> <a href=/lookups/1>A</a>")
            default: .html("<dl>\(request.target)")
            }
        }
        let steps: [FetchStep] = [
            .get(url: "/search?year={year}", role: .rows), .next(link: "Next", most: 5),
            .follow(links: "/lookups/[0-9]*", role: .details, most: 2),
        ]
        let pages = try await Fetcher.test().fetch(.test(server.url("/"), steps, format: .joblink), today: someDay()).snapshots
        #expect(pages.map(\.role) == [.rows, .rows, .details, .details])
        #expect(pages.suffix(2).map(\.url) == [server.url("/lookups/1"), server.url("/lookups/2")])

        let empty = try LoopbackServer { _, _ in .html("There were no matches") }
        #expect(try await Fetcher.test().fetch(.test(empty.url("/"), steps, format: .joblink), today: someDay()).snapshots.count == 1)
    }

    @Test("no link to rows, or more links than allowed, stops the source", arguments: [("x*.csv", "FETCH-11"), ("a*.csv", "FETCH-12")])
    func badLinks(pattern: String, code: String) async throws {
        let server = try LoopbackServer { _, _ in .html("<a href=a1.csv>1</a><a href=a2.csv>2</a>") }
        let source = try Source.test(
            server.url("/"), [.get(url: "page", role: .index), .follow(links: pattern, role: .rows, most: 1)], format: .csv)
        let failure = try await failing { try await Fetcher.test().fetch(source, today: someDay()) }
        #expect(failure.code == code)
        #expect(server.requests.count == 1)
    }
}
