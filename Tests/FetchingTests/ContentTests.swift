import Register
import Testing

@testable import Fetching

@Suite struct ContentTests {
    private func code(_ beginning: [UInt8], from url: String) -> String? {
        let page = Snapshot(bytes: beginning + Array(repeating: 0, count: 504), url: url, fetchedAt: 0)
        return ContentCheck.problem(of: page, format: .workbook)?.code
    }

    @Test("an old workbook that a host sends stops the source, for its reader is not safe from made bytes; one given by hand is read")
    func oldWorkbook() {
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        #expect(code(old, from: "http://a.gov/x.xls") == "FETCH-09")
        #expect(code(old, from: "file:x.xls") == nil)
        #expect(code([0x50, 0x4B, 3, 4], from: "http://a.gov/x.xlsx") == nil)
    }
}
