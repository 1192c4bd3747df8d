internal import RPM
internal import Storage
internal import Workbench

extension CockpitState {
  /// The engine named the run that is wanted.
  mutating func runStarted(_ id: RunID) -> [CockpitEffect] {
    guard run?.id == nil, run?.isActive == true else { return [] }
    run?.id = id
    if run?.phase == .cancelling { return [.cancel] }
    run?.phase = .running
    return []
  }

  /// Late events of a run that was cancelled or replaced are dropped.
  mutating func hear(_ event: EngineEvent) {
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

  /// A fit was not begun.
  mutating func refused(_ reason: String) {
    if run?.kind == .fit { run?.phase = .failed(reason) }
    prompt.pendingAsk = nil
    status = Status(kind: .error, text: reason)
  }

  /// Something is not done before somebody agrees to what it takes.
  mutating func offer(_ unagreed: Unagreed, _ effect: CockpitEffect) {
    // What was agreed to may have come to take more meanwhile.
    if run?.isActive == true, run?.id == nil, run?.kind == .whatIf || run?.kind == .rebuild {
      run = nil
    }
    overlays.append(.confirm(question: "\(unagreed.text) Go on?", effect: effect))
  }

  /// A run that has no answer of its own brought what it was for.
  mutating func finish(_ kind: RunState.Kind) {
    if run?.kind == kind, run?.isActive == true { run?.phase = .finished }
  }

  /// A fit brought a model.
  mutating func fitted(
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

  /// An ask brought an answer.
  mutating func answered(_ id: RunID, _ record: AskRecord, _ asks: [RunSummary]) {
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

  /// A run ended without a result.
  mutating func ended(
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
}
