internal import Actions

extension CockpitState {
  /// Does an action of `ActionArea.reading`.
  mutating func performInReading(_ action: Action, _ argument: String) -> [CockpitEffect]? {
    switch action {
    case .open: return openUnderCursor()
    case .search: return startSearch(argument)
    case .findNext: return find(1)
    case .findPrevious: return find(-1)
    case .copy: overlays.append(.copy(CopyMenu(self)))
    case .save: return save(to: argument)
    case .report: return report(to: argument)
    default: return move(as: action)
    }
    return []
  }

  private mutating func move(as action: Action) -> [CockpitEffect]? {
    guard let key = action.motion else { return nil }
    guard focus == .path else { return moveInList(.key(key)) }
    if action == .pageDown, turnPresentation(1) { return [] }
    if action == .pageUp, turnPresentation(-1) { return [] }
    if let step = scrollStep(action) { answer.scroll(by: step) }
    return []
  }

  /// How far an action scrolls a text, `nil` when it does not.
  func scrollStep(_ action: Action) -> Int? {
    let page = max(1, size.height - 6)
    return switch action {
    case .up: -1
    case .down: 1
    case .pageUp: -page
    case .pageDown: page
    case .halfUp: -page / 2
    case .halfDown: page / 2
    case .first: -1_000_000
    case .last: 1_000_000
    default: nil
    }
  }

  private mutating func openUnderCursor() -> [CockpitEffect] {
    switch focus {
    case .users: return enterPerson()
    case .person: return openInPerson()
    case .path: move(to: .ask)
    case .examples:
      if let index = answer.exampleList.selection, answer.exampleIDs.contains(index) {
        overlays.append(reader(ofExample: index))
      }
    case .ask: break
    }
    return []
  }
}
