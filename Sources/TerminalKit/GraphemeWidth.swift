/// How many columns text takes on a terminal, by a table of our own.
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

  /// Whether terminals differ over the columns of a cluster that is shown, so that whatever follows
  /// it must be placed anew.
  ///
  /// Anything of several scalars counts: the linux console shows marks as letters of their own, and
  /// few terminals join the parts of Indic or old Korean syllables. Box drawing and blocks do not,
  /// although the standard calls them ambiguous: where those are wide no layout stands.
  static func isDisputed(_ cluster: Character) -> Bool {
    let scalars = cluster.unicodeScalars
    guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex
    else { return true }
    let value = first.value
    if value < 0x300 || (0x2500..<0x25A0).contains(value) { return false }
    return contains(ScalarWidthTable.disputed, value)
  }

  /// Whether the newest Unicode we know has a character there.
  static func isAssigned(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x300 || (0x4E00..<0xA000).contains(value) || (0xAC00..<0xD7A4).contains(value) {
      return true
    }
    return !contains(ScalarWidthTable.unassigned, value)
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
