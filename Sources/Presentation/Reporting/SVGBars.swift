internal import RPM

/// Bars as inline SVG. Their colours come from the style of the document, by class, so that they
/// follow light and dark; the figure stands beside them as text.
package enum SVGBars {
  /// Units of the drawing across; a bar is stretched to the width of its place.
  private static let width = 100.0
  private static let height = 10.0

  package static func svg(_ bar: Bar) -> String {
    let value = cut(bar.value, from: bar.isDiverging ? -1 : 0)
    let shape: String
    if let interval = bar.interval {
      let (low, high) = (cut(interval.low, from: 0), cut(interval.high, from: 0))
      shape =
        rect("up", x: width * low, y: 4, width: width * max(0, high - low), height: 2)
        + rect("mark", x: width * value - 1, width: 2)
    } else if bar.isDiverging {
      let kind = value < 0 ? "down" : "up"
      let start = width / 2 * (1 + min(0, value))
      shape = rect(kind, x: start, width: width / 2 * abs(value)) + middle
    } else {
      shape = rect("up", x: 0, width: width * value)
    }
    return """
      <svg class="bar\(bar.isDiverging ? " diverging" : "")" \
      viewBox="0 0 \(number(width)) \(number(height))" preserveAspectRatio="none" \
      aria-hidden="true" focusable="false">\(shape)</svg>
      """
  }

  private static let middle =
    "<line class=\"middle\" x1=\"\(number(width / 2))\" x2=\"\(number(width / 2))\" "
    + "y1=\"0\" y2=\"\(number(height))\"/>"

  private static func cut(_ value: Double, from least: Double) -> Double {
    value.isFinite ? min(1, max(least, value)) : 0
  }

  private static func rect(
    _ kind: String, x: Double, y: Double = 0, width: Double, height: Double = height
  ) -> String {
    guard width > 0 else { return "" }
    return "<rect class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\" "
      + "width=\"\(number(width))\" height=\"\(number(height))\"/>"
  }

  private static func number(_ value: Double) -> String {
    let text = Quotation.decimal(value, digits: 2)
    return text.hasPrefix(".") ? "0\(text)" : text
  }
}
