internal import Actions
internal import Presentation
internal import TerminalKit

extension CockpitState {
  /// Does an action of `ActionArea.prompt`.
  mutating func performInPrompt(_ action: Action, _ argument: String) -> [CockpitEffect]? {
    switch action {
    case .ask: return goToPrompt(asking: argument)
    case .submit: return submit()
    case .newLine: prompt.breakLine(takesOptions: takesOptions)
    case .recall:
      overlays.append(.recall(HistorySearch(prompt.editor.history, original: prompt.editor.text)))
    case .editor:
      move(to: .ask)
      return [.terminal(.edit(prompt.editor.text))]
    default: return nil
    }
    return []
  }

  private mutating func goToPrompt(asking text: String) -> [CockpitEffect] {
    move(to: .ask)
    guard !text.isEmpty else { return [] }
    prompt.ask(text)
    return startAsk()
  }

  /// Enter, in whichever text field has the focus.
  private mutating func submit() -> [CockpitEffect] {
    if search.isTyping { return finishSearch() }
    if people.isFiltering { return finishFilter() }
    return startAsk()
  }

  // MARK: Asking

  /// Asks what stands in the prompt, after a fit where one is needed.
  mutating func startAsk() -> [CockpitEffect] {
    guard let person else {
      return complain("Choose a person first: \(key(.usersPanel)) leads to the list.")
    }
    guard personView.loading == nil else { return complainOfReading() }
    if takesOptions, let complaint = completeOptions() { return complain(complaint) }
    let query = prompt.editor.text
    if let complaint = QueryCheck.complaint(query, answers: person.user.task.answers) {
      return complain(complaint)
    }
    guard !isBusy else { return complainOfRun() }
    if person.stored == nil, person.user.history.isEmpty {
      return complainOfEmptyHistory(of: person)
    }
    let expected = prompt.expected
    prompt.editor.history.add(query)
    let remember = CockpitEffect.remember(query, person.id)
    guard person.stored != nil else {
      let pending = PromptState.PendingAsk(query: query, expected: expected, user: person.id)
      guard models.choice == .builtIn else {
        return [remember] + confirmFit(of: person, then: pending)
      }
      prompt.pendingAsk = pending
      let effects = fitNow(person)
      status = Status(
        kind: .warning, text: "\(personName) is not fitted yet: fitting first, then asking.")
      return [remember] + effects
    }
    return [remember] + ask(query, expected: expected, of: person)
  }

  /// Starts the option that is missing and says so; `nil` when the question can be asked.
  private mutating func completeOptions() -> String? {
    guard let letter = prompt.completeOptions() else { return nil }
    move(to: .ask)
    return "This task needs options: type option \(letter)"
      + ", Alt-Enter starts one more, Enter asks."
  }
}
