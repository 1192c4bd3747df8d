internal import Foundation

/// What listens on this machine at the usual ports of programs that serve models.
///
/// It is looked up in the system's tables of sockets: nothing is connected to and nothing asked.
package struct LocalServers: Sendable {
  /// A port at which something listens.
  package struct Found: Hashable, Sendable {
    package var port: UInt16
    /// The program whose usual port it is.
    package var program: String

    /// Where it is asked. It gets no key: nobody said that one belongs there.
    package var endpoint: EndpointChoice? {
      BaseURL("http://localhost:\(port)/v1").map { EndpointChoice(url: $0) }
    }

    /// What is known of it: `something listens here, Ollama's usual port`.
    package var words: String { "something listens here, \(program)'s usual port" }
  }

  /// The ports looked at, with the program that each is usual for.
  package var ports: [Found]
  /// The system's tables of sockets.
  package var tables: [String]

  /// The ports that such servers use where nobody says otherwise.
  package static let usual = [
    Found(port: 11434, program: "Ollama"), Found(port: 8080, program: "llama.cpp"),
    Found(port: 8000, program: "vLLM"), Found(port: 1234, program: "LM Studio"),
    Found(port: 4000, program: "LiteLLM"), Found(port: 5001, program: "KoboldCpp"),
  ]

  package init(
    ports: [Found] = LocalServers.usual, tables: [String] = ["/proc/net/tcp", "/proc/net/tcp6"]
  ) {
    self.ports = ports
    self.tables = tables
  }

  /// The most that is read of a table, in bytes.
  private static let mostBytes = 4 << 20

  /// What listens, in the order of `ports`; nothing where the system has no such tables.
  package func found() -> [Found] {
    let listening = tables.reduce(into: Set<UInt16>()) { ports, path in
      guard let file = FileHandle(forReadingAtPath: path) else { return }
      defer { try? file.close() }
      let bytes = (try? file.read(upToCount: Self.mostBytes)) ?? Data()
      ports.formUnion(Self.listening(in: String(decoding: bytes, as: UTF8.self)))
    }
    return ports.filter { listening.contains($0.port) }
  }

  /// Those of `found()` that no endpoint of a list stands for already.
  package func found(besides known: [EndpointChoice]) -> [Found] {
    let ports = known.filter { Self.loops.contains($0.url.url.host()?.lowercased() ?? "") }
      .compactMap(\.url.url.port)
    return found().filter { !ports.contains(Int($0.port)) }
  }

  private static let loops: Set = ["localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0"]

  /// The ports at which something listens for this machine, of a table in the form of
  /// `/proc/net/tcp`: a line a socket, its own address second and its state fourth.
  package static func listening(in table: String) -> Set<UInt16> {
    var ports: Set<UInt16> = []
    for line in table.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: " ", maxSplits: 4)
      guard fields.count > 3, fields[3] == "0A" else { continue }
      let address = fields[1].split(separator: ":")
      guard address.count == 2, isReachable(address[0]), let port = UInt16(address[1], radix: 16)
      else { continue }
      ports.insert(port)
    }
    return ports
  }

  /// Whether a socket with this address is reached by `localhost`: it loops back or takes all. The
  /// bytes of an address are hexadecimal, each group of four from the last to the first.
  private static func isReachable(_ address: Substring) -> Bool {
    if address.allSatisfy({ $0 == "0" }) { return address.count == 8 || address.count == 32 }
    let mapped = "0000000000000000FFFF0000"
    if address.count == 32, address.hasPrefix(mapped) {
      let v4 = address.dropFirst(mapped.count)
      return v4.hasSuffix("7F") || v4 == "00000000"
    }
    return (address.count == 8 && address.hasSuffix("7F"))
      || address == "00000000000000000000000001000000"
  }
}
