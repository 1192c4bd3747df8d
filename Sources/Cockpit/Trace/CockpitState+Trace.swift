internal import Actions
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

extension CockpitState {
  /// Where the view of runs draws.
  var traceLayout: TraceLayout {
    TraceLayout(
      layout, focus: sheets.trace.focus, isZoomed: sheets.trace.isZoomed,
      isComparison: sheets.trace.isComparison)
  }

  /// Which runs are wanted.
  private var traceScope: TraceState.Scope {
    TraceState.Scope(user: sheets.trace.showsEverybody ? nil : person?.id)
  }

  // MARK: Doing

  /// Shows the view of runs, or the cockpit again.
  mutating func toggleTrace() -> [CockpitEffect] {
    guard !sheets.showsTrace else {
      sheets.shown = nil
      return []
    }
    if focus == .ask { move(to: lastPanel) }
    sheets.shown = .trace
    sheets.trace.focus = .runs
    return [.loadTrace(traceScope)]
  }

  /// Lists the runs of all users, or of the open one.
  mutating func toggleTraceScope() -> [CockpitEffect] {
    sheets.trace.showsEverybody.toggle()
    return [.loadTrace(traceScope)]
  }

  /// Folds what is the same away, or shows it again.
  mutating func toggleTraceDifferences() -> [CockpitEffect] {
    guard sheets.trace.isComparison else {
      return complain("Two runs are needed: a marks one as A, b another as B.")
    }
    sheets.trace.showsDifferences.toggle()
    // Where the comparison cannot be seen, the eye goes to it.
    if sheets.trace.showsDifferences, traceLayout.panes[.first] == nil,
      traceLayout.panes[.second] == nil
    {
      sheets.trace.focus = .first
    }
    return []
  }

  /// Opens the run under the cursor in the cockpit; a stage is told of in full.
  mutating func openInTrace() -> [CockpitEffect] {
    guard let run = sheets.trace.selectedRun else { return [] }
    if let stage = sheets.trace.selectedStage {
      let lines = TraceText.details(of: stage, in: run).map {
        Overlay.ReaderLine(text: $0.text, role: $0.role)
      }
      overlays.append(
        .reader(
          title: "\(stage.stage.verb) of \(TraceText.number(of: run))", lines: lines, top: 0))
      return []
    }
    if run.isFit, run.state != .finished {
      return complain("No model came of this fit. Its stages tell what it took.")
    }
    if run.isFit, person?.id == run.user, let version = run.modelVersion,
      person?.stored?.version != version
    {
      return complain("v\(version) is not the newest model: a and b compare it with another one.")
    }
    sheets.shown = nil
    guard person?.id == run.user, personView.loading == nil else {
      sheets.trace.opening = run
      personView.loading = run.user
      people.select(run.user, rows: layout.userRows)
      return [.loadPerson(run.user)]
    }
    return open(run)
  }

  /// Shows a run of the open person in the cockpit.
  private mutating func open(_ run: TracedRun) -> [CockpitEffect] {
    guard case .ask(let number) = run.id else {
      personView.showFactors()
      move(to: .person)
      return []
    }
    prompt.place(run.query, expected: run.expected)
    guard run.state == .finished else {
      move(to: .ask)
      return complain("This one has no answer. It is in the prompt: Enter asks again.")
    }
    move(to: .path)
    return [.reopen(number)]
  }

  /// Asks the run under the cursor again, from the stage under the cursor on.
  mutating func rerunInTrace() -> [CockpitEffect] {
    guard let run = sheets.trace.selectedRun else { return [] }
    guard case .ask(let number) = run.id else {
      return complain("A fit is run again in the cockpit: F3, then f.")
    }
    guard !isBusy else {
      return complain("Something runs for \(self.run?.name ?? "somebody"). Esc cancels it.")
    }
    let stage = sheets.trace.selectedStage?.stage ?? .extract
    let effect = CockpitEffect.rerun(number, from: stage)
    let model = models.choice
    guard model != .builtIn else { return [effect] }
    overlays.append(
      .confirm(
        question:
          "Ask #\(number) again from \(stage.verb) with \(model.name)? Kept replies cost nothing.",
        effect: effect))
    return []
  }

  /// Starts what was read of an earlier ask.
  private mutating func start(_ rerun: Rerun) -> [CockpitEffect] {
    guard !isBusy, rerun.person.stored != nil else { return [] }
    run = RunState(
      kind: .ask(query: rerun.query, expected: rerun.expected), user: rerun.person.id,
      name: name(of: rerun.person), model: models.choice, strip: .ask)
    answer.showsRun = true
    status = nil
    if person?.id == rerun.person.id { answer.record = nil }
    answer.top = 0
    sheets.trace.rerunOf = .ask(rerun.run)
    return [.askAgain(rerun, models.choice)]
  }

  /// Esc and `q`: one step back within the view, then out of it.
  private mutating func leaveTrace() -> [CockpitEffect] {
    if !sheets.trace.stepBack() { sheets.shown = nil }
    return []
  }

  // MARK: Actions

  /// Does an action on the view; `nil` for those that are there what they are elsewhere.
  mutating func performInTrace(_ action: Action) -> [CockpitEffect]? {
    switch action {
    case .escape: return isBusy ? cancelRun() : leaveTrace()
    case .back: return leaveTrace()
    case .differences, .examplesPanel: return toggleTraceDifferences()
    case .allRuns: return toggleTraceScope()
    case .rerun: return rerunInTrace()
    case .open where sheets.trace.focus == .runs: return openInTrace()
    default: return sheets.trace.perform(action, in: traceLayout) ? [] : nil
    }
  }

  /// A click goes to a pane or chooses a run, a second one on the same row opens it.
  mutating func clickInTrace(at point: Point) -> [CockpitEffect] {
    guard let pane = traceLayout.panes.first(where: { $0.value.contains(point) })?.key
    else { return [] }
    sheets.trace.focus = pane
    guard pane == .runs, let inside = traceLayout.interior(of: .runs) else { return [] }
    let rows = traceLayout.treeRows
    let visible = sheets.trace.list.visible(in: sheets.trace.items, height: rows)
    let index = visible.lowerBound + point.y - inside.y - 1
    guard inside.contains(point), visible.contains(index) else { return [] }
    let item = sheets.trace.items[index]
    guard sheets.trace.list.selection != item else { return openInTrace() }
    sheets.trace.list.select(item, in: sheets.trace.items, height: rows)
    return []
  }

  // MARK: News

  /// What follows from an event for the view of runs.
  mutating func follow(_ event: CockpitEvent) -> [CockpitEffect] {
    var effects: [CockpitEffect] = []
    switch event {
    case .trace(let runs, let scope):
      if sheets.showsTrace, scope == traceScope {
        let shown = runs.map { run in
          var run = run
          run.userName = presentation.name(of: run.user, run.userName)
          return run
        }
        sheets.trace.take(shown, of: scope)
      }
    case .traceDetail(let detail): sheets.trace.take(detail)
    case .rerun(let rerun): effects += start(rerun)
    case .answered(_, let record, _):
      if let origin = sheets.trace.rerunOf, let number = record.run {
        // The old one and the new one beside each other.
        sheets.trace.mark(origin, .ask(number))
        sheets.trace.rerunOf = nil
      }
      if sheets.showsTrace { effects.append(.loadTrace(traceScope)) }
    case .asks, .fitted:
      if sheets.showsTrace { effects.append(.loadTrace(traceScope)) }
    case .ended: sheets.trace.rerunOf = nil
    case .person(let person):
      guard let run = sheets.trace.opening, run.user == person.id else { break }
      sheets.trace.opening = nil
      effects += open(run)
    default: break
    }
    return effects
  }

  /// Fits the view to what there is, and wants to know what is missing.
  mutating func settleTrace() -> [CockpitEffect] {
    guard sheets.showsTrace else { return [] }
    let layout = traceLayout
    let form = layout.form(
      showsDifferences: sheets.trace.showsDifferences && sheets.trace.isComparison)
    // Taken out while it changes, so that its lines are not copied.
    sheets.trace.settle(
      rows: layout.treeRows, form: form, pageRows: layout.pageRows, glyphs: glyphs)
    let isSeen = layout.panes[.first] != nil || layout.panes[.second] != nil
    guard isSeen || sheets.trace.isComparison else { return [] }
    return sheets.trace.missing.map { run in
      sheets.trace.await(run)
      return .loadTraceDetail(run)
    }
  }
}
