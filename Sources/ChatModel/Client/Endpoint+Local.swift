internal import Foundation

extension Endpoint {
  /// Whether a host is this machine or one of a private network: `localhost`, `*.local`, an address
  /// that loops back, is private, or reaches no further than the link. No name is looked up.
  ///
  /// - Parameter host: a name or an address, IPv6 with or without its brackets and zone.
  public static func isLocal(host: String) -> Bool {
    let host = host.lowercased().trimming { $0 == "[" || $0 == "]" || $0 == "." }
    for name in ["localhost", "local"] where host == name || host.hasSuffix("." + name) {
      return true
    }
    var v4 = in_addr()
    if inet_pton(AF_INET, host, &v4) == 1 { return isLocal(withUnsafeBytes(of: v4) { Array($0) }) }
    var v6 = in6_addr()
    let bare = String(host.prefix { $0 != "%" })
    guard inet_pton(AF_INET6, bare, &v6) == 1 else { return false }
    let bytes = withUnsafeBytes(of: v6) { Array($0) }
    let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    if isMapped { return isLocal(Array(bytes.suffix(4))) }
    // ::1 and ::, fc00::/7, fe80::/10.
    return (bytes.prefix(15).allSatisfy { $0 == 0 } && bytes[15] <= 1)
      || bytes[0] & 0xFE == 0xFC || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80)
  }

  /// The same for the four bytes of an IPv4 address.
  private static func isLocal(_ bytes: [UInt8]) -> Bool {
    switch (bytes[0], bytes[1]) {
    case (127, _), (10, _), (192, 168), (172, 16...31): true
    default: bytes == [0, 0, 0, 0]
    }
  }
}
