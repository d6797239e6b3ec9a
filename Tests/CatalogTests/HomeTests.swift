import Foundation
import Testing

@testable import Catalog

@Suite struct HomeTests {
    let project = CatalogTests.home.path

    @Test("the folder given by hand comes first, then the environment, then beside the binary, then the current folder")
    func order() throws {
        #expect(try Home.find(given: project, environment: ["WARN_HOME": "/nowhere"], binary: "/usr/bin/x", current: "/").path == project)
        #expect(try Home.find(given: nil, environment: ["WARN_HOME": project], binary: "/usr/bin/x", current: "/").path == project)
        #expect(try Home.find(given: nil, environment: [:], binary: "/usr/bin/x", current: project).path == project)
    }

    @Test("an installed binary finds ../share/warn-register")
    func installed() throws {
        let prefix = FileManager.default.temporaryDirectory.appendingPathComponent("home-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: prefix) }
        let shared = prefix.appendingPathComponent("share")
        try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: shared.appendingPathComponent("warn-register"), withDestinationURL: URL(fileURLWithPath: project))
        let home = try Home.find(given: nil, environment: [:], binary: prefix.path + "/bin/warn-import", current: "/")
        #expect(home.path == prefix.path + "/share/warn-register")
    }

    @Test("a folder given by hand that does not fit is an error, and no other is taken for it")
    func wrong() {
        let error = #expect(throws: CatalogError.self) {
            try Home.find(given: "/nowhere", environment: ["WARN_HOME": project], binary: "", current: project)
        }
        #expect(error?.code == "CAT-01")
        #expect(error?.message.contains("/nowhere") == true)
    }
}
