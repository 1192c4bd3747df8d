internal import Foundation
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

/// What `doctor` says of proxies and certificates.
@Suite struct DoctorNetworkTests {
  private func findings(
    _ environment: [String: String], config: String = ""
  ) throws -> [Diagnosis.Finding] {
    let bench = try Bench()
    let file = try bench.write(config, to: "config.toml")
    let variables = environment.merging(["RATIONALE_CONFIG": file]) { $1 }
    return Diagnosis.network(of: bench.context(environment: variables).0)
  }

  @Test func proxiesWithoutTheirLogin() throws {
    let found = try findings([
      "http_proxy": "http://anna:hunter2@p.example:3128", "ALL_PROXY": "socks5h://s.example:1080",
      "no_proxy": "intern.example, 10.0.0.0/8",
    ]).filter { $0.what == "proxy" }
    #expect(
      found.map(\.text) == [
        "http goes through http://p.example:3128 (http_proxy), not for intern.example, 10.0.0.0/8",
        "https goes through socks5h://s.example:1080 (ALL_PROXY), not for intern.example, 10.0.0.0/8",
      ])
    #expect(found.allSatisfy { $0.state == .fine })
  }

  @Test func noProxyAndOneThatIsNotRead() throws {
    #expect(try findings([:]).filter { $0.what == "proxy" }.map(\.text) == ["none"])
    let ignored = try findings(["HTTP_PROXY": "http://p.example"]).filter { $0.what == "proxy" }
    #expect(ignored.map(\.state) == [.note])
    #expect(ignored.map(\.text) == ["HTTP_PROXY is not read; http_proxy is"])
  }

  @Test func filesOfCertificates() throws {
    let found = try findings(
      ["SSL_CERT_FILE": "/etc/hostname"],
      config: "[endpoints.home]\nurl = \"https://h.example/v1\"\nca_file = \"/none/such.pem\"\n"
    ).filter { $0.what == "certificates" }
    #expect(
      found.map(\.text) == [
        "/etc/hostname (SSL_CERT_FILE)",
        "/none/such.pem cannot be read; ca_file of [endpoints.home] names it",
      ])
    #expect(found.map(\.state) == [.fine, .wrong])
  }

  @Test func theCommandListsThem() async throws {
    let bench = try Bench()
    let outcome = await bench.run(
      "doctor", environment: ["https_proxy": "http://anna:hunter2@p.example:3128"])
    #expect(outcome.output.contains("https goes through http://p.example:3128 (https_proxy)"))
    #expect(!outcome.output.contains("hunter2"))
  }
}
