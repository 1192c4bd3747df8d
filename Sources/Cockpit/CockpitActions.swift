internal import Actions

extension CockpitState {
  /// Does what a key, a command or a choice in the palette asks for.
  ///
  /// - Parameter argument: what stood behind the command; empty for keys.
  mutating func perform(_ action: Action, _ argument: String = "") -> [CockpitEffect] {
    if let effects = performOnSheet(action) { return effects }
    return performInPanels(action, argument) ?? []
  }

  /// Does an action where no sheet has a meaning of its own for it; `nil` where its area does not
  /// know it, which should not be.
  mutating func performInPanels(_ action: Action, _ argument: String) -> [CockpitEffect]? {
    switch ActionArea(of: action) {
    case .screen: performOnScreen(action, argument)
    case .focus: performOnFocus(action)
    case .sheets: performWithSheets(action, argument)
    case .reading: performInReading(action, argument)
    case .people: performInPeople(action, argument)
    case .person: performInPerson(action, argument)
    case .answer: performInAnswer(action, argument)
    case .prompt: performInPrompt(action, argument)
    }
  }

  /// Whether an action can be had where the eye is now; where not, how to get there.
  func obstacle(to action: Action) -> String? {
    let entry = ActionTable.entry(of: action)
    let chain = Set(panelContexts)
    guard entry.contexts.isDisjoint(with: chain.union([.panels])),
      !entry.contexts.contains(.prompt), action != .filter, action != .sort
    else { return nil }
    let places: [(ActionContext, Action)] = [
      (.factors, .factorsTab), (.asks, .asksTab), (.tests, .testsTab), (.history, .historyTab),
      (.users, .usersPanel), (.person, .personPanel), (.path, .pathPanel),
      (.examples, .examplesPanel),
    ]
    guard let place = places.first(where: { entry.contexts.contains($0.0) }) else { return nil }
    let way = bindings.hint(of: place.1) ?? ":\(place.1.rawValue)"
    return "\(action.rawValue) works in \(place.1.rawValue): \(way) leads there."
  }

  /// What is listened to in the panel that had the focus before the prompt.
  private var panelContexts: [ActionContext] {
    var state = self
    state.people.isFiltering = false
    state.search.isTyping = false
    if state.focus == .ask { state.focus = lastPanel }
    return state.contexts
  }
}
