/// A row of small columns, one a value.
public enum Sparkline {
  /// The values from zero to their maximum as characters of eight heights.
  ///
  /// Zero and below is the lowest step, or blank in ASCII; all zero draws the lowest step.
  public static func text(_ values: [Double], glyphs: Glyphs = .unicode) -> String {
    let top = values.filter(\.isFinite).max() ?? 0
    let levels = glyphs.levels
    return String(
      values.map { value in
        guard top > 0, value.isFinite, value > 0 else { return levels[0] }
        return levels[min(7, Int(value / top * 7 + 0.5))]
      })
  }
}
