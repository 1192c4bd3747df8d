internal import Foundation

/// Whose word for a server is taken: files and folders of certificates.
///
/// The file that the endpoint names goes before `CURL_CA_BUNDLE`, that before `SSL_CERT_FILE` and
/// `SSL_CERT_DIR`, and these before the system's. What is named is taken in place of the system's;
/// a folder alone is taken beside it.
public struct Authorities: Sendable, Hashable {
  /// The file of the endpoint or of a variable; `nil` for the system's.
  public private(set) var file: String?
  /// The folder of a variable.
  public private(set) var directory: String?
  /// What names the file or folder, such as `SSL_CERT_FILE`; `nil` where nothing does.
  public private(set) var source: String?

  /// Reads the variables.
  ///
  /// - Parameter caFile: the file that the endpoint names.
  public init(environment: [String: String] = [:], caFile: String? = nil) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let caFile {
      (file, source) = (caFile, "ca_file")
    } else if let bundle = value("CURL_CA_BUNDLE") {
      (file, source) = (bundle, "CURL_CA_BUNDLE")
    } else {
      (file, directory) = (value("SSL_CERT_FILE"), value("SSL_CERT_DIR"))
      source = file != nil ? "SSL_CERT_FILE" : directory != nil ? "SSL_CERT_DIR" : nil
    }
  }

  /// What is named and by what, for an error; `nil` where the system's are taken.
  var named: String? {
    guard let source, let place = file ?? directory else { return nil }
    return "\(place) (\(source))"
  }

  /// The file of the system, where one is found.
  public static var systemFile: String? { usual.first(where: isThere) }

  /// What to hand to libcurl; nothing where neither names a place nor has the system a usual one.
  ///
  /// - Parameter builtIn: the file that libcurl was built for.
  func places(builtIn: String?) -> (file: String?, directory: String?) {
    if file != nil { return (file, directory) }
    let system = builtIn.flatMap { Self.isThere($0) ? $0 : nil } ?? Self.systemFile
    return (system, directory)
  }

  private static func isThere(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Debian, Ubuntu, Arch; Fedora, older and newer; openSUSE; Alpine.
  private static let usual = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
  ]
}
