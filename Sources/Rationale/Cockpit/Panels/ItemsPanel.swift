internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit

/// The lists of a person's history, test items and earlier asks: one item a line.
enum ItemsPanel {
  static func drawHistory(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    guard let person = state.person else { return }
    let history =
      state.historyFactor == nil
      ? person.user.history : person.stored?.history ?? person.user.history
    let ids = state.shownHistory
    drawList(
      state.historyList, ids: ids, empty: "The history is empty.", state: state, in: rect,
      on: &frame
    ) { index in
      let item = history[index]
      return Line(
        lead: "\(index + 1)", answer: item.response, date: item.date ?? "", text: item.query)
    }
  }

  static func drawTests(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    guard let person = state.person else { return }
    let glyphs = frame.glyphs
    drawList(
      state.testList, ids: Array(person.user.test.indices),
      empty: "No test items. A \"test\" list in an imported line adds some.", state: state,
      in: rect, on: &frame
    ) { index in
      // The true answer stays hidden until the item was asked.
      let item = person.user.test[index]
      let asked = person.asks.first { $0.query == item.query && $0.expected != nil }
      let verdict: String =
        switch asked?.response {
        case nil: "?"
        case item.response?: String(glyphs.check)
        default: String(glyphs.cross)
        }
      return Line(
        lead: "\(index + 1)", answer: verdict, date: item.date ?? "", text: item.query)
    }
  }

  static func drawAsks(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    guard let person = state.person else { return }
    drawList(
      state.askList, ids: person.asks.map(\.id),
      empty: "Nothing was asked yet. 5 leads to the prompt.", state: state, in: rect, on: &frame
    ) { id in
      guard let ask = person.asks.first(where: { $0.id == id }) else { return Line() }
      let day = ask.created.formatted(.iso8601.year().month().day())
      return Line(
        lead: ask.modelVersion.map { "v\($0)" } ?? "", answer: ask.response ?? ask.state.rawValue,
        date: day, text: ask.query)
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
    _ list: ListState<ID>, ids: [ID], empty: String, state: CockpitState, in rect: Rect,
    on frame: inout Frame, line: (ID) -> Line
  ) {
    guard !ids.isEmpty else {
      frame.draw(empty, at: rect.origin, role: .dim, width: rect.width)
      return
    }
    let isWide = rect.width >= 50
    let visible = list.visible(in: ids, height: rect.height).map { line(ids[$0]) }
    let widest = visible.map { GraphemeWidth.width(of: $0.answer) }.max() ?? 1
    let answerWidth = min(18, rect.width / 4, max(2, widest))
    for (number, index) in list.visible(in: ids, height: rect.height).enumerated() {
      let row = rect.row(number)
      let item = visible[number]
      if ids[index] == list.selection {
        frame.highlight(row, role: state.focus == .person ? .selection : .selectionUnfocused)
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
