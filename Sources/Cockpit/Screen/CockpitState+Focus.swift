internal import Actions

extension CockpitState {
  /// Does an action of `ActionArea.focus`.
  mutating func performOnFocus(_ action: Action) -> [CockpitEffect]? {
    switch action {
    case .escape: return escape()
    case .back: return back()
    case .interrupt: return interrupt()
    case .usersPanel: move(to: .users)
    case .personPanel: move(to: .person)
    case .pathPanel: move(to: .path)
    case .examplesPanel: move(to: .examples)
    case .nextPanel: move(to: focus.neighbour(1))
    case .previousPanel: move(to: focus.neighbour(-1))
    case .nextTab: return turnTab(1)
    case .previousTab: return turnTab(-1)
    case .zoom: isZoomed.toggle()
    case .factorsTab: show(.factors)
    case .historyTab: show(.history)
    case .testsTab: show(.tests)
    case .asksTab: show(.asks)
    case .pathTab: show(.path)
    case .sumTab: show(.sum)
    case .queryTab: show(.query)
    case .promptTab: show(.prompt)
    case .rawTab: show(.raw)
    default: return nil
    }
    return []
  }

  /// Gives the focus to a panel.
  mutating func move(to panel: Panel) {
    if focus != .ask { lastPanel = focus }
    focus = panel
    people.isFiltering = false
    search.isTyping = false
    guard panel != .ask else { return }
    lastPanel = panel
    // What leads to a panel leads away from a sheet that stands in its place.
    sheets.shown = nil
  }

  // MARK: Tabs

  private mutating func turnTab(_ step: Int) -> [CockpitEffect] {
    switch focus {
    case .users: return enterPerson()
    case .person:
      personView.turnTab(step)
    case .path:
      let tabs = pathTabs
      let index = tabs.firstIndex(of: answer.tab) ?? 0
      answer.turn(to: tabs[(index + step + tabs.count) % tabs.count])
    case .examples, .ask: break
    }
    return []
  }

  private mutating func show(_ tab: PersonTab) {
    personView.show(tab)
    move(to: .person)
  }

  private mutating func show(_ tab: PathTab) {
    if answer.tab != tab { answer.turn(to: tab) }
    move(to: .path)
  }

  // MARK: Back

  /// Whether `^C` empties a text field, as in a shell.
  private var clearsText: Bool {
    if isBusy { return false }
    return people.isFiltering ? !people.filter.isEmpty : focus == .ask && !prompt.editor.isEmpty
  }

  /// `^C` clears a text field or ends what runs; with nothing of either it quits, as a second one
  /// does.
  mutating func interrupt() -> [CockpitEffect] {
    if search.isTyping { return escape() }
    if clearsText {
      if people.isFiltering { return escape() }
      prompt.editor.setText("")
      return []
    }
    return isBusy && run?.phase != .cancelling ? cancelRun() : [.terminal(.quit)]
  }

  /// Esc, in layers: the text field, the run, the filter, what narrows the view, back to the users.
  mutating func escape() -> [CockpitEffect] {
    if search.isTyping { return cancelSearch() }
    if people.isFiltering {
      // First the text, then the field.
      if people.filter.isEmpty { return finishFilter() }
      people.filter.setText("")
      refilter()
      return openSelected()
    }
    if isBusy { return cancelRun() }
    if focus == .ask {
      focus = lastPanel
      return []
    }
    if search.isShown {
      search = SearchState()
      return []
    }
    if !people.filter.isEmpty, focus == .users {
      setFilter("")
      return []
    }
    _ = stepBack()
    return []
  }

  /// `q`: one step back, and out at the top.
  mutating func back() -> [CockpitEffect] {
    stepBack() ? [] : quit()
  }

  /// One step back, if there is one.
  private mutating func stepBack() -> Bool {
    if isZoomed {
      isZoomed = false
    } else if focus == .person, personView.stepBack() {
      return true
    } else if focus != .users {
      move(to: .users)
    } else {
      return false
    }
    return true
  }
}
