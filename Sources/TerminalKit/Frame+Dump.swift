extension Frame {
  /// The characters of the frame, one line a row, for tests and for saving a screen.
  public func text(trimmingLines: Bool = true) -> String {
    lines { cell in cell.width == 0 ? nil : String(cell.cluster) }
      .map { trimmingLines ? Self.trimmed($0) : $0 }
      .joined(separator: "\n")
  }

  /// One letter a cell for its role, one line a row; upper case where the cell is reversed.
  public func roles() -> String {
    lines { cell in
      cell.isReversed ? cell.role.letter.uppercased() : String(cell.role.letter)
    }.joined(separator: "\n")
  }

  /// Characters and roles in two blocks, and the underlays in a third where there are any.
  public func dump() -> String {
    var blocks = [text(), roles()]
    if cells.contains(where: { $0.underlay != nil }) {
      blocks.append(
        lines { String($0.underlay?.letter ?? " ") }.map(Self.trimmed).joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n")
  }

  private func lines(_ letter: (Cell) -> String?) -> [String] {
    (0..<size.height).map { y in row(y).compactMap(letter).joined() }
  }

  private static func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
