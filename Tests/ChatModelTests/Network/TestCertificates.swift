internal import Foundation

/// An authority of its own and certificates by it, made once by the `openssl` command.
struct TestCertificates: Sendable {
  /// What is wrong with a certificate, if anything.
  enum Kind: String, CaseIterable, Sendable {
    case good
    case expired
    /// For `other.example`.
    case foreign
    /// By itself and no authority.
    case selfSigned
  }

  let folder: URL

  /// Those of this run.
  static let shared = Result { try TestCertificates() }

  /// The certificate of the authority.
  var authority: String { path("authority.pem") }

  /// Certificate and key of a server.
  func server(_ kind: Kind) -> [String] { [path("\(kind.rawValue).pem"), path("server.key")] }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rationale-tls-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    try run(
      ["req", "-x509"] + curve
        + ["-keyout", path("authority.key"), "-out", authority, "-days", "2"]
        + ["-subj", "/CN=An authority for tests"])
    for (name, host) in [("server", "localhost"), ("other", "other.example")] {
      let names = host == "localhost" ? "DNS:localhost,IP:127.0.0.1,IP:::1" : "DNS:\(host)"
      let key =
        name == "server"
        ? curve + ["-keyout", path("server.key")]
        : ["-new", "-key", path("server.key")]
      try run(
        ["req"] + key + ["-out", path("\(name).csr"), "-subj", "/CN=\(host)"]
          + ["-addext", "subjectAltName=\(names)"])
    }
    for (kind, request, days) in [
      (Kind.good, "server", "2"), (.expired, "server", "-1"), (.foreign, "other", "2"),
    ] {
      try run(
        ["x509", "-req", "-in", path("\(request).csr"), "-out", path("\(kind.rawValue).pem")]
          + ["-CA", authority, "-CAkey", path("authority.key"), "-CAcreateserial"]
          + ["-days", days, "-copy_extensions", "copy"])
    }
    try run(
      ["x509", "-req", "-in", path("server.csr"), "-signkey", path("server.key"), "-days", "2"]
        + ["-out", path("selfSigned.pem"), "-copy_extensions", "copy"])
  }

  private func run(_ arguments: [String]) throws {
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    openssl.arguments = ["openssl"] + arguments
    openssl.standardInput = FileHandle.nullDevice
    openssl.standardOutput = FileHandle.nullDevice
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    guard openssl.terminationStatus == 0 else { throw POSIXError(.EINVAL) }
  }
}
