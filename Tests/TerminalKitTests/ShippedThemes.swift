@testable import TerminalKit

/// The theme files that come with the program.
enum ShippedThemes {
  static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/") + "/Themes/"
  static let names = ["dark", "light", "high-contrast", "colour-blind", "dusk", "paper"]

  static func theme(_ name: String) throws -> Theme {
    try Theme.load(file: folder + name + ".toml")
  }
}
