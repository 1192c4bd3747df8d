internal import Foundation
internal import Glibc
internal import RPM

/// How a transfer ended, as libcurl tells it, and what that means.
struct CurlOutcome: Sendable, Hashable {
  /// libcurl's code, 0 for a good end.
  var code: Int32
  /// What went wrong in libcurl's words; never shown as they are.
  var words = ""
  /// The TLS library's number for what is wrong with a certificate.
  var verification = 0
  /// What a proxy answered when it was asked for a connection.
  var proxyStatus = 0
  /// `errno` of a connection that failed.
  var systemError: Int32 = 0

  /// What answers speaks something else.
  static let noHTTP = Transfer.Failure.connection("what answers there is no HTTP", mayPass: false)

  /// Whether the server closed the connection.
  var endsByClosing: Bool { [52, 55, 56].contains(code) }

  /// Why it failed, `nil` for a good end.
  ///
  /// - Parameters:
  ///   - connect: the seconds that a connection may take.
  ///   - authorities: whose word for a server was asked.
  func failure(connect: Double, authorities: Authorities) -> Transfer.Failure? {
    if code != 0, proxyStatus >= 400 {
      return .obstacle(.proxyRefuses(status: proxyStatus))
    }
    switch code {
    case 0: return nil
    case 1, 8: return Self.noHTTP
    case 3, 67: return .connection("the address cannot be used", mayPass: false)
    case 5: return .obstacle(.noProxy)
    case 97: return .connection("the proxy makes no connection", mayPass: true)
    case 6: return .connection("no host of that name was found", mayPass: true)
    case 7: return .connection(Self.refusal(systemError), mayPass: true)
    case 27: return CurlCall.outOfMemory
    case 28:
      return .connection("no connection within \(FailureText.duration(connect))", mayPass: true)
    case 35, 59, 80: return handshake
    case 52: return .connection("it closed the connection without an answer", mayPass: true)
    case 55, 56: return refusalByAlert ?? .connection("the connection broke", mayPass: true)
    case 58, 98: return .obstacle(.noCommonTLS("client certificate"))
    case 60, 83, 90, 91: return .obstacle(certificate)
    case 61: return .connection("it packs its reply in a way nobody can read", mayPass: false)
    case 77, 82: return .obstacle(.noAuthorities(authorities.named ?? "the system's file"))
    default: return .connection("the connection broke", mayPass: true)
    }
  }

  private static func refusal(_ number: Int32) -> String {
    switch number {
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN: "this machine has no way to it, or is offline"
    case ETIMEDOUT: "the connection timed out"
    default: "nothing takes connections there"
    }
  }

  private func says(_ phrases: String...) -> Bool {
    let words = words.lowercased()
    return phrases.contains { words.contains($0) }
  }

  // OpenSSL and GnuTLS put it in different words.
  private var certificate: Transfer.Obstacle {
    if says("not match", "no alternative certificate", "subject name") { return .foreign }
    // Numbers of OpenSSL; bits of GnuTLS.
    if verification == 10 || verification & 1024 != 0 || says("expired", "expiration") {
      return .expired
    }
    if verification == 9 || verification & 512 != 0 || says("not yet valid", "not activated") {
      return .notYetValid
    }
    return .untrusted(isSelfSigned: verification == 18 || says("self-signed", "self signed"))
  }

  private var handshake: Transfer.Failure {
    if says(
      "wrong version number", "http request", "packet length too long", "unknown protocol",
      "unexpected tls packet", "unexpected message", "invalid record", "bad record type")
    {
      return .obstacle(.noTLS)
    }
    return refusalByAlert ?? .connection("the connection broke in the TLS handshake", mayPass: true)
  }

  /// What one side holds against the other's way of encrypting.
  private var refusalByAlert: Transfer.Failure? {
    guard
      says(
        "alert", "unsupported protocol", "no protocols available", "key too small",
        "handshake fail",
        "no shared cipher", "certificate required", "insufficient security")
    else { return nil }
    let last = words.split(separator: ":").last.map(String.init) ?? ""
    let plain = last.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
    return .obstacle(.noCommonTLS(String(plain.prefix(60)).trimmingWhitespace()))
  }
}
