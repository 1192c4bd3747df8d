internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// The lists of a person's history, test items and earlier asks: one item a line.
enum ItemsPanel {
  static func drawHistory(
    _ view: PersonState, focused: Bool, in rect: Rect, on frame: inout Frame
  ) {
    guard let person = view.person else { return }
    let history = view.history
    let ids = view.shownHistory
    drawList(
      view.historyList, ids: ids, empty: "The history is empty.", answers: person.user.task.answers,
      focused: focused,
      in: rect,
      on: &frame
    ) { index in
      let item = history[index]
      return Line(
        lead: "\(index + 1)", answer: answer(item.response, to: item.query, of: person),
        date: item.date ?? "",
        text: mark(of: item, at: index, in: view) + stem(item.query, of: person))
    }
  }

  /// What an edit made of an item, in a word before its text.
  private static func mark(of item: Interaction, at index: Int, in view: PersonState) -> String {
    guard let stored = view.person?.stored else { return "" }
    let place = view.historyFactor == nil ? stored.place(of: item, at: index) : index
    guard let place, stored.model.memory.entries.indices.contains(place) else { return "" }
    let marks = stored.model.memory.entries[place].marks
    return marks.isExcluded ? "[excluded] " : marks.isPinned ? "[pinned] " : ""
  }

  static func drawTests(
    _ view: PersonState, focused: Bool, in rect: Rect, on frame: inout Frame
  ) {
    guard let person = view.person else { return }
    let glyphs = frame.glyphs
    drawList(
      view.testList, ids: view.testIDs,
      empty: "No test items. A \"test\" list in an imported line adds some.",
      answers: person.user.task.answers, focused: focused,
      in: rect, on: &frame
    ) { index in
      // The true answer stays hidden until the item was asked.
      let item = person.user.test[index]
      let verdict: String =
        switch verdict(on: item, of: person) {
        case .open: "?"
        case .same: String(glyphs.check)
        case .different: String(glyphs.cross)
        case .answered: "•"
        }
      return Line(
        lead: "\(index + 1)", answer: verdict, date: item.date ?? "",
        text: stem(item.query, of: person))
    }
  }

  private enum Verdict {
    /// Not asked yet.
    case open
    case same
    case different
    /// A free text, which is hardly ever the same.
    case answered
  }

  private static func verdict(on item: Interaction, of person: OpenPerson) -> Verdict {
    let asked = person.asks.first {
      $0.query == item.query && $0.expected != nil && $0.response != nil
    }
    guard let asked else { return .open }
    if asked.response == item.response { return .same }
    if case .open = person.user.task.answers { return .answered }
    return .different
  }

  /// How many test items there are, were asked, and were answered as the person answered them.
  static func tally(of person: OpenPerson) -> String {
    let verdicts = person.user.test.map { verdict(on: $0, of: person) }
    let asked = verdicts.count { $0 != .open }
    let count = Count.of(verdicts.count, "test item")
    guard asked > 0 else { return verdicts.isEmpty ? count : "\(count), none asked (?)" }
    if case .open = person.user.task.answers { return "\(count), \(asked) asked" }
    return "\(count), \(asked) asked, \(verdicts.count { $0 == .same }) right"
  }

  /// An answer in a list: an option with its text.
  private static func answer(
    _ response: String, to query: String, of person: OpenPerson
  ) -> String {
    AnswerText.full(response, query: query, answers: person.user.task.answers)
  }

  /// A query in a list: a question without its options.
  private static func stem(_ query: String, of person: OpenPerson) -> String {
    AnswerText.stem(query, answers: person.user.task.answers)
  }

  /// - Parameter prompt: the key that leads to the prompt.
  static func drawAsks(
    _ view: PersonState, focused: Bool, prompt: String, in rect: Rect, on frame: inout Frame
  ) {
    guard let person = view.person else { return }
    drawList(
      view.askList, ids: view.askIDs,
      empty: "Nothing was asked yet. \(prompt) leads to the prompt.",
      answers: person.user.task.answers, focused: focused,
      in: rect, on: &frame
    ) { id in
      guard let ask = person.asks.first(where: { $0.id == id }) else { return Line() }
      let day = ask.created.formatted(.iso8601.year().month().day())
      return Line(
        lead: ask.modelVersion.map { "v\($0)" } ?? "",
        answer: ask.response.map { answer($0, to: ask.query, of: person) } ?? ask.state.rawValue,
        date: day, text: stem(ask.query, of: person))
    }
  }

  /// What a line shows.
  private struct Line {
    var lead = ""
    var answer = ""
    var date = ""
    var text = ""
  }

  private static func drawList<ID: Hashable & Sendable>(
    _ list: ListState<ID>, ids: [ID], empty: String, answers: AnswerSpace, focused: Bool,
    in rect: Rect,
    on frame: inout Frame, line: (ID) -> Line
  ) {
    guard !ids.isEmpty else {
      frame.draw(empty, at: rect.origin, role: .dim, width: rect.width)
      return
    }
    let isWide = rect.width >= 50
    let visible = list.visible(in: ids, height: rect.height).map { line(ids[$0]) }
    let widest = visible.map { GraphemeWidth.width(of: $0.answer) }.max() ?? 1
    // A free text says more than the beginning of its query.
    var isOpen = false
    if case .open = answers { isOpen = true }
    let answerWidth = min(rect.width / (isOpen ? 2 : 4), max(2, widest), isOpen ? 60 : 30)
    for (number, index) in list.visible(in: ids, height: rect.height).enumerated() {
      let row = rect.row(number)
      let item = visible[number]
      if ids[index] == list.selection {
        frame.highlight(row, role: focused ? .selection : .selectionUnfocused)
        frame.draw(String(frame.glyphs.pointer), at: row.origin, role: .accent)
      }
      frame.draw(
        item.lead, at: Point(row.x + 1, row.y), role: .number, width: 4, alignment: .right)
      var x = row.x + 6
      if isWide {
        frame.draw(item.date, at: Point(x, row.y), role: .dim, width: 10)
        x += 11
      }
      frame.draw(item.answer, at: Point(x, row.y), role: .label, width: answerWidth)
      x += answerWidth + 1
      frame.draw(item.text, at: Point(x, row.y), width: max(1, row.maxX - x))
    }
  }
}
