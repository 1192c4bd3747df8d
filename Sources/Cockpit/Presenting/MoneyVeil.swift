internal import TerminalKit

/// Hides amounts of money, wherever on the screen they stand.
enum MoneyVeil {
  /// Puts dots in place of the digits behind each `$`.
  static func hide(in frame: inout Frame) {
    for y in 0..<frame.size.height {
      var isAmount = false
      for x in 0..<frame.size.width {
        let cell = frame[x, y]
        if cell.cluster == "$" {
          isAmount = true
        } else if isAmount, cell.cluster.isNumber {
          frame.draw(frame.glyphs == .unicode ? "·" : "-", at: Point(x, y), role: cell.role)
        } else if cell.cluster != ".", cell.cluster != "," {
          isAmount = false
        }
      }
    }
  }
}
