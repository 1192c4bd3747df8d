internal import Actions
internal import TerminalKit

extension HelpSections {
  /// The lines of the help for what has the focus.
  static func items(for state: CockpitState) -> [FinderItem] {
    let panel = state.focus
    let own = sections.filter { $0.panels.contains(panel) }
    let others = sections.filter { !$0.panels.contains(panel) && !$0.panels.isEmpty }
    // What stands in the place of the panels is explained first.
    let sheet = state.sheets.shown?.helpSection ?? ""
    let first = sections.filter { $0.title == sheet }
    let everywhere = sections.filter { $0.panels.isEmpty && $0.title != sheet }
    return (first + own + everywhere + others).flatMap { section in
      section.actions.map { action -> FinderItem in
        // What has no key is typed.
        let keys = state.bindings.label(of: action)
        return FinderItem(
          section: section.title, keys: keys.isEmpty ? ":\(action.rawValue)" : keys,
          title: ActionTable.entry(of: action).help, name: action.rawValue, action: action)
      }
        + section.signs.map { sign, meaning in
          // The picture of a weak bar is another one in ASCII.
          let sign = sign == "░" && state.glyphs == .ascii ? ":" : sign
          return FinderItem(section: section.title, keys: sign, title: meaning, name: "")
        }
    }
  }
}
