/// How many columns text takes on a terminal, by a table of our own (ours).
///
/// The C library's `wcwidth` knows no character younger than itself and no clusters.
public enum GraphemeWidth {
  /// Columns of one scalar: 0 for what joins the one in front, 2 for wide ones.
  public static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if contains(ScalarWidthTable.zero, value) { return 0 }
    if value < 0x1100 { return 1 }
    return contains(ScalarWidthTable.wide, value) ? 2 : 1
  }

  /// Columns of a cluster as it is shown, after ``Sanitizer`` has made it safe.
  public static func width(of cluster: Character) -> Int {
    Sanitizer.glyphs(of: String(cluster)).reduce(0) { $0 + $1.width }
  }

  /// Columns of a text on one line, as it is shown.
  public static func width(of text: String) -> Int {
    if Sanitizer.isPlain(text) { return text.utf8.count }
    return Sanitizer.glyphs(of: text).reduce(0) { $0 + $1.width }
  }

  private static func contains(
    _ ranges: [(first: UInt32, last: UInt32)], _ value: UInt32
  ) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].first <= value
  }
}
