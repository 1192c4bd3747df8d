internal import Presentation
internal import TerminalKit

/// A comparison broken into lines of given widths; kept, because breaking a long query takes a
/// while.
struct TracePage: Hashable, Sendable {
  /// Where the lines go.
  enum Form: Hashable, Sendable {
    /// Both beside each other, row by row.
    case beside(Int, Int)
    /// The first one alone.
    case first(Int)
    /// The second one alone.
    case second(Int)
    /// One below the other, each line with its letter.
    case below(Int)
  }

  /// The lines of the left or only column.
  private(set) var left: [[Span]] = []
  /// Those of the right column.
  private(set) var right: [[Span]] = []

  /// How much of a text is shown: the comparison looks at all of it.
  private static let most = 4000

  /// Nothing.
  init() {}

  /// Lays a comparison out.
  init(_ comparison: TraceComparison, form: Form, glyphs: Glyphs) {
    for (index, line) in comparison.lines.enumerated() {
      switch line {
      case .heading(let title, let isSame):
        if index > 0, !Self.isFolded(comparison.lines[index - 1]) || isSame != true {
          add([[]], [[]])
        }
        let heading = Span(title, .header)
        let spans = isSame == true ? [heading, Span("  identical", .dim)] : [heading]
        add([spans], [spans])
        let next = comparison.lines.indices.contains(index + 1) ? comparison.lines[index + 1] : nil
        if isSame != true, Self.isHeading(next) {
          add([[Span("  none", .dim)]], [[Span("  none", .dim)]])
        }
      case .row(let first, let second, let relation):
        // Where only what is not shown differs, it is shown.
        let isHidden = relation == .changed && first?.text == second?.text
        add(
          isHidden ? first?.inFull : first, isHidden ? second?.inFull : second, relation,
          form: form, glyphs: glyphs)
      }
    }
  }

  /// How many lines there are.
  var count: Int { max(left.count, right.count) }

  private static func isHeading(_ line: TraceComparison.Line?) -> Bool {
    guard let line else { return true }
    if case .heading = line { return true }
    return false
  }

  /// A heading that stands for its rows needs no blank line around it.
  private static func isFolded(_ line: TraceComparison.Line) -> Bool {
    if case .heading(_, isSame: true) = line { return true }
    return false
  }

  private mutating func add(_ left: [[Span]], _ right: [[Span]]) {
    let count = max(left.count, right.count)
    self.left += left + Array(repeating: [], count: count - left.count)
    self.right += right + Array(repeating: [], count: count - right.count)
  }

  private mutating func add(
    _ first: TraceDetail.Row?, _ second: TraceDetail.Row?, _ relation: TraceComparison.Relation,
    form: Form, glyphs: Glyphs
  ) {
    switch form {
    case .beside(let one, let two):
      add(
        Self.lines(first, mark: Self.mark(relation), width: one, glyphs: glyphs),
        Self.lines(second, mark: Self.mark(relation), width: two, glyphs: glyphs))
    case .first(let width):
      add(Self.lines(first, mark: Self.mark(relation), width: width, glyphs: glyphs), [])
    case .second(let width):
      add(Self.lines(second, mark: Self.mark(relation), width: width, glyphs: glyphs), [])
    case .below(let width):
      guard relation != .same else {
        return add(Self.lines(first, mark: " ", width: width, glyphs: glyphs), [])
      }
      add(
        Self.lines(first, mark: "A", width: width, glyphs: glyphs)
          + Self.lines(second, mark: "B", width: width, glyphs: glyphs), [])
    }
  }

  /// The sign of a difference, so that it shows without colour.
  private static func mark(_ relation: TraceComparison.Relation) -> String {
    switch relation {
    case .same, .alone: " "
    case .changed: "~"
    case .onlyFirst, .onlySecond: "+"
    }
  }

  private static func lines(
    _ row: TraceDetail.Row?, mark: String, width: Int, glyphs: Glyphs
  ) -> [[Span]] {
    guard let row else { return [] }
    let cut = row.text.utf8.count > 4 * most ? String(row.text.prefix(most)) : row.text
    var lines = TextLayout.wrap(cut, width: max(1, width - 2), glyphs: glyphs)
    if cut.utf8.count < row.text.utf8.count { lines.append("\(glyphs.ellipsis) and more") }
    return lines.enumerated().map { index, line in
      [Span(index == 0 ? "\(mark) " : "  ", .warning), Span(line, row.role)]
    }
  }
}
