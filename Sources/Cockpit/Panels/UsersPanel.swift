internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Panel 1: the users with their filter, and a card of the one under the cursor.
enum UsersPanel {
  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let layout = state.layout
    let focused = state.focus == .users
    let ids = state.people.ids
    let inside = layout.hasBorders ? rect.interior : rect
    if layout.hasBorders {
      let total = state.people.all?.count ?? 0
      let count =
        ids.count == total ? "\(total)" : "\(ids.count) of \(total)"
      frame.box(
        rect, title: "1 Users", trailing: "by \(state.people.order.rawValue)",
        bottom: state.people.all == nil ? "" : count, focused: focused,
        thumb: state.people.list.thumb(in: ids, height: layout.userRows))
    }
    drawFilter(state, in: inside.row(0), on: &frame)
    let (list, card) = inside.split(top: 1).1.split(bottom: layout.cardRows)
    drawList(state, ids: ids, in: list, focused: focused, on: &frame)
    if layout.cardRows > 0 { drawCard(state, in: card, on: &frame) }
  }

  private static func drawFilter(_ state: CockpitState, in row: Rect, on frame: inout Frame) {
    guard state.people.isFiltering || !state.people.filter.isEmpty else {
      frame.draw(
        "\(state.key(.filter)) filter   \(state.key(.sort)) sort", at: row.origin, role: .hint,
        width: row.width)
      return
    }
    frame.draw("/", at: row.origin, role: .key)
    frame.draw(
      state.people.filter, in: Rect(x: row.x + 2, y: row.y, width: row.width - 2, height: 1),
      focused: state.people.isFiltering)
  }

  private static func drawList(
    _ state: CockpitState, ids: [Library.UserID], in rect: Rect, focused: Bool,
    on frame: inout Frame
  ) {
    guard state.people.all != nil else {
      frame.draw("reading the library …", at: rect.origin, role: .dim, width: rect.width)
      return
    }
    guard !state.people.shown.isEmpty else {
      let lines =
        state.people.all?.isEmpty == true
        ? [
          "No users yet.", "\(state.key(.import)) imports a .jsonl file", "or, in a shell:",
          "rationale import --samples",
        ]
        : ["No user matches.", "Esc clears the filter."]
      frame.draw(lines: lines, in: rect, role: .dim)
      return
    }
    for (line, index) in state.people.list.visible(in: ids, height: rect.height).enumerated() {
      drawUser(
        state.people.shown[index], state: state, in: rect.row(line), focused: focused, on: &frame)
    }
  }

  private static func drawUser(
    _ user: UserSummary, state: CockpitState, in row: Rect, focused: Bool, on frame: inout Frame
  ) {
    let isSelected = user.id == state.people.list.selection
    let glyphs = frame.glyphs
    if isSelected {
      frame.highlight(row, role: focused ? .selection : .selectionUnfocused)
      frame.draw(String(glyphs.pointer), at: row.origin, role: .accent)
    }
    let (mark, role) = mark(of: user)
    frame.draw(mark, at: Point(row.x + 1, row.y), role: role)
    let count = "\(user.interactions)"
    let spark = row.width >= 26 ? sparkline(of: user, glyphs: glyphs) : ""
    // The numbers stand in one column, also beside users whose answers are free text.
    let hasSparklines = row.width >= 26 && state.people.shown.contains { !$0.answerCounts.isEmpty }
    let right = hasSparklines ? 6 : 0
    let countX = row.maxX - right - count.count
    frame.draw(
      user.name, at: Point(row.x + 3, row.y), role: user.id == state.person?.id ? .strong : .text,
      width: max(1, countX - 1 - (row.x + 3)))
    frame.draw(count, at: Point(countX, row.y), role: .number)
    if !spark.isEmpty {
      frame.draw(spark, at: Point(row.maxX - 5, row.y), role: .dim, width: 5, alignment: .right)
    }
  }

  /// Fitted, stale, or not fitted: by shape first, by colour as well.
  static func mark(of user: UserSummary) -> (String, Role) {
    guard let model = user.model else { return ("○", .dim) }
    return model.isStale ? ("◐", .warning) : ("●", .ok)
  }

  /// The answers of a user, at most five columns: the commonest where there are more.
  private static func sparkline(of user: UserSummary, glyphs: Glyphs) -> String {
    guard !user.answerCounts.isEmpty else { return "" }
    let counts = user.answerCounts.map(Double.init)
    let shown = counts.count <= 5 ? counts : Array(counts.sorted(by: >).prefix(5))
    return Sparkline.text(shown, glyphs: glyphs)
  }

  private static func drawCard(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    frame.rule(rect)
    guard let user = state.people.selected else { return }
    let fit =
      user.model.map { model in
        "v\(model.version) fitted \(model.fitted.formatted(.iso8601.year().month().day()))"
      }
      ?? (user.interactions == 0
        ? "no history: \(state.key(.import)) imports" : "not fitted: \(state.key(.open)) fits")
    var lines: [(String, Role)] = [
      ("\(user.task), \(Count.of(user.interactions, "item"))", .text),
      (fit, user.model == nil ? .warning : .dim),
    ]
    if user.tests > 0 {
      lines.append(("\(Count.of(user.tests, "test item")): \(state.key(.testsTab))", .dim))
    }
    if user.model?.isStale == true {
      lines[1] = ("history is newer: \(state.key(.fit)) fits again", .warning)
    }
    if let person = state.person, person.id == user.id {
      if person.stored.flatMap({ ModelReport.olderPrompts(of: $0.model) }) != nil {
        lines.append(("older prompts: \(state.key(.fit)) fits again", .warning))
      }
      if let stored = person.stored {
        let statistics = stored.model.statistics
        lines.append((Count.of(stored.model.factors.count, "factor"), .dim))
        if let stability = statistics.stability {
          lines.append(("stability of halves \(Quotation.share(stability))", .dim))
        }
      }
      lines.append((commonest(of: person.user, glyphs: frame.glyphs), .dim))
    }
    for (index, line) in lines.prefix(rect.height - 1).enumerated() where !line.0.isEmpty {
      frame.draw(line.0, at: Point(rect.x, rect.y + 1 + index), role: line.1, width: rect.width)
    }
  }

  /// The commonest answer and, on a scale of numbers, the mean.
  private static func commonest(of user: User, glyphs: Glyphs) -> String {
    let answers = user.task.answers
    guard answers.hasPropensity, !user.history.isEmpty else { return "" }
    let counts = answers.labels.map { label in user.history.count { $0.response == label } }
    guard let best = counts.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) }) else {
      return ""
    }
    let numbers = user.history.compactMap { Double($0.response) }
    guard answers.isOrdered, numbers.count == user.history.count else {
      return "mostly \(answers.labels[best])"
    }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    return "mode \(answers.labels[best])  mean \(Quotation.decimal(mean, digits: 1))"
  }
}
