internal import Actions
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Panel 1: the users with their filter, and a card of the one under the cursor.
enum UsersPanel {
  /// - Parameters:
  ///   - person: the one who is open.
  ///   - keys: what says which key does what.
  static func draw(
    _ people: PeopleState, person: OpenPerson?, keys: KeyBindings, focused: Bool,
    layout: CockpitLayout, in rect: Rect, on frame: inout Frame
  ) {
    let ids = people.ids
    let inside = layout.hasBorders ? rect.interior : rect
    if layout.hasBorders {
      let total = people.all?.count ?? 0
      let count =
        ids.count == total ? "\(total)" : "\(ids.count) of \(total)"
      frame.box(
        rect, title: "1 Users", trailing: "by \(people.order.rawValue)",
        bottom: people.all == nil ? "" : count, focused: focused,
        thumb: people.list.thumb(in: ids, height: layout.userRows))
    }
    drawFilter(people, keys: keys, in: inside.row(0), on: &frame)
    let (list, card) = inside.split(top: 1).1.split(bottom: layout.cardRows)
    drawList(people, open: person?.id, keys: keys, in: list, focused: focused, on: &frame)
    if layout.cardRows > 0 {
      drawCard(people.selected, person: person, keys: keys, in: card, on: &frame)
    }
  }

  private static func drawFilter(
    _ people: PeopleState, keys: KeyBindings, in row: Rect, on frame: inout Frame
  ) {
    guard people.isFiltering || !people.filter.isEmpty else {
      frame.draw(
        "\(keys.name(of: .filter)) filter   \(keys.name(of: .sort)) sort", at: row.origin,
        role: .hint,
        width: row.width)
      return
    }
    frame.draw("/", at: row.origin, role: .key)
    frame.draw(
      people.filter, in: Rect(x: row.x + 2, y: row.y, width: row.width - 2, height: 1),
      focused: people.isFiltering)
  }

  private static func drawList(
    _ people: PeopleState, open: Library.UserID?, keys: KeyBindings, in rect: Rect, focused: Bool,
    on frame: inout Frame
  ) {
    guard people.all != nil else {
      frame.draw("reading the library …", at: rect.origin, role: .dim, width: rect.width)
      return
    }
    guard !people.shown.isEmpty else {
      let lines =
        people.all?.isEmpty == true
        ? [
          "No users yet.", "\(keys.name(of: .import)) imports a file", "or, in a shell:",
          "rationale import --samples",
        ]
        : ["No user matches.", "Esc clears the filter."]
      frame.draw(lines: lines, in: rect, role: .dim)
      return
    }
    // The numbers stand in one column, also beside users whose answers are free text.
    let hasSparklines = rect.width >= 26 && people.shown.contains { !$0.answerCounts.isEmpty }
    for (line, index) in people.list.visible(in: people.ids, height: rect.height).enumerated() {
      let user = people.shown[index]
      drawUser(
        user, isSelected: user.id == people.list.selection, isOpen: user.id == open,
        hasSparklines: hasSparklines, in: rect.row(line), focused: focused, on: &frame)
    }
  }

  private static func drawUser(
    _ user: UserSummary, isSelected: Bool, isOpen: Bool, hasSparklines: Bool, in row: Rect,
    focused: Bool, on frame: inout Frame
  ) {
    let glyphs = frame.glyphs
    if isSelected {
      frame.highlight(row, role: focused ? .selection : .selectionUnfocused)
      frame.draw(String(glyphs.pointer), at: row.origin, role: .accent)
    }
    let (mark, role) = mark(of: user)
    frame.draw(mark, at: Point(row.x + 1, row.y), role: role)
    let count = "\(user.interactions)"
    let spark = row.width >= 26 ? sparkline(of: user, glyphs: glyphs) : ""
    let right = hasSparklines ? 6 : 0
    let countX = row.maxX - right - count.count
    frame.draw(
      user.name, at: Point(row.x + 3, row.y), role: isOpen ? .strong : .text,
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

  private static func drawCard(
    _ user: UserSummary?, person: OpenPerson?, keys: KeyBindings, in rect: Rect,
    on frame: inout Frame
  ) {
    frame.rule(rect)
    guard let user else { return }
    let fit =
      user.model.map { model in
        "v\(model.version) fitted \(model.fitted.formatted(.iso8601.year().month().day()))"
      }
      ?? (user.interactions == 0
        ? "no history: \(keys.name(of: .import)) imports"
        : "not fitted: \(keys.name(of: .open)) fits")
    var lines: [(String, Role)] = [
      ("\(user.task), \(Count.of(user.interactions, "item"))", .text),
      (fit, user.model == nil ? .warning : .dim),
    ]
    if user.tests > 0 {
      lines.append(("\(Count.of(user.tests, "test item")): \(keys.name(of: .testsTab))", .dim))
    }
    if user.model?.isStale == true {
      lines[1] = ("history is newer: \(keys.name(of: .fit)) fits again", .warning)
    }
    if let person, person.id == user.id {
      if person.stored.flatMap({ ModelReport.olderPrompts(of: $0.model) }) != nil {
        lines.append(("older prompts: \(keys.name(of: .fit)) fits again", .warning))
      }
      if let stored = person.stored {
        let statistics = stored.model.statistics
        lines.append((Count.of(stored.model.factors.count, "factor"), .dim))
        if let stability = statistics.stability {
          lines.append(("stability of halves \(Quotation.share(stability))", .dim))
        }
        if let short = statistics.trust?.short(for: person.user) {
          lines.append((short, .dim))
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
