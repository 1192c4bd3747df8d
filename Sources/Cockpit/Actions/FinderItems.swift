internal import Actions
internal import TerminalKit
internal import Workbench

extension FinderState {
  /// The help: what can be done in the focused panel first, then everywhere, then elsewhere, and
  /// what the signs mean.
  static func help(_ state: CockpitState) -> FinderState {
    FinderState(.help, items: HelpSections.items(for: state))
  }

  /// The palette: commands, people, themes.
  static func palette(_ state: CockpitState) -> FinderState {
    let commands = ActionTable.commands.filter { entry in
      if case .required = entry.argument { return false }
      return true
    }
    .map { entry in
      FinderItem(
        section: "", keys: state.bindings.label(of: entry.action), title: entry.help,
        name: entry.action.rawValue, action: entry.action)
    }
    let themes = state.themes.map {
      FinderItem(
        section: "", keys: "", title: "show the theme \($0)", name: "theme \($0)", action: .theme,
        argument: $0)
    }
    let orders = UserOrder.allCases.map {
      FinderItem(
        section: "", keys: "", title: "order the users by \($0.rawValue)",
        name: "sort \($0.rawValue)", action: .sort, argument: $0.rawValue, isOnlySearched: true)
    }
    let people = state.people.ordered.map {
      FinderItem(
        section: "", keys: "", title: "\($0.summary.name), \($0.summary.task)", name: "user",
        action: .user, argument: $0.summary.name, isOnlySearched: true)
    }
    return FinderState(.palette, items: commands + themes + orders + people)
  }
}
