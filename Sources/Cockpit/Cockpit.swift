internal import Dispatch
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// The shell around the cockpit's state: hands it events and performs the effects it wants.
///
/// It lives on the main queue. Nothing here waits: the library and the engine work elsewhere and
/// their results come back as events.
@MainActor
package final class Cockpit {
  private let loop: EventLoop
  private let session: Task<Session, any Error>
  private let history: Storage.PromptHistory
  private let stateFolder: String
  /// What all language models may spend while the screen is open, and how they are asked.
  let use: ModelUse
  private var state: CockpitState
  private let themes: ThemeShelf
  private var theme: ThemeShelf.Pick
  /// What tells that the theme's file was written, and where it looks.
  private var watch: (folder: String, watch: FolderWatch)?

  /// The newest read of a person; an older one is not wanted any more.
  private var reading: Task<Void, Never>?
  /// Who was read before, and whoever stands beside them in the list.
  private var recent = RecentPeople()
  /// Ends the run under way.
  private var cancelRun: (id: RunID, cancel: @Sendable () -> Void)?
  /// The text of the run under way that the state has not seen yet.
  private var gathered = GatheredText()
  /// What lists models, and what checks one.
  private var listing: Task<Void, Never>?
  private var checking: Task<Void, Never>?
  /// What changes the library by hand, one after the other.
  private let lane = SerialLane()
  /// The tests of a person's model that are under way.
  private var tests: [CheckTab: Task<Void, Never>] = [:]

  /// Opens the screen and hands the main thread to it. Comes back only when it cannot be opened.
  ///
  /// - Parameter complain: says what is wrong with a library that cannot be used, and gives the
  ///   exit code for it.
  package static func run(
    _ options: CockpitOptions, complain: @escaping @MainActor (any Error) -> Int32
  ) throws -> Never {
    let resources = Resources()
    var terminalOptions = Terminal.Options()
    let themes = ThemeShelf(files: resources.themes)
    let theme =
      try options.theme.map { try themes.pick($0) } ?? ThemeShelf.Pick(theme: .dark, file: nil)
    terminalOptions.theme = theme.theme
    terminalOptions.color = options.color
    if options.isASCII { terminalOptions.glyphs = .ascii }
    if let path = options.debugFrames { terminalOptions.debugFrames = path }
    let cockpit = Cockpit(
      terminal: try Terminal.open(terminalOptions), themes: themes, theme: theme,
      options: options, resources: resources)
    cockpit.start(complain)
  }

  private init(
    terminal: Terminal, themes: ThemeShelf, theme: ThemeShelf.Pick, options: CockpitOptions,
    resources: Resources
  ) {
    loop = EventLoop(terminal: terminal)
    state = CockpitState(size: terminal.size, glyphs: terminal.glyphs, theme: theme.theme.name)
    state.model = options.use.choice
    state.bindings = options.bindings
    if options.isPresenting { state.present(true) }
    state.takesMouse = options.takesMouse
    if let problem = options.keyProblems.first {
      let further = options.keyProblems.count - 1
      let more = further > 0 ? " And \(further) more: rationale keys lists them." : ""
      state.status = CockpitState.Status(kind: .error, text: "\(problem)\(more)")
    }
    terminal.setMouse(options.takesMouse)
    use = options.use
    history = Storage.PromptHistory(path: options.location.promptHistory)
    stateFolder = options.location.stateFolder
    self.themes = themes
    self.theme = theme
    session = Task.detached {
      try await Session.open(
        options.location, loadsSamples: true, resources: resources, models: options.models)
    }
  }

  private func start(_ complain: @escaping @MainActor (any Error) -> Int32) -> Never {
    watchTheme()
    loop.onKey = { [self] key in handle(.key(key)) }
    loop.onPaint = { [self] frame in frame = state.render() }
    loop.onTick = { [self] in handle(.tick(EngineClock.system.seconds())) }
    Task {
      do {
        _ = try await session.value
      } catch {
        // What is written now is held until the screen is given back.
        loop.stop(code: complain(error))
      }
      await perform(.loadUsers)
      await tellSpending()
      let lines = await Task.detached { [history] in history.entries().map(\.text) }.value
      state.prompt.history = TerminalKit.PromptHistory(lines)
    }
    loop.run()
  }

  /// Hands an event to the state, starts what it wants and has the screen painted.
  func handle(_ event: CockpitEvent) {
    switch event {
    case .fitted(_, let person, _), .edited(let person, _, _): recent.keep(person)
    case .asks(let user, _): recent.forget(user)
    case .answered(_, let record, _): recent.forget(record.user)
    default: break
    }
    for effect in state.handle(event) {
      switch effect {
      case .quit: loop.stop(code: 0)
      case .suspend: loop.suspend()
      case .redraw: loop.terminal.redraw()
      case .cancel: cancelRun?.cancel()
      case .theme(let name): show(name)
      case .listThemes: handle(.themes(themes.names))
      case .edit(let text): edit(text)
      case .copy(let text, let what): copy(text, what: what)
      case .mouse(let isOn): loop.terminal.setMouse(isOn)
      case .loadPerson(let id):
        reading?.cancel()
        // At once, in the frame of the key; what changed since comes with a second one.
        if let known = recent[id] { handle(.person(known)) }
        reading = Task { await perform(effect) }
      case .listModels:
        listing?.cancel()
        listing = Task { await perform(effect) }
      case .test:
        checking?.cancel()
        checking = Task { await perform(effect) }
      case .check(let request):
        tests[request.tab]?.cancel()
        tests[request.tab] = Task { await perform(effect) }
      case .stopChecks: for test in tests.values { test.cancel() }
      case .stopCheck: checking?.cancel()
      case .stopModels:
        listing?.cancel()
        checking?.cancel()
      case .editModel, .undoEdit, .redoEdit, .deleteAsk, .restoreAsk, .importFile, .remember:
        lane.add { await self.perform(effect) }
      default: Task { await perform(effect) }
      }
    }
    loop.animate(every: state.isMoving ? .milliseconds(125) : nil)
    loop.terminal.setPaste(state.focus == .ask || state.isFiltering)
    loop.setNeedsPaint()
  }

  // MARK: Effects

  private func perform(_ effect: CockpitEffect) async {
    do {
      try await work(on: effect, in: session.value)
    } catch is CancellationError {
      // Somebody no longer wants to know.
    } catch {
      handle(.failed("\(error)"))
    }
  }

  private func work(on effect: CockpitEffect, in session: Session) async throws {
    let library = session.library
    switch effect {
    case .loadUsers: handle(.users(try await library.summaries()))
    case .loadPerson(let id): try await read(id, in: session)
    case .fit(let person, let model, let scope):
      await fit(person, with: model, scope, in: session)
    case .ask(let query, let expected, let person, let model, let anew):
      await ask(query, expected: expected, of: person, through: use(of: model, anew), in: session)
    case .editModel(let edit, let id):
      _ = try await session.edit(edit, of: id)
      handle(.edited(try await session.person(id), edit.text, isNew: true))
    case .undoEdit(let id):
      let (entry, _) = try await session.undoEdit(of: id)
      handle(
        .edited(try await session.person(id), "Taken back: \(entry.change.text)", isNew: false))
    case .redoEdit(let id):
      let (entry, _) = try await session.redoEdit(of: id)
      handle(.edited(try await session.person(id), "Again: \(entry.change.text)", isNew: false))
    case .rebuild(let person, let model, let isAgreed):
      try await rebuild(person, through: model, isAgreed: isAgreed, in: session)
    case .whatIf(let wanted, let model, let isAgreed):
      await whatIf(wanted, through: model, isAgreed: isAgreed, in: session)
    case .check(let request): await check(request, in: session)
    case .readDiff(let id, let version):
      let new = try await library.model(for: id).version
      let changed = try await session.changed(from: version, to: new, of: id)
      let lines = DiffLines.of(changed.diff)
      handle(
        .read(
          title: "Version \(version) and version \(new)",
          lines: (lines.isEmpty ? ["They are the same."] : lines).map {
            Overlay.ReaderLine(text: $0)
          }))
    case .explain(let item):
      let lines = try await session.explanation(of: item, glyphs: state.glyphs)
      handle(.read(title: "Test item \(item.index + 1) of \(item.name)", lines: lines))
    case .report(let wish, let path): try await report(wish, to: path, in: session)
    case .save(let text, let path, let what): try await save(text, to: path, what: what)
    case .estimate(let person, let model, let scope):
      await estimate(person, with: model, scope, in: session)
    case .listModels: await listModels(in: session)
    case .listEndpoint(let endpoint):
      handle(.models(.listed(endpoint, await offer(of: endpoint, in: session))))
    case .test(let model): await check(model, in: session)
    case .loadTrace(let scope):
      handle(.trace(try await library.trace(of: scope.user), of: scope))
    case .loadTraceDetail(let run): handle(.traceDetail(await session.detail(of: run)))
    case .rerun(let id, let stage): handle(.rerun(try await session.rerun(id, from: stage)))
    case .askAgain(let rerun, let model):
      await ask(
        rerun.query, expected: rerun.expected, of: rerun.person, through: use(of: model),
        reusing: rerun.earlier, in: session)
    case .reopen(let id): handle(.reopened(try await session.record(ofRun: id)))
    case .deleteAsk(let id, let user, let isAgain):
      let run = try await library.run(id).run
      try await library.deleteRun(id)
      handle(.asks(user, try await library.runs(for: user)))
      handle(.deleted(run, id: id, user: user, isAgain: isAgain))
    case .restoreAsk(let run, let old, let user):
      let id = try await library.saveRun(run, for: user)
      handle(.asks(user, try await library.runs(for: user)))
      handle(.restored(id: id, was: old))
    case .importFile(let path): try await importFile(path, in: library)
    case .remember(let text, let user): try await remember(text, of: user, in: library)
    case .quit, .suspend, .redraw, .cancel, .theme, .listThemes, .edit, .copy, .mouse, .stopCheck,
      .stopModels, .stopChecks:
      break
    }
  }

  /// Reads a person and shows them, unless nothing changed since they were read before; then reads
  /// those above and below in the list, to whom a key will most likely lead.
  private func read(_ id: Library.UserID, in session: Session) async throws {
    let person = try await session.person(id)
    try Task.checkCancellation()
    let known = recent[id]
    recent.keep(person)
    if person != known { handle(.person(person)) }
    for neighbour in state.neighbours(of: id) where recent[neighbour] == nil {
      let person = try await session.person(neighbour)
      try Task.checkCancellation()
      recent.keep(person)
    }
  }

  private func fit(
    _ person: OpenPerson, with model: ModelChoice, _ scope: FitScope?, in session: Session
  ) async {
    let fitting: Fitting
    do {
      fitting = try Fitting(
        person.user, id: person.id, within: session.window(scope), through: use(of: model),
        in: session)
    } catch {
      return handle(.fitRefused("\(error)"))
    }
    let failure = await follow(fitting.run) {
      let outcome = try await fitting.kept()
      var person = person
      person.stored = outcome.stored
      return .fitted(fitting.run.id, person, edits: outcome.edits)
    }
    if failure != nil { await showAsks(of: person.id, in: session) }
  }

  private func ask(
    _ query: String, expected: String?, of person: OpenPerson, through use: ModelUse,
    reusing earlier: EarlierStages? = nil, in session: Session
  ) async {
    guard let stored = person.stored else { return }
    let asking = session.asking(
      .init(user: person.id, stored: stored, query: query, expected: expected), through: use,
      reusing: earlier)
    let failure = await follow(asking.run) {
      let record = try await asking.kept()
      return .answered(
        asking.run.id, record, asks: try await session.library.runs(for: person.id))
    }
    if failure != nil { await showAsks(of: person.id, in: session) }
  }

  /// Shows what is kept of a person's runs: what was broken off or failed is there as well.
  private func showAsks(of id: Library.UserID, in session: Session) async {
    do {
      handle(.asks(id, try await session.library.runs(for: id)))
    } catch {
      handle(.failed("\(error)"))
    }
  }

  /// Passes on what a run reports, then what becomes of it.
  ///
  /// - Parameter finish: waits for the result, and for its keeping where it is kept.
  /// - Returns: why there is no result, `nil` where there is one.
  @discardableResult
  func follow<Value: Sendable>(
    _ run: RPM.Run<Value>, _ finish: () async throws -> CockpitEvent
  ) async -> (any Error)? {
    var ending: (any Error)?
    cancelRun = (run.id, { run.cancel() })
    handle(.tick(EngineClock.system.seconds()))
    handle(.runStarted(run.id))
    for await event in run.events {
      if case .text(let piece) = event.kind {
        gather(piece, of: run.id)
        continue
      }
      release(of: run.id)
      handle(.engine(event))
    }
    release(of: run.id)
    do {
      handle(try await finish())
    } catch is CancellationError {
      ending = CancellationError()
      handle(.ended(run.id, .cancelled))
    } catch let failure as RoleFailure {
      ending = failure
      handle(.ended(run.id, .failed(failure.description, failure.reach)))
    } catch {
      ending = error
      handle(.ended(run.id, .failed("\(error)")))
    }
    // Another one may have begun by now.
    if cancelRun?.id == run.id { cancelRun = nil }
    await tellSpending()
    return ending
  }

  /// Says what was spent today, where a language model was asked or is about to be.
  func tellSpending() async {
    guard let session = try? await session.value else { return }
    guard let used = try? await session.library.usage(since: Midnight.last) else { return }
    handle(.spent(SpentToday(day: used, sitting: use.spending.used, budget: use.spending.budget)))
  }

  func use(of model: ModelChoice, _ anew: Bool = false) -> ModelUse {
    var use = use
    use.choice = model
    use.isFresh = use.isFresh || anew
    return use
  }

  /// Keeps pieces of text back, so that many tokens a second are few events.
  private func gather(_ piece: String, of run: RunID) {
    switch gathered.add(piece, at: EngineClock.system.seconds()) {
    case .now: release(of: run)
    case .later(let seconds):
      DispatchQueue.main.asyncAfter(deadline: .now() + seconds) { [weak self] in
        MainActor.assumeIsolated { self?.release(of: run) }
      }
    case .scheduled: break
    }
  }

  /// Hands the gathered text on.
  private func release(of run: RunID) {
    let now = EngineClock.system.seconds()
    guard let text = gathered.take(at: now) else { return }
    handle(.tick(now))
    handle(.engine(EngineEvent(run: run, kind: .text(text))))
  }

  private func importFile(_ path: String, in library: Library) async throws {
    let report = try await library.importFile(NSString(string: path).expandingTildeInPath)
    handle(.users(try await library.summaries()))
    handle(
      .done(
        "Imported \(path): \(Count.of(report.usersAdded, "new user")), "
          + "\(Count.of(report.added, "new interaction")), "
          + "\(report.skipped) known already."))
    if let person = state.person { handle(.person(try await self.session.value.person(person.id))) }
  }

  private func remember(
    _ text: String, of user: Library.UserID, in library: Library
  ) async throws {
    let summary = try await library.summary(user)
    let entry = Storage.PromptHistory.Entry(user: summary.name, task: summary.task, text: text)
    try await Task.detached { [history] in try history.append(entry) }.value
  }

  // MARK: Other programs

  /// Gives the terminal to the editor until it ends.
  private func edit(_ text: String) {
    let editor = ExternalEditor(environment: ProcessInfo.processInfo.environment)
    loop.release()
    Task {
      let result = await Task.detached { Result { try editor.edit(text) } }.value
      loop.retake()
      switch result {
      case .success(let text): handle(.editedText(text))
      case .failure(let error): handle(.failed("\(error)"))
      }
    }
  }

  private func copy(_ text: String, what: String) {
    Task {
      do {
        let told = try await CopiedText(text: text, what: what).copy(
          environment: ProcessInfo.processInfo.environment, folder: stateFolder
        ) { loop.write(control: $0) }
        handle(.done(told))
      } catch {
        handle(.failed("\(error)"))
      }
    }
  }

  // MARK: Themes

  private func show(_ name: String) {
    guard name != theme.theme.name else { return }
    do {
      wear(try themes.pick(name))
    } catch {
      handle(.failed("\(error)"))
    }
  }

  private func wear(_ pick: ThemeShelf.Pick) {
    theme = pick
    loop.terminal.theme = pick.theme
    handle(.theme(pick.theme.name))
    watchTheme()
  }

  /// Shows the theme anew whenever its file, or one beside it that it may inherit, is written.
  private func watchTheme() {
    let folder = theme.file.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    guard folder != watch?.folder else { return }
    watch = folder.flatMap { folder in
      FolderWatch(folder: folder) { [weak self] names in
        guard names.contains(where: { $0.hasSuffix(".toml") }) else { return }
        self?.readThemeAgain()
      }.map { (folder, $0) }
    }
  }

  /// A file with a mistake is named with its line, and the screen stays as it is.
  private func readThemeAgain() {
    guard let file = theme.file else { return }
    do {
      let new = try Theme.load(file: file)
      guard new != theme.theme else { return }
      wear(ThemeShelf.Pick(theme: new, file: file))
      handle(.done("Theme \(new.name) was read again."))
    } catch {
      handle(.failed("\(error)"))
    }
  }
}
