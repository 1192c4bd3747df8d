internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// Performs what the cockpit wants done in the library, by the engine and by language models, and
/// tells the screen what came of it.
///
/// It lives on the main queue. Nothing here waits: the library and the engine work elsewhere and
/// their results come back as events.
@MainActor
final class EffectRunner {
  let session: Task<Session, any Error>
  /// What all language models may spend while the screen is open, and how they are asked.
  let use: ModelUse
  let clock: EngineClock
  private let history: Storage.PromptHistory
  private unowned let screen: any CockpitScreen

  /// Who was read before, and whoever stands beside them in the list.
  private var recent = RecentPeople()
  /// Ends the run under way.
  var cancelRun: (id: RunID, cancel: @Sendable () -> Void)?
  /// The text of the run under way that the state has not seen yet.
  var gathered = GatheredText()
  /// What changes the library by hand, one after the other.
  private let lane = SerialLane()
  /// The newest effect of each queue.
  private var newest: [EffectQueue: Task<Void, Never>] = [:]
  /// All that is under way, by a number.
  private var underWay: [Int: Task<Void, Never>] = [:]
  /// The import under way, or the one that ended last.
  private var bringingIn: Task<Void, Never>?
  private var begun = 0

  init(
    _ session: Task<Session, any Error>, use: ModelUse, history: Storage.PromptHistory,
    clock: EngineClock = .system, screen: any CockpitScreen
  ) {
    self.session = session
    self.use = use
    self.history = history
    self.clock = clock
    self.screen = screen
  }

  /// Begins an effect, or ends what it says is not wanted any more. Comes back at once.
  func perform(_ effect: CockpitEffect) {
    switch effect {
    case .terminal(let effect): screen.perform(effect)
    case .cancel: cancelRun?.cancel()
    case .stopChecks: for tab in CheckTab.allCases { newest[.page(tab)]?.cancel() }
    case .stopCheck: newest[.connection]?.cancel()
    case .stopImport:
      for queue in [EffectQueue.files, .intake] { newest[queue]?.cancel() }
      bringingIn?.cancel()
    case .stopModels: for queue in [EffectQueue.models, .connection] { newest[queue]?.cancel() }
    case .loadPerson(let id):
      // At once, in the frame of the key; what changed since comes with a second one.
      if let known = recent[id] { screen.handle(.person(known)) }
      begin(effect)
    default: begin(effect)
    }
  }

  private func begin(_ effect: CockpitEffect) {
    begun += 1
    let number = begun
    let work: @MainActor @Sendable () async -> Void = { [self] in
      await run(effect)
      underWay[number] = nil
    }
    guard !effect.changesLibraryByHand else {
      let task = lane.add(work)
      underWay[number] = task
      if case .bringIn = effect { bringingIn = task }
      return
    }
    let task = Task(operation: work)
    underWay[number] = task
    guard let queue = EffectQueue(of: effect) else { return }
    newest.updateValue(task, forKey: queue)?.cancel()
  }

  private func run(_ effect: CockpitEffect) async {
    do {
      try await work(on: effect, in: session.value)
    } catch is CancellationError {
      // Somebody no longer wants to know.
    } catch {
      tell(.failed("\(error)"))
    }
  }

  /// Waits until nothing is under way.
  func settled() async {
    while let task = underWay.values.first { await task.value }
  }

  /// Sees to it that somebody is read anew the next time.
  func forget(_ id: Library.UserID) { recent.forget(id) }

  /// Tells the screen what happened. Whoever has changed is read anew the next time.
  func tell(_ event: CockpitEvent) {
    switch event {
    case .fitted(_, let person, _), .edited(let person, _, _): recent.keep(person)
    case .asks(let user, _): recent.forget(user)
    case .answered(_, let record, _): recent.forget(record.user)
    default: break
    }
    screen.handle(event)
  }

  private func work(on effect: CockpitEffect, in session: Session) async throws {
    let library = session.library
    switch effect {
    case .loadUsers: tell(.users(try await library.summaries()))
    case .loadPerson(let id): try await read(id, in: session)
    case .fit(let person, let model, let scope):
      await fit(person, with: model, scope, in: session)
    case .ask(let query, let expected, let person, let model, let anew):
      await ask(query, expected: expected, of: person, through: use(of: model, anew), in: session)
    case .editModel(let edit, let id):
      _ = try await session.edit(edit, of: id)
      tell(.edited(try await session.person(id), edit.text, isNew: true))
    case .undoEdit(let id):
      let (entry, _) = try await session.undoEdit(of: id)
      tell(
        .edited(try await session.person(id), "Taken back: \(entry.change.text)", isNew: false))
    case .redoEdit(let id):
      let (entry, _) = try await session.redoEdit(of: id)
      tell(.edited(try await session.person(id), "Again: \(entry.change.text)", isNew: false))
    case .rebuild(let person, let model, let agreed):
      try await rebuild(person, through: model, agreed: agreed, in: session)
    case .whatIf(let wanted, let model, let agreed):
      await whatIf(wanted, through: model, agreed: agreed, in: session)
    case .check(let request): await check(request, in: session)
    case .readDiff(let id, let version):
      let new = try await library.model(for: id).version
      let changed = try await session.changed(from: version, to: new, of: id)
      let lines = DiffLines.of(changed.diff)
      tell(
        .read(
          title: "Version \(version) and version \(new)",
          lines: (lines.isEmpty ? ["They are the same."] : lines).map {
            Overlay.ReaderLine(text: $0)
          }))
    case .explain(let item):
      let lines =
        try await session.explanation(of: item)?.readerLines(of: item, glyphs: screen.state.glyphs)
        ?? [Overlay.ReaderLine(text: "The item is not there any more.", role: .warning)]
      tell(.read(title: "Test item \(item.index + 1) of \(item.name)", lines: lines))
    case .report(let wish, let path): try await report(wish, to: path, in: session)
    case .save(let text, let path, let what): try await save(text, to: path, what: what)
    case .estimate(let person, let model, let scope):
      await estimate(person, with: model, scope, in: session)
    case .listModels: await listModels(in: session)
    case .listEndpoint(let endpoint):
      tell(.models(.listed(endpoint, await offer(of: endpoint, in: session))))
    case .test(let model): await check(model, in: session)
    case .loadTrace(let scope):
      tell(.trace(try await library.trace(of: scope.user), of: scope))
    case .loadTraceDetail(let run):
      tell(.traceDetail(TraceDetail(of: run, await session.result(of: run))))
    case .rerun(let id, let stage): tell(.rerun(try await session.rerun(id, from: stage)))
    case .askAgain(let rerun, let model):
      await ask(
        rerun.query, expected: rerun.expected, of: rerun.person, through: use(of: model),
        reusing: rerun.earlier, in: session)
    case .reopen(let id): tell(.reopened(try await session.record(ofRun: id)))
    case .deleteAsk(let id, let user, let isAgain):
      let run = try await library.run(id).run
      try await library.deleteRun(id)
      tell(.asks(user, try await library.runs(for: user)))
      tell(.deleted(run, id: id, user: user, isAgain: isAgain))
    case .restoreAsk(let run, let old, let user):
      let id = try await library.saveRun(run, for: user)
      tell(.asks(user, try await library.runs(for: user)))
      tell(.restored(id: id, was: old))
    case .listFiles(let typed): try await listFiles(typed)
    case .openImport(let request): try await open(request)
    case .planImport(let request): try await plan(request)
    case .bringIn(let planning): try await bringIn(planning, in: library)
    case .remember(let text, let user): try await remember(text, of: user, in: library)
    case .terminal, .cancel, .stopCheck, .stopModels, .stopChecks, .stopImport: break
    }
  }

  /// Reads a person and shows them, unless nothing changed since they were read before; then reads
  /// those above and below in the list, to whom a key will most likely lead.
  private func read(_ id: Library.UserID, in session: Session) async throws {
    let person = try await session.person(id)
    try Task.checkCancellation()
    let known = recent[id]
    recent.keep(person)
    if person != known { tell(.person(person)) }
    for neighbour in screen.state.people.neighbours(of: id) where recent[neighbour] == nil {
      let person = try await session.person(neighbour)
      try Task.checkCancellation()
      recent.keep(person)
    }
  }

  private func remember(
    _ text: String, of user: Library.UserID, in library: Library
  ) async throws {
    let summary = try await library.summary(user)
    let entry = Storage.PromptHistory.Entry(user: summary.name, task: summary.task, text: text)
    try await library.remember(entry, in: history)
  }
}
