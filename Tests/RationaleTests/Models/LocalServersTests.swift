internal import ChatModel
internal import Foundation
internal import Glibc
internal import RPM
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct LocalServersTests {
  /// A socket that listens at a port of this machine, as long as it lives.
  private final class Listener {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isBound = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          Glibc.bind(descriptor, address, length) == 0 && Glibc.listen(descriptor, 4) == 0
            && getsockname(descriptor, address, &length) == 0
        }
      }
      guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
      port = UInt16(bigEndian: address.sin_port)
    }

    deinit { Glibc.close(descriptor) }
  }

  @Test func whatListensIsFoundAndNamed() throws {
    let port: UInt16
    do {
      let listener = try Listener()
      port = listener.port
      let servers = LocalServers(ports: [.init(port: port, program: "Ollama")])
      let found = servers.found()
      #expect(found.map(\.port) == [port])
      #expect(found.first?.words == "something listens here, Ollama's usual port")
      #expect(found.first?.endpoint?.url.description == "http://localhost:\(port)/v1")
      #expect(found.first?.endpoint?.key == KeySource.none)
      for host in ["127.0.0.1", "[::1]", "LOCALHOST"] {
        let address = "http://\(host):\(port)/v1"
        let known = EndpointChoice(name: "home", url: try #require(BaseURL(address)))
        #expect(servers.found(besides: [known]).isEmpty, "\(address)")
      }
      let elsewhere = EndpointChoice(url: try #require(BaseURL("http://10.0.0.1:\(port)")))
      #expect(servers.found(besides: [elsewhere]) == found)
      withExtendedLifetime(listener) {}
    }
    #expect(LocalServers(ports: [.init(port: port, program: "x")]).found().isEmpty)
    #expect(LocalServers(tables: ["/nowhere/tcp"]).found().isEmpty)
  }

  @Test func onlySocketsThatThisMachineReachesCount() {
    let table = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0
         1: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0
         2: 0100007F:2CAA 0100007F:9999 01 00000000:00000000 00:00000000 00000000  0
         3: 0500000A:04D2 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0
      """
    #expect(LocalServers.listening(in: table) == [8080, 8000])
    let six = """
        sl  local_address remote_address st
         0: 00000000000000000000000000000000:2CAA 00000000000000000000000000000000:0000 0A 0
         1: 00000000000000000000000001000000:04D2 00000000000000000000000000000000:0000 0A 0
         2: 0000000000000000FFFF00000100007F:0FA0 00000000000000000000000000000000:0000 0A 0
         3: B80D0120000000000000000001000000:1389 00000000000000000000000000000000:0000 0A 0
      """
    #expect(LocalServers.listening(in: six) == [11434, 1234, 4000])
  }

  @Test(arguments: [
    "", "\n\n", "a\nb c d 0A", "x\n0: 0100007F 1 0A 2", "x\n0: :1 1 0A 2",
    "x\n0: 0100007F:FFFFF 1 0A 2", "x\n0: 0100007F:-1 1 0A",
  ])
  func anythingElseIsNoTable(text: String) {
    #expect(LocalServers.listening(in: text).isEmpty)
  }

  @Test func timeIsToldInPlaceOfMoney() {
    let usage = Usage(calls: 90, inputTokens: 40_000, outputTokens: 11_160)
    #expect(
      LocalTime(for: usage, pace: (tokens: 3100, seconds: 100)).text
        == "about 6 minutes at 31 tokens/s")
    #expect(
      LocalTime(for: Usage(outputTokens: 20), pace: (tokens: 25, seconds: 10)).text
        == "about 8 seconds at 2.5 tokens/s")
    #expect(
      LocalTime(for: Usage(outputTokens: 450_000), pace: (tokens: 31, seconds: 1)).text
        == "about 4 hours 2 min at 31 tokens/s")
    for pace in [nil, (tokens: 0.0, seconds: 1.0), (1, 0), (1, .infinity), (1e300, 1e-300)] {
      #expect(LocalTime(for: usage, pace: pace).text.contains("not known yet"))
    }
  }

  @Test func aMachineNearbyTakesNoMoney() throws {
    func choice(_ url: String) throws -> ModelChoice {
      .chat(EndpointChoice(url: try #require(BaseURL(url))), model: "m")
    }
    #expect(try choice("http://192.168.0.9:8080/v1").isLocal)
    #expect(try choice("http://[::1]:8080/v1").isLocal)
    // A proxy passes calls on.
    #expect(try !choice("http://localhost:4000/v1").isLocal)
    #expect(try !choice("https://api.openai.com/v1").isLocal)
    #expect(!ModelChoice.builtIn.isLocal)
    let models = LanguageModels.none
    for (url, price) in [
      ("http://localhost:8080/v1", Price.free), ("http://localhost:4000/v1", nil),
      ("https://models.example.org/v1", nil),
    ] {
      let endpoint = EndpointChoice(url: try #require(BaseURL(url)))
      #expect(models.price(of: "m", at: endpoint) == price, "\(url)")
    }
  }

  @Test func embeddingsBelongToAnEndpoint() throws {
    let url = try #require(BaseURL("http://localhost:8080/v1"))
    let chat = ModelChoice.chat(EndpointChoice(url: url, embeddings: "old"), model: "m")
    #expect(try chat.embedding(by: nil) == chat)
    #expect(try chat.embedding(by: "new").endpoint?.embeddings == "new")
    #expect(throws: ModelProblem.noEmbeddingsName) { try chat.embedding(by: " ") }
    #expect(throws: ModelProblem.embeddingsWithoutEndpoint) {
      try ModelChoice.builtIn.embedding(by: "new")
    }
    #expect(try ModelChoice.builtIn.embedding(by: nil) == .builtIn)
  }
}
