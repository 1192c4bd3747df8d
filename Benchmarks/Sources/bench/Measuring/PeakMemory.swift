internal import Foundation

/// The most memory that this process held at once (Linux).
enum PeakMemory {
  /// Forgets what was held until now, so that the peak is that of what comes next.
  static func forget() {
    // Refused where /proc is mounted read-only; then the peak includes the preparation.
    try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
  }

  /// The peak in MiB.
  static var mebibytes: Double? {
    guard
      let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first
    else { return nil }
    return Double(kibibytes).map { $0 / 1024 }
  }
}
