internal import Foundation

/// What the command line says.
struct Options {
  /// What is measured, in the order of the parts.
  var parts = Part.allCases
  /// The program that is measured.
  var program = ".build/release/rationale"
  /// What runs the script that measures the screen.
  var python = "/usr/bin/python3"
  /// That script.
  var script = "Benchmarks/cockpit_growth.py"
  /// Where the figures go as JSON.
  var json: String?
  /// Cuts the sizes.
  var isSmall = false

  static let usage = """
    usage: bench [PART ...] [--json FILE] [--small] [--program PATH] [--python PATH]
    parts: \(Part.allCases.map(\.rawValue).joined(separator: " ")); all of them by default
    """

  /// Reads the arguments; `nil` where they make no sense.
  init?(_ arguments: some Sequence<String>) {
    var named: Set<Part> = []
    var rest = Array(arguments)[...]
    while let word = rest.popFirst() {
      switch word {
      case "--small": isSmall = true
      case "--json", "--program", "--python":
        guard let value = rest.popFirst() else { return nil }
        switch word {
        case "--json": json = value
        case "--program": program = value
        default: python = value
        }
      default:
        guard let part = Part(rawValue: word) else { return nil }
        named.insert(part)
      }
    }
    program = URL(fileURLWithPath: program).path
    if !named.isEmpty { parts = Part.allCases.filter(named.contains) }
  }
}
