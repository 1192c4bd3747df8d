/// The colours of a report in light and in dark, as `#rrggbb`.
package struct ReportPalette: Hashable, Sendable {
  package var background: String
  package var panel: String
  package var text: String
  package var muted: String
  package var rule: String
  /// Bars that point right, and those of shares.
  package var up: String
  /// Bars that point left. Told from `up` by direction as well, and by brightness.
  package var down: String

  package static let light = ReportPalette(
    background: "#ffffff", panel: "#f4f6f8", text: "#1b1f24", muted: "#545c66", rule: "#c9d0d8",
    up: "#0b62b8", down: "#a8480c")

  package static let dark = ReportPalette(
    background: "#11161c", panel: "#1a2129", text: "#e6e9ec", muted: "#a8b1bb", rule: "#3d4753",
    up: "#6cb2ff", down: "#f0955a")

  /// The colours as custom properties.
  package var properties: String {
    [
      ("background", background), ("panel", panel), ("text", text), ("muted", muted),
      ("rule", rule), ("up", up), ("down", down),
    ].map { "--\($0): \($1);" }.joined(separator: " ")
  }
}
