internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

extension CockpitState {
  /// Takes an event and says what is to be done about it. Nothing else changes the state.
  mutating func handle(_ event: CockpitEvent) -> [CockpitEffect] {
    let effects = take(event) + follow(event)
    log.add(status)
    settleMatrix()
    settle()
    return effects + settleTrace() + settleChecks()
  }

  private mutating func take(_ event: CockpitEvent) -> [CockpitEffect] {
    switch event {
    case .key(let key):
      dismissStatus(for: key)
      return press(key)
    case .users(let users): return adopt(users)
    case .person(let person):
      adopt(person)
      defer { if personView.loading == nil { personView.awaitedFit = nil } }
      if personView.awaitedFit == person.id, personView.loading == nil { return startFit() }
      return estimateFit()
    case .model(let choice):
      models.choice = choice
      return estimateFit()
    case .estimated(let user, let model, let found):
      models.take(found, of: user, with: model)
    case .spent(let spent): models.spent = spent
    case .models(let news): models.picker?.take(news)
    case .runStarted(let id): return runStarted(id)
    case .engine(let event): hear(event)
    case .fitRefused(let reason):
      if run?.kind == .fit { run?.phase = .failed(reason) }
      prompt.pendingAsk = nil
      status = Status(kind: .error, text: reason)
    case .fitted(let id, let person, let edits): return fitted(id, person, edits)
    case .answered(let id, let record, let asks): answered(id, record, asks)
    case .ended(let id, let ending): return ended(id, ending)
    case .reopened(let record): show(record)
    case .asks(let user, let asks):
      personView.take(asks, of: user)
    case .trace, .traceDetail, .rerun: break
    case .checked(let request, let news): adopt(news, of: request)
    case .unagreed(let unagreed, let effect):
      // What was agreed to may have come to take more meanwhile.
      if run?.isActive == true, run?.id == nil, run?.kind == .whatIf || run?.kind == .rebuild {
        run = nil
      }
      overlays.append(.confirm(question: "\(unagreed.text) Go on?", effect: effect))
    case .read(let title, let lines):
      overlays.append(.reader(title: title, lines: lines, top: 0))
    case .whatIf(let asked, let result, let failure):
      if run?.kind == .whatIf, run?.isActive == true { run?.phase = .finished }
      adopt(result, failure: failure, of: asked)
    case .edited(let person, let text, let isNew):
      if run?.kind == .rebuild, run?.isActive == true { run?.phase = .finished }
      return adopt(person, edited: text, isNew: isNew)
    case .theme(let name): theme = name
    case .themes(let names): adopt(themes: names)
    case .editedText(let text): if text != prompt.editor.text { prompt.editor.setText(text) }
    case .deleted(let run, let id, let user, let isAgain):
      if !isAgain { journal.add(.deletion(run, id: id, user: user)) }
      let undo = bindings.hint(of: .undo) ?? ":undo"
      status = Status(kind: .done, text: "Deleted. \(undo) brings it back.")
    case .restored(let id, let old):
      journal.renumber(old, to: id)
      status = Status(kind: .done, text: "Taken back: the ask is there again.")
    case .done(let text): status = Status(kind: .done, text: text)
    case .failed(let text):
      personView.loading = nil
      status = Status(kind: .error, text: text)
    case .tick(let seconds):
      if isMoving { now = seconds }
      if isBusy { run?.tick(seconds) }
    }
    return []
  }

  /// Hands the names of the themes to whatever lies over the panels and wants them.
  private mutating func adopt(themes names: [String]) {
    themes = names
    switch overlays.last {
    case .themes(var picker):
      picker.take(names)
      overlays[overlays.count - 1] = .themes(picker)
    case .command(var line):
      line.refresh(self)
      overlays[overlays.count - 1] = .command(line)
    case .finder(var finder) where finder.purpose == .palette:
      finder.take(FinderState.palette(self).items)
      overlays[overlays.count - 1] = .finder(finder)
    default: break
    }
  }

  // MARK: Users

  private mutating func adopt(_ users: [UserSummary]) -> [CockpitEffect] {
    let isFirst = people.all == nil
    people.all = users
    reorder()
    guard isFirst, person == nil, let first = people.selected else { return [] }
    return open(first.id)
  }

  /// Sorts the users anew.
  mutating func reorder() {
    people.sort(as: presentation, rows: layout.userRows)
  }

  /// Filters the users anew.
  mutating func refilter() {
    people.narrow(rows: layout.userRows)
  }

  /// Reads the person under the cursor, unless they are open already.
  mutating func openSelected() -> [CockpitEffect] {
    guard let user = people.selected, user.id != person?.id || personView.loading != nil else {
      return []
    }
    return open(user.id)
  }

  private mutating func open(_ id: Library.UserID) -> [CockpitEffect] {
    personView.wait(for: id)
    return [.loadPerson(id)]
  }

  private mutating func adopt(_ person: OpenPerson) {
    guard personView.take(person) else { return }
    if status?.kind == .error { status = nil }
    answer.leavePerson()
    prompt.leavePerson()
  }

  // MARK: Runs

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
  private mutating func confirmFit(
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

  private mutating func fitNow(_ person: OpenPerson, _ scope: FitScope? = nil) -> [CockpitEffect] {
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

  private mutating func ask(
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

  /// The first Esc asks the run to end; the strip says so at once. Further ones change nothing.
  mutating func cancelRun() -> [CockpitEffect] {
    guard run?.isActive == true, run?.phase != .cancelling else { return [] }
    run?.phase = .cancelling
    prompt.pendingAsk = nil
    return [.cancel]
  }

  private mutating func runStarted(_ id: RunID) -> [CockpitEffect] {
    guard run?.id == nil, run?.isActive == true else { return [] }
    run?.id = id
    if run?.phase == .cancelling { return [.cancel] }
    run?.phase = .running
    return []
  }

  /// Late events of a run that was cancelled or replaced are dropped.
  private mutating func hear(_ event: EngineEvent) {
    guard run?.id == event.run, run?.phase == .running else { return }
    run?.take(event.kind)
    switch event.kind {
    case .exchange(let exchange) where !exchange.isReplayed:
      models.answered(run?.model)
    case .warning(let text):
      if status?.kind != .error { status = Status(kind: .warning, text: text) }
    default: break
    }
  }

  private mutating func fitted(
    _ id: RunID, _ person: OpenPerson, _ edits: [EditReplay.Outcome]
  ) -> [CockpitEffect] {
    // Stored is stored, also when Esc came a moment before.
    let wasWanted = run?.id == id && run?.phase == .running
    if run?.id == id { run?.phase = .finished }
    if self.person?.id == person.id {
      adopt(person)
      models.forgetEstimation()
    }
    let factors = person.stored?.model.factors.count ?? 0
    let version = person.stored.map { "version \($0.version), " } ?? ""
    let lost = edits.filter { !$0.isKept }
    let kept = edits.count - lost.count
    let again = edits.isEmpty ? "" : " \(Count.of(kept, "edit")) made again."
    let fitted = "Fitted \(name(of: person)): \(version)\(factors) factors."
    status = Status(kind: .done, text: fitted + again)
    if let first = lost.first {
      // Every one of them in the log; the first with its reason at the foot.
      for edit in lost {
        log.add(
          Status(kind: .warning, text: "Not made again: \(edit.edit.text). \(edit.problem ?? "")"))
      }
      status = Status(
        kind: .warning,
        text: "\(fitted)\(again) Not made again: \(first.edit.text)"
          + (lost.count > 1 ? ", and \(lost.count - 1) more (\(key(.log)))" : "")
          + ". \(first.problem ?? "")")
    }
    guard wasWanted, let pending = prompt.pendingAsk, pending.user == person.id,
      self.person?.id == person.id
    else {
      prompt.pendingAsk = nil
      return [.loadUsers]
    }
    prompt.pendingAsk = nil
    return [.loadUsers] + ask(pending.query, expected: pending.expected, of: person)
  }

  private mutating func answered(_ id: RunID, _ record: AskRecord, _ asks: [RunSummary]) {
    guard run?.id == id else { return }
    let wasWanted = run?.phase == .running
    personView.take(asks, of: record.user)
    guard wasWanted else {
      // Esc came too late for the engine, but it counts.
      run?.strip.apply(.cancelled)
      run?.phase = .cancelled
      status = Status(
        kind: .warning,
        text: "Cancelled. The answer had come by then; \(key(.asksTab)) has it among the asks.")
      return
    }
    run?.phase = .finished
    guard person?.id == record.user else { return }
    status = nil
    answer.finish(record)
    hasShown()
  }

  private mutating func ended(
    _ id: RunID, _ ending: CockpitEvent.Ending
  ) -> [CockpitEffect] {
    guard let run, run.id == id, run.isActive else { return [] }
    prompt.pendingAsk = nil
    answer.top = 0
    let kept = keptText(of: run).map { [$0] } ?? []
    switch ending {
    case .cancelled:
      self.run?.strip.apply(.cancelled)
      self.run?.phase = .cancelled
      status = Status(kind: .warning, text: (["Cancelled."] + kept).joined(separator: " "))
    case .failed(let reason, let reach):
      self.run?.strip.apply(.failed(reason))
      self.run?.phase = .failed(reason)
      status = Status(kind: .error, text: ([reason] + kept).joined(separator: " "))
      if let reach, reach != .item, run.model != .builtIn {
        models.failed(run.model, reach)
      }
    }
    guard run.kind == .fit else { return [] }
    // What is kept costs nothing any more.
    models.forgetEstimation()
    return estimateFit()
  }

  /// What a fit that did not end well leaves behind; `nil` where nobody paid for anything.
  func keptText(of run: RunState) -> String? {
    guard run.kind == .fit, run.phase != .finished, run.keptReplies > 0 else { return nil }
    let replies = run.keptReplies == 1 ? "1 reply is" : "\(run.keptReplies) replies are"
    return "\(replies) kept: \(key(.fit)) goes on from there."
  }

  private mutating func show(_ record: AskRecord) {
    answer.show(record)
    hasShown()
  }

  /// An answer was shown: a room sees its first part, and what its audit found is said aloud.
  private mutating func hasShown() {
    presentation.shown = 1
    if let loudest = answer.loudestFinding { status = Status(kind: .error, text: loudest) }
  }

  // MARK: Complaints

  /// A sentence has been read when the next key comes. An error stays until Esc, and what the
  /// audit found as long as its path is shown.
  private mutating func dismissStatus(for key: Key) {
    switch key {
    case .resize, .focusGained, .focusLost, .hangup: return
    default: break
    }
    guard let status else { return }
    let isRead = status.kind != .error || key == .escape
    if isRead { self.status = nil }
    if self.status == nil, let loudest = answer.loudestFinding {
      self.status = Status(kind: .error, text: loudest)
    }
  }

  /// Says what is missing on the status line.
  mutating func complain(_ text: String) -> [CockpitEffect] {
    status = Status(kind: .warning, text: text)
    return []
  }

  mutating func complainOfRun() -> [CockpitEffect] {
    let what =
      switch run?.kind {
      case .fit: "A fit"
      case .whatIf: "A what-if"
      case .rebuild: "A rebuild"
      case .ask, nil: "A question"
      }
    return complain("\(what) is under way for \(run?.name ?? "somebody"). Esc cancels it.")
  }

  private mutating func complainOfReading() -> [CockpitEffect] {
    complain("\(people.selected?.name ?? "The person") is still being read.")
  }

  private mutating func complainOfEmptyHistory(of person: OpenPerson) -> [CockpitEffect] {
    complain(
      "\(name(of: person)) has no history to learn from: \(key(.import)) imports past answers."
    )
  }

  // MARK: Settling

  /// Fits every list and scroll position to what there is and to the room it has.
  private mutating func settle() {
    prompt.lines = wantedPromptLines
    let layout = layout
    people.list.update(people.ids, height: layout.userRows)
    personView.settle(rows: layout.personRows(of: personView.tab))
    answer.exampleList.update(answer.exampleIDs, height: layout.exampleRows)
    let (width, rows) = layout.pathExtent
    // Taken out while it changes, so that its lines are not copied.
    var page = answer.page
    answer.page = PathPage()
    page.update(for: self, width: width)
    answer.page = page
    answer.settle(rows: rows)
  }
}
