internal import RPM
internal import Storage
internal import TerminalKit

/// The lines around the panels: what this is, what happened, what can be typed.
enum Chrome {
  static func drawHeader(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let bar = " \(frame.glyphs.vertical) "
    var forms = [" Rationale"]
    if let person = state.person {
      let task = person.user.task.name
      let count = "\(person.user.name), \(Count.of(person.user.history.count, "item"))"
      let model = modelState(of: person)
      let long = [
        " Rationale", task, person.stored?.model.identity.name ?? "built-in", "\(count), \(model)",
        "K=\(Engine.defaultK)",
      ]
      if state.layout.shape == .bare {
        // Without borders and tabs this is the only place that names the panel.
        let panel = seenPanel(of: state)
        forms = [" \(count)\(bar)\(panel)", " \(person.user.name)\(bar)\(panel)"]
      } else {
        forms = [
          long.joined(separator: bar), " \(count), \(model)\(bar)\(task)",
          " \(count)\(bar)\(task)", " \(count)",
        ]
      }
    }
    let text = forms.first { GraphemeWidth.width(of: $0) <= rect.width } ?? forms.last ?? ""
    frame.draw(text, at: rect.origin, role: .header, width: rect.width)
    if state.users == nil {
      frame.draw(
        "opening … ", at: rect.origin, role: .dim, width: rect.width, alignment: .right)
    }
  }

  /// Which model there is, and how much of the history it has not seen.
  private static func modelState(of person: OpenPerson) -> String {
    guard let stored = person.stored else { return "not fitted" }
    let newer = person.unfitted
    return newer > 0
      ? "model v\(stored.version), \(Count.of(newer, "newer item"))" : "model v\(stored.version)"
  }

  private static func seenPanel(of state: CockpitState) -> String {
    let panel = state.focus == .ask ? state.lastPanel : state.focus
    return "\(panel.rawValue) \(title(of: panel, in: state))"
  }

  /// What a panel shows now.
  private static func title(of panel: Panel, in state: CockpitState) -> String {
    switch panel {
    case .person: state.personTab.title
    case .path: state.pathTab.title
    case .users, .examples, .ask: panel.title
    }
  }

  /// The panels that share a place, the one seen in brackets.
  static func drawTabs(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let layout = state.layout
    var x = rect.x + 1
    for panel in Panel.allCases where panel != .ask {
      let name = title(of: panel, in: state)
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

  /// The keys that work now, the most useful first; those that do not fit are left out.
  static func drawHints(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    var x = rect.x + 1
    for hint in hints(of: state) {
      let width = GraphemeWidth.width(of: hint.key) + 1 + GraphemeWidth.width(of: hint.meaning) + 2
      guard x + width - 2 <= rect.maxX else { continue }
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
    if state.focus == .ask { return promptHints(of: state) }
    let ahead = state.isBusy ? [Hint("Esc", "cancel")] : state.isZoomed ? [Hint("z", "back")] : []
    let common = [Hint("a", "ask"), Hint("?", "help"), Hint("Tab", "panel"), Hint("^Q", "quit")]
    let zoom = state.isZoomed ? [] : [Hint("z", "zoom")]
    switch state.focus {
    case .ask: return ahead
    case .users:
      let user = state.selectedUser
      let opens = user?.model == nil && user?.interactions != 0 ? "fit" : "open"
      return ahead + [Hint("Enter", opens), Hint("/", "filter")] + common
        + [Hint("s", "sort"), Hint("i", "import"), Hint("f", "fit"), Hint("t", "theme")]
    case .person:
      return ahead + personHints(of: state) + common + [Hint("[ ]", "tabs")]
        + furtherHints(of: state) + [Hint("f", "fit")] + zoom
    case .path:
      return ahead + [Hint("[ ]", "path sum query"), Hint("j k", "scroll")] + common + zoom
    case .examples:
      return ahead + [Hint("Enter", "read")] + common + zoom
    }
  }

  private static func promptHints(of state: CockpitState) -> [Hint] {
    let isImport = state.promptMode == .importFile
    var hints =
      state.isBusy
      ? [Hint("Esc", "cancel")]
      : [Hint("Enter", isImport ? "import" : "ask"), Hint("Esc", "back")]
    if state.takesOptions { hints.append(Hint("Alt-Enter", "next option")) }
    if !state.isBusy, !state.prompt.isEmpty { hints.append(Hint("^C", "clear")) }
    hints += [Hint("Tab", "panel"), Hint("^Q", "quit")]
    if !isImport, !state.takesOptions { hints.append(Hint("Alt-Enter", "new line")) }
    return hints + [Hint("PgUp PgDn", "scroll path")]
  }

  private static func personHints(of state: CockpitState) -> [Hint] {
    switch state.personTab {
    case .factors: [Hint("Enter", state.person?.stored == nil ? "fit" : "items")]
    case .history: [Hint("Enter", "read")]
    case .tests: [Hint("Enter", "ask it")]
    case .asks: [Hint("Enter", "reopen"), Hint("d", "delete")]
    }
  }

  /// What only some tables of factors have.
  private static func furtherHints(of state: CockpitState) -> [Hint] {
    guard state.personTab == .factors, let table = state.factorTable else { return [] }
    let width = state.layout.interior(of: .person).width
    let hasLabels = FactorsPanel.hasFurtherLabels(table, width: width, offset: state.labelOffset)
    return (hasLabels ? [Hint("< >", "labels")] : [])
      + [Hint("m", state.showsAllFactors ? "fewer" : "more")]
  }
}
