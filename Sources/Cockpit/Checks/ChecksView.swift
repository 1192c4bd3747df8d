internal import Actions
internal import TerminalKit
internal import Workbench

/// The sheet of tests: what was found in sentences, and below it the rows that lead further.
enum ChecksView {
  /// Rows of a page's table that are seen.
  static func rows(of checks: ChecksState, in rect: Rect, hasBorders: Bool) -> Int {
    Parts(checks, in: hasBorders ? rect.interior : rect).rows
  }

  /// Where the parts of a page go.
  private struct Parts {
    var summary: [String] = []
    var legend: [String] = []
    var summaryRect: Rect
    var table: Rect
    var legendRect: Rect

    /// Rows of the table below its titles.
    var rows: Int { max(1, table.height - 1) }

    init(_ checks: ChecksState, in inside: Rect) {
      let width = max(1, inside.width - 2)
      func wrapped(_ lines: [String]) -> [String] {
        lines.flatMap { line -> [String] in
          let parts = TextLayout.wrap(line, width: width)
          return parts.isEmpty ? [""] : parts
        }
      }
      let page = checks.found
      summary = wrapped(page?.summary ?? ChecksView.words(on: checks))
      // Of a low screen the rows take the larger part.
      let hasRows = page?.rows.isEmpty == false
      if hasRows { summary = Array(summary.prefix(max(1, inside.height / 3))) }
      if hasRows, inside.height >= 14 {
        legend = Array(wrapped(page?.legend ?? []).prefix(inside.height / 5))
      }
      let head = summary.isEmpty ? 0 : summary.count + (inside.height >= 10 ? 1 : 0)
      let (top, rest) = inside.split(top: min(inside.height, head))
      let (middle, bottom) = rest.split(bottom: legend.isEmpty ? 0 : legend.count + 1)
      (summaryRect, table, legendRect) = (top, middle, bottom)
    }
  }

  /// The row of the table at a cell; `nil` beside it.
  static func row(
    at point: Point, of checks: ChecksState, in rect: Rect, hasBorders: Bool
  ) -> Int? {
    let parts = Parts(checks, in: hasBorders ? rect.interior : rect)
    let (table, visible) = (parts.table, checks.visible(height: parts.rows))
    let row = visible.lowerBound + point.y - table.y - 1
    return table.contains(point) && point.y > table.y && visible.contains(row) ? row : nil
  }

  static func draw(
    _ checks: ChecksState, name: String, needle: String, hasBorders: Bool, focused: Bool,
    in rect: Rect, on frame: inout Frame
  ) {
    let inside = hasBorders ? rect.interior : rect
    let parts = Parts(checks, in: inside)
    let height = parts.rows
    let count = checks.found?.rows.count ?? 0
    if hasBorders {
      frame.box(
        rect, title: "\(checks.tab.title): \(name)",
        trailing: tabs(checks, room: rect.width - GraphemeWidth.width(of: name) - 24),
        bottom: count > 0 ? Count.of(count, "row") : "", focused: focused,
        thumb: checks.thumb(height: height))
    }
    for (index, line) in parts.summary.prefix(parts.summaryRect.height).enumerated() {
      frame.draw(
        line, at: Point(inside.x + 1, parts.summaryRect.y + index), role: role(of: checks),
        width: max(0, inside.width - 2))
    }
    drawTable(checks, needle: needle, height: height, in: parts.table, on: &frame)
    for (index, line) in parts.legend.enumerated() {
      frame.draw(
        line, at: Point(inside.x + 1, parts.legendRect.y + 1 + index), role: .dim,
        width: max(0, inside.width - 2))
    }
  }

  private static func drawTable(
    _ checks: ChecksState, needle: String, height: Int, in rect: Rect, on frame: inout Frame
  ) {
    guard let page = checks.found, !page.rows.isEmpty, rect.height > 0 else { return }
    let lines = page.lines(width: max(1, rect.width - 2))
    frame.draw(
      lines[0], at: Point(rect.x + 1, rect.y), role: .header, width: max(0, rect.width - 2))
    for (number, index) in checks.visible(height: height).enumerated() {
      let row = rect.row(number + 1)
      if index == checks.list.selection {
        frame.highlight(row, role: .selection)
        frame.draw(String(frame.glyphs.pointer), at: row.origin, role: .accent)
      }
      frame.draw(
        lines[index + 1], at: Point(row.x + 1, row.y), role: page.rows[index].role,
        width: max(0, row.width - 2))
      SearchMarks.draw(
        needle, in: [Span(lines[index + 1])], at: Point(row.x + 1, row.y),
        width: max(0, row.width - 2), on: &frame)
    }
  }

  private static func role(of checks: ChecksState) -> Role {
    switch checks.page {
    case .failed, .offer: .warning
    case .working, nil: .dim
    case .found: .text
    }
  }

  /// What stands where no page is yet.
  private static func words(on checks: ChecksState) -> [String] {
    switch checks.page {
    case .working(let done, let total) where total > 0:
      checks.tab == .past
        ? ["asking about past answers: \(done) of \(total) …"]
        : ["trying each method on each person: \(done) of \(total) …"]
    case .working, nil: ["reading …"]
    case .offer(let unagreed): [unagreed.text, "", "Enter asks."]
    case .failed(let reason): [reason, "", "Enter tries again."]
    case .found: []
    }
  }

  /// The pages, the shown one in brackets; fewer words where there is little room.
  private static func tabs(_ checks: ChecksState, room: Int) -> String {
    let all = CheckTab.allCases
    let names = all.map { $0 == checks.tab ? "<\($0.title)>" : $0.title }.joined(separator: " ")
    if GraphemeWidth.width(of: names) <= room { return names }
    let place = (all.firstIndex(of: checks.tab) ?? 0) + 1
    return "\(place) of \(all.count)"
  }

  /// The keys that work on the sheet, the most useful first.
  static func hints(of checks: ChecksState?) -> [(Action, String?)] {
    let open: [(Action, String?)] =
      switch checks?.page {
      case .offer: [(.open, "ask")]
      case .failed: [(.open, "again")]
      case .working: [(.escape, "stop")]
      default: checks?.row?.target == nil ? [] : [(.open, "look")]
      }
    let scope: [(Action, String?)] =
      checks?.tab == .evaluation
      ? [(.allRuns, checks?.isForAll == true ? "this user" : "all users")] : []
    return open + scope + [
      (.nextTab, "pages"), (.copy, nil), (.save, nil), (.escape, nil), (.command, nil),
      (.help, nil), (.quit, nil),
    ]
  }
}
