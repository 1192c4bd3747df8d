internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// The shell around the line mode: reads lines, does what they ask for, and writes what comes of it.
actor PlainShell {
  private var state = PlainSession()
  let context: CommandContext
  let session: Session
  private let use: ModelUse
  private let interrupts: Interrupts
  /// Whether amounts of money are hidden.
  private let veil: Veil
  /// What was asked, for the screen's prompt too.
  private let history: Storage.PromptHistory
  private var lines: InputLines
  /// What went wrong first.
  private var firstFailure: ExitStatus?
  private var isOver = false
  /// Whether ^C was the last thing that happened.
  private var wasInterrupted = false

  /// Whether somebody types the lines, so that there is a prompt.
  private var isInteractive: Bool { context.input.isTerminal && context.output.isTerminal }

  init(
    context: CommandContext, session: Session, use: ModelUse, isPresenting: Bool,
    history: Storage.PromptHistory, interrupts: Interrupts = Interrupts(), veil: Veil = Veil()
  ) {
    self.context = context
    self.session = session
    self.use = use
    self.interrupts = interrupts
    self.history = history
    self.veil = veil
    lines = InputLines(context.input)
    state.model = use.choice
    state.width = context.output.width
    if isPresenting { state.present(true) }
    veil.isOn = isPresenting
  }

  /// Reads lines to the end.
  ///
  /// - Returns: what went wrong first where lines come from a file or a pipe. Whoever types has
  ///   read what went wrong.
  /// - Throws: `CancellationError` where the program is to end, and what ends it: a closed pipe.
  func run() async throws -> ExitStatus {
    try await readUsers()
    if isInteractive {
      try say([
        "Rationale in lines: \(PlainSession.people(state.users.count)), model "
          + "\(state.model.title). help lists the commands, quit ends."
      ])
    }
    while !isOver {
      try Task.checkCancellation()
      guard let line = try await nextLine() else { break }
      try await work(on: line)
    }
    return isInteractive ? .done : firstFailure ?? .done
  }

  // MARK: Lines

  /// The next line; `nil` at the end of input.
  private func nextLine() async throws -> String? {
    while true {
      if isInteractive { try context.output.raw(prompt) }
      do {
        let line = try await interrupts.guarding { try await self.read() }
        if line == nil, isInteractive { try context.output.raw("\n") }
        wasInterrupted = false
        return line
      } catch is CancellationError {
        try Task.checkCancellation()
        guard isInteractive else { throw CancellationError() }
        // The terminal shows ^C and stays in its line.
        try context.output.raw("\n")
        if state.drop() {
          try say(["Dropped."])
        } else if wasInterrupted {
          throw CancellationError()
        } else {
          try say(["Nothing is running. Control-C again ends; so do quit and Control-D."])
        }
        wasInterrupted = true
      }
    }
  }

  private var prompt: String {
    state.choice != nil ? "y or n> " : state.isContinuing ? "goes on> " : "rationale> "
  }

  private func read() async throws -> String? {
    var lines = lines
    defer { self.lines = lines }
    return try await lines.next()
  }

  /// Does what a line asks for. What goes wrong is told, and the next line is read.
  private func work(on line: String) async throws {
    do {
      try await interrupts.guarding { try await self.take(line) }
    } catch let closed as ClosedPipe {
      throw closed
    } catch is CancellationError {
      try Task.checkCancellation()
      guard isInteractive else { throw CancellationError() }
      wasInterrupted = true
      // Behind the ^C that the terminal shows.
      try say(["", "Cancelled. What was stored stays."])
    } catch {
      let status = Self.told(error, in: context)
      state.note("\(error)")
      if firstFailure == nil { firstFailure = status }
    }
  }

  static func told(_ error: any Error, in context: CommandContext) -> ExitStatus {
    if let status = ExitStatus.told(error, in: context) { return status }
    context.note("\(error)")
    return .failed
  }

  private func take(_ line: String) async throws {
    let effects = try state.take(line)
    veil.isOn = state.isPresenting
    for effect in effects { try await perform(effect) }
  }

  func say(_ lines: [String]) throws {
    try context.output.text(lines)
  }

  // MARK: Effects

  private func perform(_ effect: PlainEffect) async throws {
    let library = session.library
    switch effect {
    case .say(let lines): try say(lines)
    case .take(let line): try await take(line)
    case .quit: isOver = true
    case .readUsers: try await readUsers()
    case .open(let id): try say(state.open(try await session.person(id)))
    case .estimate(let scope, let question): try await estimate(scope, then: question)
    case .fit(let scope, let question):
      try await fit(scope)
      if let question { try await ask(question) }
    case .ask(let question): try await ask(question)
    case .reopen(let id): try await reopen(id)
    case .delete(let id, let isAgain):
      let (summary, run) = try await library.run(id)
      try await library.deleteRun(id)
      if !isAgain { state.journal.add(.deletion(run, id: id, user: summary.user)) }
      try await refresh()
      try say(["ask \(id) is deleted; undo brings it back"])
    case .restore(let run, let old, let user):
      let id = try await library.saveRun(run, for: user)
      state.journal.renumber(old, to: id)
      try await refresh()
      try say(["ask \(old) is back, as ask \(id)"])
    case .importFile(let path): try await planImport(of: path)
    case .bringIn(let outcome): try await bringIn(outcome)
    case .check(let test, let agreed): try await check(test, agreed: agreed)
    case .whatIf(let masks, let agreed): try await whatIf(masks, agreed: agreed)
    case .diff(let version):
      guard let person = state.person, let stored = person.stored else { return }
      let changed = try await session.changed(
        from: version, to: stored.version, of: person.id)
      let lines = DiffLines.of(changed.diff)
      try say(lines.isEmpty ? ["They are the same."] : Spoken.sentences(lines))
    case .trace: try say(state.show(try await library.trace(of: state.person?.id)))
    case .search(let words): try say(state.show(try await library.search(words), for: words))
    case .listModels:
      try say(
        state.show(try await ModelListDocument.all(at: try endpoint, session.models)))
    case .use(let name):
      let isBuiltIn = name == ModelChoice.builtInName
      let endpoint = isBuiltIn ? nil : try endpoint
      guard let endpoint else {
        return try say(
          state.use(try session.models.resolution.choice(model: name, endpoint: nil)))
      }
      try say(state.use(.chat(endpoint, model: name)))
    }
  }

  /// The endpoint whose models are listed: that of the model in use, else the usual one.
  private var endpoint: EndpointChoice? {
    get throws {
      for choice in [state.model, use.choice] {
        if case .chat(let endpoint, _) = choice { return endpoint }
      }
      return try session.models.resolution.endpoint(nil)
    }
  }

  func readUsers() async throws {
    state.know(try await session.library.summaries())
  }

  /// Reads the open person anew.
  func refresh() async throws {
    guard let person = state.person else { return }
    state.refresh(try await session.person(person.id))
  }

  private var modelUse: ModelUse {
    var use = use
    use.choice = state.model
    return use
  }

  // MARK: Fitting and asking

  private func estimate(_ scope: FitScope?, then question: Question?) async throws {
    guard let person = state.person else { return }
    let summary = try await session.library.summary(person.id)
    let takes = try await FitCost.of(
      [summary], in: session, with: modelUse, within: session.window(scope))
    let name = state.name(of: person.id, person.user.name)
    try say(["Fitting \(name) with \(state.model.title) takes \(takes.text). Fit? y or n"])
    state.choice = PlainSession.Choice(
      effects: [.fit(scope, then: question)], refusal: "Not fitted; nothing was spent.")
  }

  private func fit(_ scope: FitScope?) async throws {
    guard let person = state.person else { return }
    let use = modelUse
    var follower = RunFollower(context: context, title: "fitting")
    if case .chat(let endpoint, let name) = use.choice {
      follower.calls =
        session.models.estimate(
          fitting: try person.user.within(session.window(scope)), with: name, at: endpoint
        ).usage.calls
      follower.concurrency = session.models.settings.concurrency
    }
    let start = EngineClock.system.seconds()
    let stored = try await follower.fit(
      try Fitting(
        person.user, id: person.id, within: session.window(scope), through: use, in: session))
    let document = FitDocument(
      user: state.presented(person), stored: stored,
      seconds: EngineClock.system.seconds() - start)
    try await refresh()
    try await readUsers()
    try say(Spoken.sentences(document.lines) + ["factors lists what moves the answers"])
  }

  private func ask(_ question: Question) async throws {
    guard let person = state.person, let stored = person.stored else { return }
    let summary = try await session.library.summary(person.id)
    let asker = Asker(
      session: session, use: modelUse, modelFlags: "", context: context, summary: summary,
      user: state.presented(person), k: Engine.defaultK,
      stores: true, json: false)
    // What cannot be kept for the next time is no reason not to ask.
    try? await session.library.remember(
      Storage.PromptHistory.Entry(user: summary.name, task: summary.task, text: question.query),
      in: history)
    let answer: Answer
    do {
      answer = try await asker.answer(
        question, model: stored, showsText: modelUse.choice != .builtIn)
    } catch {
      try? await refresh()
      throw error
    }
    try await refresh()
    try say(
      state.show(
        AskRecord(
          run: nil, user: person.id, stored: stored, answer: answer,
          expected: question.expected)))
  }

  // MARK: Tests

  private func check(_ test: CheckRequest.Test, agreed: Quote?) async throws {
    guard let person = state.person, let stored = person.stored else { return }
    let request = CheckRequest(
      test, user: person.id, name: state.presented(person).name, version: stored.version,
      model: state.model, agreed: agreed)
    let progress = context.progressLine()
    defer { progress.clear() }
    do {
      let finding = try await session.check(request, through: modelUse) { done, total in
        progress.show("\(done) of \(total)")
      }
      progress.clear()
      try say(state.show(try CheckPage(finding, of: request), request.tab))
    } catch let unagreed as Unagreed {
      progress.clear()
      try ask(unagreed, then: .check(test, agreed: unagreed.quote))
    }
  }

  private func whatIf(_ masks: [Mask], agreed: Quote?) async throws {
    guard let record = state.record else { return }
    var wanted = WhatIfState(record: record)
    wanted.chosen = masks
    do {
      let run = try await session.whatIf(
        wanted, isPaid: state.model != .builtIn || !masks.isEmpty, through: modelUse,
        agreed: agreed)
      let result = try await RunFollower(context: context, title: "what if").follow(run)
      try say(state.show(result, of: record))
    } catch let unagreed as Unagreed {
      try ask(unagreed, then: .whatIf(masks, agreed: unagreed.quote))
    }
  }

  /// Waits for a y.
  func ask(_ effect: PlainEffect, refusal: String) {
    state.choice = PlainSession.Choice(effects: [effect], refusal: refusal)
  }

  /// Asks whether something is wanted that takes what nobody agreed to yet.
  private func ask(_ unagreed: Unagreed, then effect: PlainEffect) throws {
    try say(["\(unagreed.text) Go on? y or n"])
    state.choice = PlainSession.Choice(
      effects: [effect], refusal: "Not asked; nothing was spent.")
  }

  private func reopen(_ id: Int64) async throws {
    let (summary, _) = try await session.library.run(id)
    guard summary.state == .finished, summary.modelVersion != nil else {
      let why = summary.message.map { ": \($0)" } ?? ""
      return try say([
        "ask \(id) ended without an answer, \(summary.state.rawValue)\(why)",
        "query: \(summary.query)",
      ])
    }
    let record = try await session.record(ofRun: id)
    try say(["query: \(record.answer.query)"] + state.show(record))
  }
}
