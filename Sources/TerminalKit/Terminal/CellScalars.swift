internal import CNcurses

/// What of a cell goes to the terminal.
///
/// The screen and the record of its frames both ask here, so that they cannot differ.
enum CellScalars {
  /// Whether terminals differ over the columns of what the cell shows.
  static func isDisputed(_ cell: Cell) -> Bool {
    cell.cluster.asciiValue == nil && GraphemeWidth.isDisputed(cell.cluster)
  }

  /// The scalars sent for a cell in column `x` of `width`: a group for each spacing scalar, with the
  /// marks on it. ncurses keeps one group a cell.
  static func groups(of cell: Cell, at x: Int, width: Int, glyphs: Glyphs) -> [[UInt32]] {
    let columns = max(1, Int(cell.width))
    if x + columns >= width, glyphs == .unicode, isDisputed(cell) {
      // A terminal that took it for wider would begin the next row with it.
      return [[0xFFFD]] + Array(repeating: [0x20], count: columns - 1)
    }
    return groups(of: cell, columns: columns, glyphs: glyphs)
  }

  private static func groups(of cell: Cell, columns width: Int, glyphs: Glyphs) -> [[UInt32]] {
    if let ascii = cell.cluster.asciiValue {
      return [[ascii >= 0x20 && ascii < 0x7F ? UInt32(ascii) : 0x20]]
    }
    if glyphs == .ascii { return Array(repeating: [0x3F], count: width) }
    var groups: [[UInt32]] = []
    for scalar in cell.cluster.unicodeScalars {
      let own = GraphemeWidth.width(of: scalar)
      if own > 0 {
        if Int(cn_scalar_width(scalar.value)) == own {
          groups.append([scalar.value])
        } else {
          // Younger than the C library: ncurses would lose a column over it.
          groups.append([0xFFFD])
          for _ in 1..<own { groups.append([0x20]) }
        }
      } else if !groups.isEmpty, groups[groups.count - 1] != [0x20],
        cn_scalar_width(scalar.value) == 0
      {
        groups[groups.count - 1].append(scalar.value)
      }
    }
    return groups
  }

  /// What a row of a frame shows on a terminal of `width` columns: the second cell of a wide
  /// cluster adds nothing, and one that does not fit at the edge is blank.
  static func text(of frame: Frame, row y: Int, width: Int) -> String {
    var view = String.UnicodeScalarView()
    var x = 0
    while x < width {
      let cell = frame[x, y]
      let columns = max(1, Int(cell.width))
      if x + columns > width {
        view.append(" ")
        x += 1
        continue
      }
      for value in groups(of: cell, at: x, width: width, glyphs: frame.glyphs).joined() {
        if let scalar = Unicode.Scalar(value) { view.append(scalar) }
      }
      x += columns
    }
    return String(view)
  }
}
