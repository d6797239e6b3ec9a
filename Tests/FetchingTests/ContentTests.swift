import Register
import Testing

@testable import Fetching

@Suite struct ContentTests {
    private func code(_ beginning: [UInt8], format: ReadRule.Format = .workbook) -> String? {
        let page = Snapshot(bytes: beginning + Array(repeating: 0, count: 504), url: "http://a.gov/x", fetchedAt: 0)
        return ContentCheck.problem(of: page, format: format)?.code
    }

    @Test("a workbook may be new or old, whoever sends it")
    func workbooks() {
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        #expect(code(old) == nil)
        #expect(code([0x50, 0x4B, 3, 4]) == nil)
        #expect(code(old, format: .csv) == "FETCH-09")
        #expect(code(Array("<html>".utf8)) == "FETCH-09")
    }
}
