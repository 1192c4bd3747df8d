internal import TerminalKit
internal import Workbench

/// The first rows of a file, as many columns of them as fit.
struct ImportTable {
  let preview: ImportPreview
  /// The columns that have a role, which come first where there is no room for all.
  private let used: Set<String>

  private static let narrowest = 4
  private static let widest = 28

  init(preview: ImportPreview, sheet: ImportSheetState) {
    self.preview = preview
    used = Set(ImportRow.roles.flatMap { sheet.columns(of: $0) })
  }

  func draw(in rect: Rect, on frame: inout Frame) {
    let columns = columns(width: rect.width)
    let left = preview.columns.count - columns.count
    var x = rect.x
    for (index, width) in columns {
      let name = preview.columns[index].name
      frame.draw(
        name, at: Point(x, rect.y), role: used.contains(name) ? .strong : .dim, width: width)
      for (row, cells) in preview.rows.prefix(rect.height - 1).enumerated() {
        frame.draw(
          cells[index], at: Point(x, rect.y + 1 + row),
          role: used.contains(name) ? .text : .dim, width: width)
      }
      x += width + 2
    }
    guard left > 0, x < rect.maxX - 8 else { return }
    frame.draw(
      "+ \(Count.of(left, "column"))", at: Point(x, rect.y), role: .hint, width: rect.maxX - x)
  }

  /// Which columns are shown, in the order of the file, and how wide each is.
  private func columns(width: Int) -> [(index: Int, width: Int)] {
    let natural = preview.columns.indices.map { index in
      let texts = [preview.columns[index].name] + preview.rows.map { $0[index] }
      return min(Self.widest, max(Self.narrowest, texts.map(Self.width(of:)).max() ?? 0))
    }
    let order =
      preview.columns.indices.filter { used.contains(preview.columns[$0].name) }
      + preview.columns.indices.filter { !used.contains(preview.columns[$0].name) }
    var taken: [Int] = []
    var room = width
    // So that no column is less than a few letters wide.
    for index in order {
      let least = min(natural[index], 10)
      guard least + 2 <= room + 2 else { continue }
      taken.append(index)
      room -= least + 2
    }
    taken.sort()
    var widths = taken.map { min(natural[$0], 10) }
    // What is left goes to those that want more, a cell at a time.
    var spare = width - widths.reduce(0, +) - 2 * max(0, taken.count - 1)
    while spare > 0 {
      let before = spare
      for place in taken.indices where spare > 0 && widths[place] < natural[taken[place]] {
        widths[place] += 1
        spare -= 1
      }
      guard spare < before else { break }
    }
    return zip(taken, widths).map { ($0, $1) }
  }

  private static func width(of text: String) -> Int {
    GraphemeWidth.width(of: String(text.prefix(widest + 1)))
  }
}
