internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// Proxies, as curl reads them.
@Suite(.timeLimit(.minutes(5))) struct ProxyTests {
  private static let loopback = ["RATIONALE_PROXY_LOOPBACK": "1"]

  private func url(_ text: String) throws -> URL { try #require(URL(string: text)) }

  // MARK: Variables

  @Test func whichProxy() throws {
    let settings = ProxySettings(environment: [
      "http_proxy": "http://a:1", "HTTP_PROXY": "http://evil:1", "HTTPS_PROXY": "b:2",
      "ALL_PROXY": "socks5h://c:3",
    ])
    #expect(settings.proxy(for: try url("http://h.example/"))?.description == "http://a:1")
    let secure = settings.proxy(for: try url("https://h.example/"))
    #expect(secure?.description == "http://b:2")
    #expect(secure?.variable == "HTTPS_PROXY")
    let all = ProxySettings(environment: ["ALL_PROXY": "socks5h://c:3", "http_proxy": ""])
    #expect(all.proxy(for: try url("http://h.example/"))?.description == "socks5h://c:3")
    // Set by whoever asks a web server that runs a program, so curl does not look at it.
    let capitals = ProxySettings(environment: ["HTTP_PROXY": "http://evil:1"])
    #expect(capitals.proxy(for: try url("http://h.example/")) == nil)
  }

  @Test(arguments: [
    "http://localhost:8080/v1", "http://127.0.0.1/v1", "http://127.8.9.1/v1", "http://[::1]:8/v1",
    "https://LOCALHOST/v1", "http://[::ffff:127.0.0.1]/v1",
  ])
  func neverForThisMachine(_ address: String) throws {
    let variables = ["all_proxy": "http://p:1"]
    #expect(ProxySettings(environment: variables).proxy(for: try url(address)) == nil)
    let asked = variables.merging(Self.loopback) { $1 }
    #expect(ProxySettings(environment: asked).proxy(for: try url(address)) != nil)
  }

  @Test(arguments: [
    ("*", "http://h.example/", true), ("h.example", "http://h.example/", true),
    (".h.example", "http://h.example/", true), ("h.example", "http://a.h.example/", true),
    ("H.EXAMPLE.", "http://a.h.example/", true), ("h.example", "http://ah.example/", false),
    ("x, h.example y", "http://h.example/", true), ("", "http://h.example/", false),
    ("10.0.0.0/8", "http://10.1.2.3/", true), ("10.0.0.0/8", "http://11.1.2.3/", false),
    ("10.1.2.3", "http://10.1.2.3/", true), ("10.1.2", "http://10.1.2.3/", false),
    ("fd00::/8", "http://[fd12::1]/", true), ("10.0.0.0/99", "http://10.1.2.3/", false),
    ("10.0.0.0/-1", "http://10.1.2.3/", false), ("2.3", "http://10.1.2.3/", false),
  ])
  func exceptions(_ list: String, _ address: String, _ isExempt: Bool) throws {
    for name in ["no_proxy", "NO_PROXY"] {
      let settings = ProxySettings(environment: ["http_proxy": "http://p:1", name: list])
      #expect((settings.proxy(for: try url(address)) == nil) == isExempt)
    }
  }

  @Test(arguments: [
    "http://anna:hunter2@p.example:3128/x", "anna:hunter2@p.example:3128",
    "HTTP://an%40na:hunter2@p.example:3128",
  ])
  func noLoginIsShown(_ text: String) throws {
    let settings = ProxySettings(environment: ["http_proxy": text])
    let proxy = try #require(settings.proxy(for: try url("http://h.example/")))
    var shown = "\(proxy) \(String(reflecting: proxy))"
    dump(proxy, to: &shown)
    #expect(!shown.contains("hunter2"))
    #expect(!shown.contains("na:"))
    #expect(proxy.description == "http://p.example:3128")
    var endpoint = try Endpoint("http://h.example/v1")
    endpoint.proxies = settings
    #expect(Redaction(endpoint).error("it said hunter2") == "it said [key]")
  }

  // MARK: On the way

  private func variables(_ proxy: String) -> [String: String] {
    ["http_proxy": proxy, "https_proxy": proxy].merging(Self.loopback) { $1 }
  }

  @Test func plainRequestsGoToTheProxyWhole() async throws {
    let proxy = try ScriptServer("proxy")
    let server = try ScriptServer("serve", "127.0.0.1")
    let fixture = try NetworkFixture(
      "http://127.0.0.1:\(server.port)/v1",
      environment: variables("http://127.0.0.1:\(proxy.port)"))
    #expect(try await fixture.ask().text == "Hi")
    #expect(try await fixture.link.models().map(\.id) == ["tiny"])
    let base = "http://127.0.0.1:\(server.port)/v1"
    #expect(proxy.requests.map(\.path) == ["\(base)/chat/completions", "\(base)/models"])
    #expect(server.eventually { $0.requests.count == 2 })
  }

  @Test func tlsGoesThroughTheProxyWithItsKeyInside() async throws {
    let certificates = try TestCertificates.shared.get()
    let files = certificates.server(.good)
    let proxy = try ScriptServer("proxy", "anna:hunter2")
    let server = try ScriptServer("serve", "127.0.0.1", files[0], files[1])
    let fixture = try NetworkFixture(
      "https://127.0.0.1:\(server.port)/v1",
      environment: variables("http://anna:hunter2@127.0.0.1:\(proxy.port)"),
      caFile: certificates.authority)
    #expect(try await fixture.ask().text == "Hi")
    #expect(proxy.requests.map(\.method) == ["CONNECT"])
    #expect(try proxy.firstRequest().path == "127.0.0.1:\(server.port)")
    #expect(try proxy.firstRequest().headers["authorization"] == nil)
    #expect(try server.firstRequest().headers["authorization"] == "Bearer \(ClientFixture.secret)")
    #expect(try server.firstRequest().headers["proxy-authorization"] == nil)
  }

  @Test func aProxyThatWantsALogin() async throws {
    let proxy = try ScriptServer("proxy", "anna:hunter2")
    for address in ["https://h.example/v1", "http://h.example/v1"] {
      let fixture = try NetworkFixture(
        address, environment: variables("http://anna:wrong-one@127.0.0.1:\(proxy.port)"))
      let error = await fixture.failure()
      #expect(
        error?.description.contains("through the proxy http://127.0.0.1:\(proxy.port)") == true)
      #expect(error?.description.contains("(407). It wants a login") == true)
      #expect(error?.description.contains("wrong-one") == false)
      #expect(fixture.time.waits.isEmpty)
    }
  }

  @Test func aProxyThatForbidsAServer() async throws {
    let proxy = try ScriptServer("proxy")
    let fixture = try NetworkFixture(
      "https://h.forbidden/v1", environment: variables("http://127.0.0.1:\(proxy.port)"))
    let error = await fixture.failure()
    #expect(error?.description.contains("the proxy refuses (403)") == true)
    #expect(error?.description.contains("h.forbidden in NO_PROXY") == true)
  }

  @Test func aProxyThatIsNotThere() async throws {
    let gone = try WireServer { _ in [] }
    gone.stop()
    let fixture = try NetworkFixture(
      "https://h.example/v1", environment: variables("http://anna:hunter2@127.0.0.1:\(gone.port)"))
    let error = await fixture.failure()
    #expect(error?.description.contains("through the proxy http://127.0.0.1:\(gone.port)") == true)
    #expect(error?.description.contains("https_proxy names the proxy") == true)
    #expect(error?.description.contains("hunter2") == false)
  }
}
