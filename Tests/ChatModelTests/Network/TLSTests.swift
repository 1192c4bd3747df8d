internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// Servers with TLS, and those where somebody took one for the other. What trying again does not
/// change is tried once.
@Suite(.timeLimit(.minutes(5))) struct TLSTests {
  private let certificates: TestCertificates

  init() throws { certificates = try TestCertificates.shared.get() }

  private func server(_ kind: TestCertificates.Kind = .good) throws -> ScriptServer {
    let files = certificates.server(kind)
    return try ScriptServer("serve", "127.0.0.1", files[0], files[1])
  }

  @Test func theAuthorityOfTheEndpoint() async throws {
    let server = try server()
    let fixture = try NetworkFixture(
      "https://127.0.0.1:\(server.port)/v1", caFile: certificates.authority)
    #expect(try await fixture.ask().text == "Hi")
    #expect(try await fixture.ask().text == "Hi")
    #expect(Set(server.requests.map(\.client)).count == 1)
    #expect(try server.firstRequest().headers["authorization"] == "Bearer \(ClientFixture.secret)")
  }

  @Test(arguments: ["SSL_CERT_FILE", "CURL_CA_BUNDLE"])
  func theAuthorityOfAVariable(_ name: String) async throws {
    let server = try server()
    let fixture = try NetworkFixture(
      "https://localhost:\(server.port)/v1", environment: [name: certificates.authority])
    #expect(try await fixture.ask().text == "Hi")
  }

  @Test func theFolderOfAVariable() async throws {
    let folder = certificates.folder.appending(path: "folder-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: certificates.authority, toPath: folder.appending(path: "authority.pem").path)
    let rehash = try Process.run(
      URL(fileURLWithPath: "/usr/bin/env"), arguments: ["openssl", "rehash", folder.path])
    rehash.waitUntilExit()
    let server = try server()
    let fixture = try NetworkFixture(
      "https://localhost:\(server.port)/v1", environment: ["SSL_CERT_DIR": folder.path])
    #expect(try await fixture.ask().text == "Hi")
  }

  @Test(arguments: [
    (TestCertificates.Kind.expired, "has expired"), (.foreign, "for another name"),
    (.selfSigned, "that it signed itself"),
  ])
  func certificatesThatAreNotGood(_ kind: TestCertificates.Kind, _ words: String) async throws {
    let server = try server(kind)
    let fixture = try NetworkFixture(
      "https://127.0.0.1:\(server.port)/v1", caFile: certificates.authority)
    let error = await fixture.failure()
    #expect(error?.kind == .unreachable)
    #expect(error?.description.contains(words) == true)
    #expect(fixture.time.waits.isEmpty)
    #expect(server.requests.isEmpty)
  }

  @Test func anAuthorityThatNobodyKnows() async throws {
    let server = try server()
    let fixture = try NetworkFixture("https://127.0.0.1:\(server.port)/v1")
    let error = await fixture.failure()
    #expect(error?.description.contains("no authority known here vouches for") == true)
    #expect(error?.description.contains("ca_file") == true)
    #expect(fixture.time.waits.isEmpty)
  }

  @Test func authoritiesThatAreNotThere() async throws {
    let server = try server()
    let fixture = try NetworkFixture(
      "https://127.0.0.1:\(server.port)/v1", environment: ["SSL_CERT_FILE": "/none/such.pem"])
    let error = await fixture.failure()
    #expect(error?.description.contains("/none/such.pem (SSL_CERT_FILE) cannot be read") == true)
    #expect(fixture.time.waits.isEmpty)
  }

  @Test func plainWhereTLSWasMeant() async throws {
    let plain = try ScriptServer("serve", "127.0.0.1")
    let fixture = try NetworkFixture("https://127.0.0.1:\(plain.port)/v1")
    let error = await fixture.failure()
    #expect(error?.description.contains("does not speak TLS") == true)
    #expect(error?.description.contains("http://") == true)
    #expect(fixture.time.waits.isEmpty)
  }

  /// A server that says nothing to what it cannot read, as most do.
  @Test func tlsWherePlainWasMeant() async throws {
    let server = try server()
    let fixture = try NetworkFixture("http://127.0.0.1:\(server.port)/v1")
    let error = await fixture.failure()
    #expect(error?.description.contains("speaks TLS there") == true)
    #expect(error?.description.contains("https://") == true)
    #expect(fixture.time.waits.isEmpty)
    #expect(server.requests.isEmpty)
  }

  /// A server that says it with the alert of its protocol.
  @Test func tlsThatIsToldByAnAlert() async throws {
    let fixture = try ClientFixture { _ in [.bytes([0x15, 3, 1, 0, 2, 2, 40]), .close] }
    #expect(await fixture.failure()?.description.contains("speaks TLS there") == true)
    #expect(fixture.server.requests.count == 1)
  }

  /// A server that says so, as nginx and Go do.
  @Test(arguments: [
    "<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>",
    "Client sent an HTTP request to an HTTPS server.",
  ])
  func tlsThatIsToldInWords(_ words: String) async throws {
    let fixture = try ClientFixture { _ in [.answer(400, words, type: "text/html")] }
    let error = await fixture.failure()
    #expect(error?.description.contains("speaks TLS there") == true)
    #expect(fixture.server.requests.count == 1)
  }

  /// GnuTLS says the same in other words and numbers.
  @Test(arguments: [
    (60, "server certificate verification failed. CAfile: x CRLfile: none", 66, false),
    (60, "server certificate expiration date has passed.", 0, true),
    (60, "server certificate verification failed. CAfile: x CRLfile: none", 1026, true),
  ])
  func gnuTLS(_ code: Int, _ words: String, _ verification: Int, _ isExpired: Bool) {
    let outcome = CurlOutcome(code: Int32(code), words: words, verification: verification)
    #expect(
      outcome.failure(connect: 10, authorities: Authorities())
        == .obstacle(isExpired ? .expired : .untrusted(isSelfSigned: false)))
  }

  @Test func wordsOfAnAlertAreTamed() {
    let outcome = CurlOutcome(
      code: 35,
      words: "error:0A000410:SSL routines::sslv3 alert handshake failure\u{1b}[31m")
    #expect(
      outcome.failure(connect: 10, authorities: Authorities())
        == .obstacle(.noCommonTLS("sslv3 alert handshake failure31m")))
  }

  @Test func whichAuthorities() {
    let all = [
      "SSL_CERT_FILE": "/f", "SSL_CERT_DIR": "/d", "CURL_CA_BUNDLE": "/b", "OTHER": "/o",
    ]
    #expect(Authorities(environment: all, caFile: "/own").file == "/own")
    #expect(Authorities(environment: all).file == "/b")
    #expect(Authorities(environment: ["SSL_CERT_FILE": "/f", "SSL_CERT_DIR": "/d"]).file == "/f")
    let folder = Authorities(environment: ["SSL_CERT_DIR": "/d", "SSL_CERT_FILE": ""])
    #expect(folder.file == nil)
    #expect(folder.places(builtIn: "/dev/null").directory == "/d")
    #expect(folder.places(builtIn: "/dev/null").file == "/dev/null")
    #expect(
      Authorities(environment: all, caFile: "/own").places(builtIn: "/dev/null").file == "/own")
    #expect(Authorities().places(builtIn: "/none/such").file == Authorities.systemFile)
  }
}
