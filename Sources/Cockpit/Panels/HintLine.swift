internal import Actions
internal import TerminalKit

/// The last line: the keys that work now, the most useful first; those that do not fit are left out.
///
/// Keys and words come from the action table, so that a key that was bound anew is shown.
enum HintLine {
  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    if state.search.isTyping {
      frame.draw("/", at: rect.origin, role: .key)
      frame.draw(
        state.search.needle,
        in: Rect(x: rect.x + 1, y: rect.y, width: max(1, rect.width - 1), height: 1),
        focused: true)
      return
    }
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
    if let pending = state.pending {
      return state.bindings.continuations(of: pending, in: state.contexts).map { stroke, action in
        Hint("\(pending.label) \(stroke.label)", ActionTable.entry(of: action).hint)
      }
    }
    if let overlay = state.overlays.last { return overlayHints(overlay, of: state) }
    let inText = state.people.isFiltering || state.focus == .ask
    // An action that has no key has no hint.
    func hints(_ actions: [(Action, String?)]) -> [Hint] {
      actions.compactMap { action, word in
        state.bindings.hint(of: action, inText: inText).map {
          Hint($0, word ?? ActionTable.entry(of: action).hint)
        }
      }
    }
    if let sheet = state.sheets.shown, state.focus != .ask {
      switch sheet {
      case .trace: return hints(TraceView.hints(of: state))
      case .matrix: return hints(MatrixView.hints)
      case .checks: return hints(ChecksView.hints(of: state.sheets.checks))
      }
    }
    if state.people.isFiltering {
      return hints([(.submit, "done"), (.escape, "clear")])
        + [Hint("Up Down", "move"), Hint("n>=30 task= fitted", "terms")]
    }
    if state.focus == .ask { return hints(promptActions(of: state)) }
    let ahead: [(Action, String?)] =
      state.isBusy ? [(.escape, "cancel")] : state.isZoomed ? [(.zoom, "back")] : []
    let common: [(Action, String?)] = [
      (.ask, nil), (.help, nil), (.nextPanel, nil), (.command, nil), (.quit, nil),
    ]
    let zoom: [(Action, String?)] = state.isZoomed ? [] : [(.zoom, nil)]
    return switch state.focus {
    case .ask: []
    case .users:
      hints(
        ahead + (state.people.selected == nil ? [] : [(.open, opening(of: state))]) + [
          (.filter, nil)
        ]
          + common
          + [
            (.sort, nil), (.palette, nil), (.import, nil), (.fit, nil), (.models, nil),
            (.theme, nil), (.copy, nil),
          ])
    case .person:
      hints(
        ahead + personActions(of: state) + common + [(.nextTab, "tabs")]
          + furtherActions(of: state)
          + (state.person?.stored == nil ? [] : [(.checks, nil)])
          + [(.search, nil), (.fit, nil), (.models, nil), (.copy, nil)] + zoom)
    case .path:
      hints(
        ahead + (state.presentation.isOn ? [(.pageDown, "next step")] : [])
          + [(.nextTab, "tabs"), (.search, nil)]
          + (state.answer.record == nil ? [] : [(.whatIf, nil)])
          + common
          + [(.promptTab, nil), (.rawTab, nil), (.models, nil), (.copy, nil)] + zoom)
    case .examples:
      hints(
        ahead + [(.open, "read")] + (state.answer.record == nil ? [] : [(.mask, nil)]) + common
          + [(.copy, nil)] + zoom)
    }
  }

  private static func overlayHints(_ overlay: Overlay, of state: CockpitState) -> [Hint] {
    switch overlay {
    case .confirm: [Hint("y", "yes"), Hint("n", "no")]
    case .fit: [Hint("Enter", "fit"), Hint("Esc", "no"), Hint("o", "other model")]
    case .models:
      [
        Hint("Enter", "use"), Hint("^T", "test"), Hint("Esc", "close"), Hint("Up Down", "move"),
        Hint("^R", "list again"),
      ]
    case .importing: ImportSheetView.hints(of: state.importing).map { Hint($0.0, $0.1) }
    case .finder: [Hint("Enter", "run"), Hint("Esc", "close"), Hint("Up Down", "move")]
    case .command: []
    case .recall: [Hint("^R", "older"), Hint("Enter", "take"), Hint("Esc", "back")]
    case .themes: [Hint("Enter", "keep"), Hint("Esc", "back"), Hint("j k", "move")]
    case .copy: [Hint("Enter", "copy"), Hint("Esc", "close"), Hint("j k", "move")]
    case .reader:
      [Hint("Esc", "close"), Hint("j k", "scroll"), Hint("/", "search"), Hint("y", "copy")]
    }
  }

  private static func opening(of state: CockpitState) -> String {
    let user = state.people.selected
    return user?.model == nil && user?.interactions != 0 ? "fit" : "open"
  }

  private static func promptActions(of state: CockpitState) -> [(Action, String?)] {
    var actions: [(Action, String?)] =
      state.isBusy
      ? [(.escape, "cancel")] : [(.submit, nil), (.escape, nil)]
    if state.takesOptions { actions.append((.newLine, "next option")) }
    if !state.isBusy, !state.prompt.editor.isEmpty { actions.append((.interrupt, "clear")) }
    actions += [(.nextPanel, nil), (.quit, nil)]
    if !state.takesOptions { actions.append((.newLine, nil)) }
    return actions + [(.help, nil), (.editor, nil), (.models, nil), (.scrollDown, "scroll path")]
  }

  private static func personActions(of state: CockpitState) -> [(Action, String?)] {
    switch state.personView.tab {
    case .factors: [(.open, state.person?.stored == nil ? "fit" : "items")]
    case .history: [(.open, "read")]
    case .tests: [(.open, "ask it")]
    case .asks: [(.open, "reopen"), (.delete, nil)]
    }
  }

  /// What only some tables of factors have.
  private static func furtherActions(of state: CockpitState) -> [(Action, String?)] {
    guard state.personView.tab == .factors, let table = state.personView.factorTable else {
      return []
    }
    let width = state.layout.interior(of: .person).width
    let hasLabels = FactorColumns.hasFurtherLabels(
      table, width: width, offset: state.personView.labelOffset)
    return (hasLabels ? [(.nextLabels, nil)] : [])
      + [(.allFactors, state.personView.showsAllFactors ? "fewer" : "more")]
  }
}
