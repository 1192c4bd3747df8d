internal import Foundation

/// Programs of this machine.
enum HostTools {
  /// The path of a program that `PATH` leads to; `nil` where it does not.
  static func path(of name: String, environment: [String: String]) -> String? {
    if name.contains("/") { return FileManager.default.isExecutableFile(atPath: name) ? name : nil }
    return (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
      .map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
