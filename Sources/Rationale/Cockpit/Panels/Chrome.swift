internal import RPM
internal import Storage
internal import TerminalKit

/// The lines around the panels: what this is, what happened, what can be typed.
enum Chrome {
  static func drawHeader(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let bar = " \(frame.glyphs.vertical) "
    var text = " Rationale"
    if let person = state.person {
      let facts = [
        person.user.task.name,
        person.stored?.model.identity.name ?? "built-in",
        "\(person.user.name), \(person.user.history.count) items"
          + (person.stored.map { ", model v\($0.version)" } ?? ", not fitted"),
        "K=\(Engine.defaultK)",
      ]
      text =
        rect.width < 80
        ? " \(facts[2])\(bar)\(facts[0])" : ([text] + facts).joined(separator: bar)
    }
    frame.draw(text, at: rect.origin, role: .header, width: rect.width)
    if state.users == nil {
      frame.draw(
        "opening … ", at: rect.origin, role: .dim, width: rect.width, alignment: .right)
    }
  }

  /// The panels that share a place, the one seen in brackets.
  static func drawTabs(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let layout = state.layout
    var x = rect.x + 1
    for panel in Panel.allCases where panel != .ask {
      let name = panel == .person ? state.personTab.title : panel.title
      let isSeen = layout.panels[panel] != nil
      let text = isSeen ? "[\(panel.rawValue) \(name)]" : " \(panel.rawValue) \(name) "
      x += frame.draw(
        text, at: Point(x, rect.y), role: isSeen ? .tabActive : .tab,
        width: max(0, rect.maxX - x))
    }
  }

  static func drawStatus(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    // In the bare shape the strip has no border to stand in.
    if state.layout.shape == .bare, state.status == nil, state.run != nil {
      frame.draw(
        " " + AskPanel.shortStrip(of: state), at: rect.origin, role: .accent, width: rect.width)
      return
    }
    guard let status = state.status else { return }
    let (mark, role): (String, Role) =
      switch status.kind {
      case .done: (String(frame.glyphs.check), .ok)
      case .warning: ("!", .warning)
      case .error: (String(frame.glyphs.cross), .error)
      }
    frame.draw(
      " \(mark) \(status.text)", at: rect.origin, role: role, width: rect.width)
  }

  /// The keys that work now; those that do not fit are left out, the last ones first.
  static func drawHints(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    var x = rect.x + 1
    for hint in hints(of: state) {
      let width = GraphemeWidth.width(of: hint.key) + 1 + GraphemeWidth.width(of: hint.meaning) + 2
      guard x + width - 2 <= rect.maxX else { break }
      frame.draw(
        [Span(hint.key, .key), Span(" \(hint.meaning)", .hint)], at: Point(x, rect.y))
      x += width
    }
  }

  private struct Hint {
    var key: String
    var meaning: String

    init(_ key: String, _ meaning: String) { (self.key, self.meaning) = (key, meaning) }
  }

  private static func hints(of state: CockpitState) -> [Hint] {
    if case .confirm = state.overlays.last { return [Hint("y", "yes"), Hint("n", "no")] }
    if !state.overlays.isEmpty { return [Hint("Esc", "close"), Hint("j k", "scroll")] }
    if state.isFiltering {
      return [
        Hint("Enter", "done"), Hint("Esc", "clear"), Hint("Up Down", "move"),
        Hint("n>=30 task= fitted", "terms"),
      ]
    }
    let common = [Hint("?", "help"), Hint("Tab", "panel"), Hint("^Q", "quit")]
    switch state.focus {
    case .ask:
      return [
        Hint("Enter", state.promptMode == .importFile ? "import" : "ask"),
        Hint("Esc", state.isBusy ? "cancel" : "back"), Hint("Tab", "panel"), Hint("^Q", "quit"),
        Hint("Alt-Enter", "new line"), Hint("PgUp PgDn", "scroll path"),
      ]
    case .users:
      return [Hint("Enter", "open"), Hint("/", "filter"), Hint("a", "ask")] + common
        + [Hint("f", "fit"), Hint("s", "sort"), Hint("i", "import"), Hint("t", "theme")]
    case .person:
      let own =
        switch state.personTab {
        case .factors: [Hint("Enter", "items"), Hint("m", "more"), Hint("< >", "labels")]
        case .history: [Hint("Enter", "read")]
        case .tests: [Hint("Enter", "ask it")]
        case .asks: [Hint("Enter", "reopen"), Hint("d", "delete")]
        }
      return own + [Hint("a", "ask")] + common
        + [Hint("[ ]", "tabs"), Hint("f", "fit"), Hint("z", "zoom")]
    case .path:
      return [Hint("[ ]", "path sum query"), Hint("a", "ask")] + common + [Hint("z", "zoom")]
    case .examples:
      return [Hint("Enter", "read"), Hint("a", "ask")] + common + [Hint("z", "zoom")]
    }
  }
}
