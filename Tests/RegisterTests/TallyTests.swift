import Register
import Testing

@Suite struct TallyTests {
    @Test("rows are notices and held and rejected and skipped rows, always")
    func rows() {
        let tally = ImportTally(notices: 5, held: 2, rejected: 1, skipped: ["stop": 3, "header": 4])
        #expect(tally.rows == 15)
    }

    @Test("an exact count is its own bounds; nothing stated has none")
    func counts() {
        #expect(WorkerCount(exact: 46).least == 46)
        #expect(WorkerCount(exact: 46).most == 46)
        #expect(WorkerCount(least: 25, most: 30).exact == nil)
        #expect(WorkerCount.notStated.least == nil)
    }
}
