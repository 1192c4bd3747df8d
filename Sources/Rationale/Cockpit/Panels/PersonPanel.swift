internal import TerminalKit

/// Panel 2: what is known of a person, in four tabs.
enum PersonPanel {
  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let layout = state.layout
    let inside = layout.hasBorders ? rect.interior : rect
    if layout.hasBorders {
      frame.box(
        rect, title: title(of: state, width: rect.width), trailing: trailing(of: state),
        bottom: bottom(of: state), bottomLeading: tabs(of: state, width: rect.width),
        focused: state.focus == .person, thumb: thumb(of: state))
    }
    guard state.person != nil else {
      let text =
        state.loading != nil || state.users == nil ? "reading …" : "Choose a person in panel 1."
      frame.draw(text, at: inside.origin, role: .dim, width: inside.width)
      return
    }
    switch state.personTab {
    case .factors: FactorsPanel.draw(state, in: inside, on: &frame)
    case .history: ItemsPanel.drawHistory(state, in: inside, on: &frame)
    case .tests: ItemsPanel.drawTests(state, in: inside, on: &frame)
    case .asks: ItemsPanel.drawAsks(state, in: inside, on: &frame)
    }
  }

  private static func title(of state: CockpitState, width: Int) -> String {
    guard let person = state.person else { return "2 Factors" }
    return "2 \(state.personTab.title) of \(person.user.name)"
  }

  private static func trailing(of state: CockpitState) -> String {
    guard state.personTab == .factors, let table = state.factorTable else { return "" }
    switch table.columns {
    case .labels: return "P(y|F) - base, full bar 50pp"
    case .stances: return "P(stance|F) - base, full bar 50pp"
    case .influence: return "coverage, influence, polarity"
    }
  }

  /// The other tabs, with the keys that lead there.
  private static func tabs(of state: CockpitState, width: Int) -> String {
    guard width >= 66 else { return "" }
    return "F factors  H history  T tests  A asks"
  }

  private static func bottom(of state: CockpitState) -> String {
    guard let person = state.person else { return "" }
    switch state.personTab {
    case .factors:
      guard let table = state.factorTable, let stored = person.stored else { return "" }
      let hidden = stored.model.factors.count - table.rows.count
      return hidden > 0
        ? "\(table.rows.count) factors, m \(hidden) more" : "\(table.rows.count) factors"
    case .history:
      let count = state.shownHistory.count
      return state.historyFactor == nil
        ? "\(count) items" : "\(count) of \(person.user.history.count)"
    case .tests: return "\(person.user.test.count) test items"
    case .asks: return "\(person.asks.count) asks"
    }
  }

  private static func thumb(of state: CockpitState) -> ScrollThumb {
    let height = state.layout.personRows(of: state.personTab)
    switch state.personTab {
    case .factors:
      return state.factorList.thumb(in: state.factorTable?.rows.map(\.id) ?? [], height: height)
    case .history: return state.historyList.thumb(in: state.shownHistory, height: height)
    case .tests:
      return state.testList.thumb(
        in: Array((state.person?.user.test ?? []).indices), height: height)
    case .asks:
      return state.askList.thumb(in: state.person?.asks.map(\.id) ?? [], height: height)
    }
  }
}
