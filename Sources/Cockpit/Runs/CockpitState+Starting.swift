internal import Storage
internal import Workbench

extension CockpitState {
  // MARK: Fitting

  /// Starts a fit of the open person.
  ///
  /// - Parameter words: the part of the history, such as `last 50`; empty for what the config says.
  mutating func startFit(of words: String = "") -> [CockpitEffect] {
    let scope = FitScope(words)
    guard words.isEmpty || scope != nil else {
      return complain(":fit takes \(FitScope.forms).")
    }
    if let loading = personView.loading {
      // Not refused: it begins as soon as the history is there.
      personView.awaitedFit = loading
      return complain(
        "\(people.selected?.name ?? "The person") is still being read; the fit follows.")
    }
    guard let person else { return [] }
    guard !isBusy else { return complainOfRun() }
    guard !person.user.history.isEmpty else { return complainOfEmptyHistory(of: person) }
    return models.choice == .builtIn
      ? fitNow(person, scope) : confirmFit(of: person, scope, then: nil)
  }

  /// Asks whether a fit is wanted that costs money.
  mutating func confirmFit(
    of person: OpenPerson, _ scope: FitScope? = nil, then pending: PromptState.PendingAsk?
  ) -> [CockpitEffect] {
    overlays.append(
      .fit(
        FitQuestion(
          user: person.id, name: name(of: person), model: models.choice, scope: scope, then: pending
        )
      ))
    return estimateFit(scope, evenFitted: true)
  }

  /// Does what was asked for, unless the screen is about somebody else by now.
  mutating func fitAsConfirmed(_ question: FitQuestion) -> [CockpitEffect] {
    guard let person, person.id == question.user, models.choice == question.model else {
      return complain("The person or the model is another one by now: \(key(.fit)) fits.")
    }
    guard !isBusy else { return complainOfRun() }
    prompt.pendingAsk = question.then
    return fitNow(person, question.scope)
  }

  /// Fits somebody.
  mutating func fitNow(_ person: OpenPerson, _ scope: FitScope? = nil) -> [CockpitEffect] {
    run = RunState(
      kind: .fit, user: person.id, name: name(of: person), model: models.choice,
      strip: .fit)
    answer.showsRun = true
    status = nil
    return [.fit(person, models.choice, scope)]
  }

  /// Wants to know what a fit of the open person takes, where that costs money and is not known.
  mutating func estimateFit(
    _ scope: FitScope? = nil, evenFitted: Bool = false
  ) -> [CockpitEffect] {
    guard let person, models.choice != .builtIn, !person.user.history.isEmpty,
      evenFitted || person.stored == nil
    else { return [] }
    guard models.wantsEstimation(of: person, scope) else { return [] }
    return [.estimate(person, models.choice, scope)]
  }

  // MARK: Asking

  /// Asks a query as somebody who is fitted.
  mutating func ask(
    _ query: String, expected: String?, of person: OpenPerson
  ) -> [CockpitEffect] {
    let anew = hasUnusableReplies(to: query, of: person.id)
    run = RunState(
      kind: .ask(query: query, expected: expected), user: person.id,
      name: name(of: person),
      model: models.choice, strip: .ask)
    status = nil
    answer.wait(for: models.choice)
    // Where the path cannot be seen, the eye goes to it; the keys stay where they are.
    if focus == .ask, layout.panels[.path] == nil { lastPanel = .path }
    return [.ask(query, expected: expected, person, models.choice, anew: anew)]
  }

  /// Whether the same was just asked in vain, since no reply could be used: replayed, those would
  /// fail once more.
  private func hasUnusableReplies(to query: String, of user: Library.UserID) -> Bool {
    guard let run, run.user == user, run.model == models.choice, case .failed = run.phase,
      case .ask(query, _) = run.kind
    else { return false }
    return run.calls.contains { $0.problem != nil }
  }

  // MARK: Other runs

  /// Does what was agreed to. What takes long is a run like any other: its stages are shown, and Esc
  /// cancels it.
  mutating func begin(_ effect: CockpitEffect) -> [CockpitEffect] {
    let (kind, strip): (RunState.Kind, StageStrip)
    switch effect {
    case .whatIf(_, let model, _) where model != .builtIn: (kind, strip) = (.whatIf, .whatIf)
    case .rebuild: (kind, strip) = (.rebuild, .rebuild)
    default: return [effect]
    }
    guard let person else { return [] }
    guard !isBusy else { return complainOfRun() }
    run = RunState(
      kind: kind, user: person.id, name: name(of: person), model: models.choice, strip: strip)
    status = nil
    return [effect]
  }

  /// Makes paths anew that no longer fit; what costs money is asked first.
  mutating func startRebuild() -> [CockpitEffect] {
    guard let person, let stored = person.stored else { return complain("There is no model yet.") }
    let maker = stored.model.identity
    guard maker.isSameModel(as: models.choice.identity) else { return complainOfModel(maker) }
    guard !isBusy else { return complainOfRun() }
    guard !stored.model.stalePaths.isEmpty else { return complain("No path is stale.") }
    let effect = CockpitEffect.rebuild(person, models.choice)
    return models.choice == .builtIn ? begin(effect) : [effect]
  }

  /// The first Esc asks the run to end; the strip says so at once. Further ones change nothing.
  mutating func cancelRun() -> [CockpitEffect] {
    guard run?.isActive == true, run?.phase != .cancelling else { return [] }
    run?.phase = .cancelling
    prompt.pendingAsk = nil
    return [.cancel]
  }
}
