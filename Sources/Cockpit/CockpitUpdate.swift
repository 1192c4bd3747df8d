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
    case .person(let person): return read(person)
    case .asks(let user, let asks): personView.take(asks, of: user)
    case .deleted(let run, let id, let user, let isAgain):
      if !isAgain { journal.add(.deletion(run, id: id, user: user)) }
      say("Deleted. \(key(.undo)) brings it back.")
    case .restored(let id, let old):
      journal.renumber(old, to: id)
      say("Taken back: the ask is there again.")
    case .edited(let person, let text, let isNew):
      finish(.rebuild)
      return adopt(person, edited: text, isNew: isNew)
    case .model(let choice):
      models.choice = choice
      return estimateFit()
    case .estimated(let user, let model, let found): models.take(found, of: user, with: model)
    case .spent(let spent): models.spent = spent
    case .models(let news): models.picker?.take(news)
    case .importing(let news): return take(news)
    case .runStarted(let id): return runStarted(id)
    case .engine(let event): hear(event)
    case .fitRefused(let reason): refused(reason)
    case .fitted(let id, let person, let edits): return fitted(id, person, edits)
    case .answered(let id, let record, let asks): answered(id, record, asks)
    case .ended(let id, let ending): return ended(id, ending)
    case .reopened(let record): show(record)
    case .whatIf(let asked, let result, let failure):
      finish(.whatIf)
      adopt(result, failure: failure, of: asked)
    case .unagreed(let unagreed, let effect): offer(unagreed, effect)
    case .trace, .traceDetail, .rerun: break
    case .checked(let request, let news): adopt(news, of: request)
    case .read(let title, let lines):
      overlays.append(.reader(title: title, lines: lines, top: 0))
    case .theme(let name): theme = name
    case .themes(let names): adopt(themes: names)
    case .editedText(let text): if text != prompt.editor.text { prompt.editor.setText(text) }
    case .done(let text): say(text)
    case .failed(let text):
      personView.loading = nil
      status = Status(kind: .error, text: text)
    case .tick(let seconds):
      if isMoving { now = seconds }
      if isBusy { run?.tick(seconds) }
    }
    return []
  }

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
