internal import Actions
internal import RPM
internal import Storage
internal import TerminalKit

extension CockpitState {
  /// Takes a key: what lies over the panels first, then the text field that has the focus, then
  /// the panel, then what works everywhere.
  mutating func press(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .resize(let size):
      self.size = size
      return []
    case .hangup: return [.terminal(.quit)]
    case .focusGained, .focusLost: return []
    default: break
    }
    if let effects = pressMouse(key) { return effects }
    let key = key.bindable
    let stroke = pending.map { $0.followed(by: key) } ?? Stroke(key)
    let waited = pending != nil
    pending = nil
    if !overlays.isEmpty { return pressInOverlay(key) }
    let chain = contexts
    switch bindings.meaning(of: stroke, in: chain) {
    case .action(let action): return perform(action)
    case .beginning:
      pending = stroke
      return []
    case .nothing:
      if waited { return complain("Nothing has the keys \(stroke.label).") }
      return type(key)
    }
  }

  /// What is listened to now, the most particular first.
  var contexts: [ActionContext] { place.chain }

  /// The most particular place that keys go to.
  private var place: ActionContext {
    if people.isFiltering || search.isTyping { return .filter }
    if let sheet = sheets.shown, focus != .ask { return sheet.context }
    return switch focus {
    case .users: .users
    case .person:
      switch personView.tab {
      case .factors: .factors
      case .history: .history
      case .tests: .tests
      case .asks: .asks
      }
    case .path: .path
    case .examples: .examples
    case .ask: .prompt
    }
  }

  // MARK: Text fields

  /// A key that is no action goes into the text field that has the focus.
  private mutating func type(_ key: Key) -> [CockpitEffect] {
    if search.isTyping { return typeInSearch(key) }
    if people.isFiltering { return typeInFilter(key) }
    if focus == .ask { prompt.type(key, takesOptions: takesOptions) }
    return []
  }

  private mutating func typeInFilter(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .tab: return finishFilter()
    case .up, .down, .pageUp, .pageDown:
      _ = people.list.handle(key, in: people.ids, height: layout.userRows)
      return openSelected()
    default:
      guard people.filter.handle(key) == .changed else { return [] }
    }
    refilter()
    return openSelected()
  }

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

  /// Asks first only while something runs.
  mutating func quit() -> [CockpitEffect] {
    guard isBusy || paysForChecks else { return [.terminal(.quit)] }
    let question = "Something is running. Quit and lose it?"
    guard overlays.last != .confirm(question: question, effect: .terminal(.quit)) else {
      return [.terminal(.quit)]
    }
    overlays.append(.confirm(question: question, effect: .terminal(.quit)))
    return []
  }

  // MARK: Back

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
      prompt.closeImport()
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

  mutating func move(to panel: Panel) {
    if focus != .ask { lastPanel = focus }
    focus = panel
    people.isFiltering = false
    search.isTyping = false
    guard panel != .ask else { return }
    lastPanel = panel
    // What leads to a panel leads away from a sheet that stands in its place.
    sheets.shown = nil
    prompt.closeImport()
  }
}
