public import Foundation
internal import Glibc
internal import RPM

/// The proxies of the environment, as curl reads them.
///
/// `http_proxy` in small letters only, `https_proxy` and `all_proxy` also in capitals; `no_proxy`
/// or `NO_PROXY` lists hosts, domains, addresses and ranges such as `10.0.0.0/8` that are asked
/// without one. This machine is asked without one too, unless `RATIONALE_PROXY_LOOPBACK=1`.
public struct ProxySettings: Sendable, Hashable {
  /// A proxy, which shows neither user nor password.
  public struct Proxy: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The variable that names it.
    public let variable: String
    /// As it is written, with user and password.
    let address: String

    /// Scheme, host and port.
    public var description: String {
      let parts = address.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
      let scheme = parts.count > 1 ? parts[0].lowercased() : "http"
      let rest = (parts.last ?? "").prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      let host = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
      let shown = "\(scheme)://\(host)".unicodeScalars.filter { (0x21...0x7E).contains($0.value) }
      return String(String.UnicodeScalarView(shown).prefix(200))
    }

    /// What it shows.
    public var customMirror: Mirror { Mirror(self, children: ["proxy": description]) }

    /// User and password, as written and as they are meant.
    var secrets: [String] {
      guard let at = address.lastIndex(of: "@") else { return [] }
      let start = address.range(of: "://")?.upperBound ?? address.startIndex
      guard start < at else { return [] }
      let login = String(address[start..<at])
      let password = login.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init)
      let plain = login.removingPercentEncoding ?? login
      return [login, plain, Data(plain.utf8).base64EncodedString()]
        + (password.map { [$0, $0.removingPercentEncoding ?? $0] } ?? [])
    }
  }

  private let proxies: [String: Proxy]
  private let exceptions: [String]
  private let takesLoopback: Bool

  /// Reads the variables of an environment.
  public init(environment: [String: String] = [:]) {
    func first(_ names: String...) -> Proxy? {
      for name in names {
        if let value = environment[name]?.trimmingWhitespace(), !value.isEmpty {
          return Proxy(variable: name, address: value)
        }
      }
      return nil
    }
    proxies = [
      "http": first("http_proxy", "all_proxy", "ALL_PROXY"),
      "https": first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
    ].compactMapValues { $0 }
    let list = first("no_proxy", "NO_PROXY")?.address ?? ""
    exceptions = list.lowercased().split { $0 == "," || $0.isWhitespace }.map(String.init)
    let loopback = environment["RATIONALE_PROXY_LOOPBACK"] ?? ""
    takesLoopback = !["", "0"].contains(loopback)
  }

  /// The proxy for each scheme that has one, sorted by scheme.
  public var all: [(scheme: String, proxy: Proxy)] {
    proxies.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What is asked without a proxy, as `no_proxy` lists it.
  public var exempt: [String] { exceptions }

  /// The proxy through which an address is asked; `nil` for none.
  public func proxy(for url: URL) -> Proxy? {
    guard let proxy = proxies[url.scheme?.lowercased() ?? ""] else { return nil }
    let host = (url.host ?? "").lowercased().trimming { "[].".contains($0) }
    if !takesLoopback, Self.isLoopback(host) { return nil }
    return exceptions.contains { Self.covers($0, host) } ? nil : proxy
  }

  /// Whether a host, without brackets, is this machine.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    guard let address = bytes(of: host) else { return false }
    if address.count == 4 { return address[0] == 127 }
    let isMapped = address[..<10].allSatisfy { $0 == 0 } && address[10] == 0xFF
    return isMapped
      ? address[12] == 127 : address.dropLast().allSatisfy { $0 == 0 } && address[15] == 1
  }

  /// Whether an entry of `no_proxy` means a host.
  private static func covers(_ entry: String, _ host: String) -> Bool {
    if entry == "*" { return true }
    if let address = bytes(of: host) {
      let parts = entry.split(separator: "/", maxSplits: 1)
      guard let first = parts.first,
        let range = bytes(of: first.trimming { "[]".contains($0) }), range.count == address.count
      else { return false }
      let most = address.count * 8
      guard let bits = parts.count > 1 ? Int(parts[1]) : most, (0...most).contains(bits) else {
        return false
      }
      return (0..<bits).allSatisfy { bit in
        (address[bit / 8] ^ range[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
      }
    }
    let domain = entry.trimming { $0 == "." }
    return !domain.isEmpty && (host == domain || host.hasSuffix(".\(domain)"))
  }

  /// The four or sixteen bytes of an address; `nil` for a name.
  private static func bytes(of host: String) -> [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
    var sixteen = in6_addr()
    if inet_pton(AF_INET6, host, &sixteen) == 1 {
      return withUnsafeBytes(of: &sixteen) { Array($0) }
    }
    return nil
  }
}
