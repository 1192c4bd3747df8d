internal import Foundation

/// What the figures were measured on, and what else it did meanwhile.
struct Machine: Codable {
  /// The name of the processor.
  var processor: String
  /// How many cores there are.
  var cores: Int
  /// How many programs wanted a core in the minute before: a figure from a busy machine is worth
  /// less.
  var load: Double

  /// This machine now.
  static var current: Machine {
    func line(_ file: String, _ prefix: String) -> String? {
      let text = try? String(contentsOfFile: file, encoding: .utf8)
      return text?.split(separator: "\n").first { $0.hasPrefix(prefix) }.map(String.init)
    }
    let name = line("/proc/cpuinfo", "model name")?.split(separator: ":").last
    let load = line("/proc/loadavg", "")?.split(separator: " ").first
    return Machine(
      processor: name.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown",
      cores: ProcessInfo.processInfo.activeProcessorCount,
      load: load.flatMap { Double($0) } ?? 0)
  }

  /// A line about it.
  var text: String {
    "\(processor), \(cores) cores, load \(load.formatted(.number.precision(.fractionLength(1))))"
      + " at the start"
  }
}
