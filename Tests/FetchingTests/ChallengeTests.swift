import Foundation
import Register
import Testing

@testable import Fetching

@Suite struct ChallengeTests {
    @Test(
        "a bot challenge is an error that names the vendor and keeps the page, whatever its status",
        arguments: [
            (403, "", "<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script>", "Cloudflare"),
            (503, "", "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "Cloudflare"),
            (403, "CF-Mitigated: challenge", "", "Cloudflare"),
            (200, "", "<html><iframe src=\"/_Incapsula_Resource?CWUDNSAI=9&incident_id=1\"></iframe></html>", "Imperva Incapsula"),
            (200, "", "<html>Request unsuccessful. Incapsula incident ID: 1-2</html>", "Imperva Incapsula"),
            (200, "", "<html><title>Pardon Our Interruption</title>", "Imperva"),
            (202, "x-amzn-waf-action: challenge", "", "AWS WAF"),
            (202, "", "<script>window.awsWafCookieDomainList = [];</script>", "AWS WAF"),
            (403, "", "<HTML><TITLE>Access Denied</TITLE>Reference #18.1 https://errors.edgesuite.net/18.1</HTML>", "Akamai"),
            (200, "", "<html><title>Radware Captcha Page</title>", "Radware"),
            (200, "", "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected.", "F5"),
        ])
    func challenges(status: Int, header: String, body: String, vendor: String) async throws {
        let server = try LoopbackServer { _, _ in .status(status, headers: header.isEmpty ? [] : [header], body: body) }
        let failure = try await failing { try await Fetcher.test().fetch(.onePage(server.url("/")), today: someDay()) }
        guard case .challenge(server.url("/"), vendor, _) = failure.error else {
            Issue.record("\(failure)")
            return
        }
        #expect(failure.snapshots.map(\.bytes) == [Array(body.utf8)])
        #expect(server.requests.count == 1)
        #expect(failure.hint.contains("--from"))
    }

    @Test(
        "an honest page that carries a vendor's script is no challenge",
        arguments: [
            "<html><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><table><tr><td>Acme</table>",
            "<html><script src='/_Incapsula_Resource?SWJIYLWA=7'></script><table><tr><td>Acme</table>",
            "<html><table><tr><td>Just a moment... Cafe</td></tr></table>", "Employer,Workers\nPardon Our Interruption LLC,4\n",
            "{\"employer\": \"Request Rejected Inc\"}",
        ])
    func honestPages(body: String) {
        #expect(Challenge(in: Array(body.utf8), headers: [.init(name: "x-amzn-waf-action", value: "allow")]) == nil)
    }

    @Test("no page of the real ones is taken for a challenge", .enabled(if: RealPages.arePresent, "no real pages here"))
    func realPages() throws {
        let folders = try FileManager.default.contentsOfDirectory(at: RealPages.folder, includingPropertiesForKeys: nil)
        var count = 0
        for folder in folders where folder.hasDirectoryPath {
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
                let challenge = Challenge(in: [UInt8](try Data(contentsOf: file)), headers: [])
                #expect(challenge == nil, "\(file.path)")
                count += 1
            }
        }
        #expect(count > 30)
    }
}
