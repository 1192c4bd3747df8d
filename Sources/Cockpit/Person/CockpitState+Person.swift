internal import Actions
internal import Workbench

extension CockpitState {
  /// Does an action of `ActionArea.person`.
  mutating func performInPerson(_ action: Action, _ argument: String) -> [CockpitEffect]? {
    switch action {
    case .fit: return startFit(of: argument)
    case .allFactors: personView.toggleAllFactors()
    case .previousLabels: personView.turnLabels(-1)
    case .nextLabels: personView.turnLabels(1)
    case .delete: return deleteAsk()
    case .renameFactor, .describeFactor, .mergeFactor, .splitFactor, .dropFactor, .moveFeature,
      .exclude, .pin:
      return edit(action, argument)
    case .rebuild: return startRebuild()
    default: return nil
    }
    return []
  }

  /// Takes in somebody who was read, and fits them where that was wanted.
  mutating func read(_ person: OpenPerson) -> [CockpitEffect] {
    adopt(person)
    guard personView.loading == nil else { return estimateFit() }
    defer { personView.awaitedFit = nil }
    return personView.awaitedFit == person.id ? startFit() : estimateFit()
  }

  /// Shows somebody who was read; what belongs to another one leaves the screen.
  mutating func adopt(_ person: OpenPerson) {
    guard personView.take(person) else { return }
    if status?.kind == .error { status = nil }
    answer.leavePerson()
    prompt.leavePerson()
  }

  // MARK: Under the cursor

  /// Opens what is under the cursor of the tab.
  mutating func openInPerson() -> [CockpitEffect] {
    switch personView.tab {
    case .factors: return openFactor()
    case .history:
      if let index = personView.historyList.selection, personView.shownHistory.contains(index) {
        overlays.append(reader(ofItem: index))
      }
      return []
    case .tests: return askTestItem()
    case .asks: return reopenAsk()
    }
  }

  private mutating func openFactor() -> [CockpitEffect] {
    guard let factor = personView.selectedFactor else {
      return person?.stored == nil ? startFit() : []
    }
    personView.showItems(of: factor.id)
    return []
  }

  private mutating func askTestItem() -> [CockpitEffect] {
    guard let index = personView.testList.selection, let person, personView.testIDs.contains(index)
    else { return [] }
    let item = person.user.test[index]
    prompt.place(item.query, expected: item.response)
    // Where the path cannot be seen beside the list, the eye goes to it.
    if layout.panels[.path] == nil { move(to: .path) }
    return startAsk()
  }

  private mutating func reopenAsk() -> [CockpitEffect] {
    guard let ask = personView.selectedAsk else { return [] }
    prompt.place(ask.query, expected: ask.expected)
    guard ask.state == .finished else {
      return complain(
        "This one has no answer. It is in the prompt: \(key(.ask)), then \(key(.submit)) asks again."
      )
    }
    move(to: .path)
    return [.reopen(ask.id)]
  }

  private mutating func deleteAsk() -> [CockpitEffect] {
    guard let ask = personView.selectedAsk, let person else { return [] }
    return [.deleteAsk(ask.id, of: person.id)]
  }
}
