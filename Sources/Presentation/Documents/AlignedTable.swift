internal import TerminalKit

/// Rows of cells in columns, aligned by display width.
package struct AlignedTable: Sendable {
  package struct Column: Hashable, Sendable {
    package var title: String
    /// Numbers stand to the right.
    package var isNumber = false
    /// Whether it gives way where the table is too wide; of several, the widest does.
    package var shrinks = false
    /// The widest it gets.
    package var limit = Int.max
    /// The narrowest it is made.
    package var least = 8

    package init(
      title: String, isNumber: Bool = false, shrinks: Bool = false, limit: Int = Int.max,
      least: Int = 8
    ) {
      self.title = title
      self.isNumber = isNumber
      self.shrinks = shrinks
      self.limit = limit
      self.least = least
    }
  }

  package var columns: [Column]
  /// One cell a column.
  package var rows: [[String]]

  package init(columns: [Column], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  private static let gap = "  "

  /// The lines, safe for a terminal; cut to `width` columns when it is given.
  package func lines(width: Int?) -> [String] {
    let cells = ([columns.map(\.title)] + rows).map { row in
      row.map { Sanitizer.clean($0, newlines: .space) }
    }
    var widths = columns.indices.map { column in
      min(columns[column].limit, cells.map { GraphemeWidth.width(of: $0[column]) }.max() ?? 0)
    }
    if let width {
      shrink(&widths, to: width)
    }
    return cells.map { row in
      let parts = columns.indices.map { column in
        let text = TextLayout.truncate(row[column], width: widths[column])
        let space = String(
          repeating: " ", count: max(0, widths[column] - GraphemeWidth.width(of: text)))
        return columns[column].isNumber ? space + text : text + space
      }
      var line = parts.joined(separator: Self.gap)
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private func shrink(_ widths: inout [Int], to width: Int) {
    func excess() -> Int { widths.reduce(0, +) + Self.gap.count * (columns.count - 1) - width }
    func yielding() -> Int? {
      columns.indices.filter { columns[$0].shrinks && widths[$0] > columns[$0].least }
        .max { widths[$0] < widths[$1] }
    }
    while excess() > 0, let column = yielding() { widths[column] -= 1 }
  }
}
