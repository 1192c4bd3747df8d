internal import Actions
internal import TerminalKit
internal import Workbench

/// Panel 2: what is known of a person, in four tabs.
enum PersonPanel {
  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let (layout, view, focused) = (state.layout, state.personView, state.focus == .person)
    let inside = layout.hasBorders ? rect.interior : rect
    if layout.hasBorders {
      frame.box(
        rect, title: title(of: state, width: rect.width),
        trailing: trailing(of: state, width: rect.width),
        bottom: bottom(of: state, width: rect.width),
        bottomLeading: tabs(of: state, width: rect.width),
        focused: focused,
        thumb: view.thumb(rows: layout.personRows(of: view.tab)))
    }
    guard state.person != nil else {
      let text =
        state.personView.loading != nil || state.people.all == nil
        ? "reading …" : "Choose a person in panel 1."
      frame.draw(text, at: inside.origin, role: .dim, width: inside.width)
      return
    }
    switch view.tab {
    case .factors:
      guard let table = view.factorTable else {
        return UnfittedView.draw(state, in: inside, on: &frame)
      }
      FactorsPanel.draw(
        view, table: table, focused: focused, findingRows: layout.findingRows,
        detailRows: layout.detailRows, more: state.key(.allFactors), in: inside, on: &frame)
    case .history: ItemsPanel.drawHistory(view, focused: focused, in: inside, on: &frame)
    case .tests: ItemsPanel.drawTests(view, focused: focused, in: inside, on: &frame)
    case .asks:
      ItemsPanel.drawAsks(
        view, focused: focused, prompt: state.key(.ask), in: inside, on: &frame)
    }
  }

  private static func title(of state: CockpitState, width: Int) -> String {
    guard let person = state.person else { return "2 Factors" }
    return "2 \(state.personView.tab.title) of \(state.name(of: person))"
  }

  /// The longest legend that the title leaves room for; of a list under a factor, that factor.
  private static func trailing(of state: CockpitState, width: Int) -> String {
    let texts: [String]
    if state.personView.tab == .factors, let table = state.personView.factorTable {
      texts = FactorColumns.legends(table, width: width - 2, offset: state.personView.labelOffset)
    } else if let factor = state.personView.historyFactor, let model = state.person?.stored?.model {
      let name = model.factors[factor].name
      if let cell = state.personView.historyCell, let table = state.personView.factorTable {
        let condition = cell.condition(in: table)
        if !condition.isEmpty {
          texts = [
            "with \(name), \(condition)   Esc back", "\(name), \(condition)", condition,
          ]
          return fitting(texts, of: state, width: width)
        }
      }
      texts = ["with the factor \(name)   Esc all factors", "with \(name)", name]
    } else {
      return ""
    }
    return fitting(texts, of: state, width: width)
  }

  /// The longest text that the title leaves room for.
  private static func fitting(_ texts: [String], of state: CockpitState, width: Int) -> String {
    let title = GraphemeWidth.width(of: title(of: state, width: width)) + 4
    let room = width - 4 - title - 3
    return texts.first { GraphemeWidth.width(of: $0) <= room } ?? texts.last ?? ""
  }

  /// The other tabs, with the keys that lead there.
  private static func tabs(of state: CockpitState, width: Int) -> String {
    guard width >= 66 else { return "" }
    let tabs: [Action] = [.factorsTab, .historyTab, .testsTab, .asksTab]
    return tabs.map { "\(state.key($0)) \(ActionTable.entry(of: $0).hint)" }
      .joined(separator: "  ")
  }

  private static func bottom(of state: CockpitState, width: Int) -> String {
    guard let person = state.person else { return "" }
    switch state.personView.tab {
    case .factors:
      guard let table = state.personView.factorTable, let stored = person.stored else { return "" }
      let hidden = stored.model.factors.count - table.rows.count
      return hidden > 0
        ? "\(Count.of(table.rows.count, "factor")), \(state.key(.allFactors)) \(hidden) more"
        : Count.of(table.rows.count, "factor")
          + (state.personView.showsAllFactors ? ", \(state.key(.allFactors)) fewer" : "")
    case .history:
      let count = state.personView.shownHistory.count
      return state.personView.historyFactor == nil
        ? Count.of(count, "item") + memory(of: person, width: width)
        : "\(count) of \(person.stored?.history.count ?? 0) items"
    case .tests: return ItemsPanel.tally(of: person)
    case .asks: return Count.of(person.asks.count, "ask")
    }
  }

  /// How the paths of the memory stand, where there is room to say so.
  private static func memory(of person: OpenPerson, width: Int) -> String {
    guard width >= 66, let entries = person.stored?.model.memory.entries else { return "" }
    let excluded = entries.count { $0.exclusion != nil }
    let repaired = entries.count { $0.exclusion == nil && $0.audit.isRepaired == true }
    let ungrounded = entries.count { $0.exclusion == nil && $0.audit.isUngrounded }
    return ": \(entries.count - excluded - repaired) clean, \(repaired) repaired, "
      + "\(excluded) excluded" + (ungrounded > 0 ? ", \(ungrounded) not grounded" : "")
  }

}
