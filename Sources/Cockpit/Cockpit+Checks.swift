internal import ChatModel
internal import Dispatch
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// The effects that put a model or an answer to the test, and those that write down what came of it.
extension Cockpit {
  /// Makes stale paths anew, and keeps the result as a version. What costs money is asked first.
  func rebuild(
    _ person: OpenPerson, through model: ModelChoice, isAgreed: Bool, in session: Session
  ) async throws {
    guard let stored = person.stored else { return }
    if case .chat(let endpoint, let name) = model, !isAgreed {
      let paths = stored.model.stalePaths.count
      guard paths > 0 else { return handle(.done("No path is stale.")) }
      let takes = session.models.estimate(
        rebuilding: stored.model, history: stored.history, with: name, at: endpoint)
      let time = await session.time(for: takes.usage, at: model)
      return handle(
        .question(
          "Making \(Count.of(paths, "path")) anew takes "
            + "\(FitCost(users: 1, usage: takes.usage, time: time).text). Go on?",
          .rebuild(person, model, isAgreed: true)))
    }
    let run = session.engine(for: use(of: model), user: person.id)
      .rebuild(stored.model, history: stored.history)
    await follow(run) {
      _ = try await session.keep(
        rebuilt: try await run.value, of: stored, for: person.id, by: model.identity)
      return .edited(
        try await session.person(person.id), "Rebuilt the stale paths", isNew: true)
    }
  }

  /// Answers again without what is masked. The built-in model is through before the eye is; what
  /// costs money is asked first.
  func whatIf(
    _ wanted: WhatIfState, through model: ModelChoice, isAgreed: Bool, in session: Session
  ) async {
    let record = wanted.record
    let masks = wanted.masks(isPaid: model != .builtIn)
    if !isAgreed, let question = await session.question(before: wanted, through: use(of: model)) {
      return handle(.question(question, .whatIf(wanted, model, isAgreed: true)))
    }
    let run = session.engine(for: use(of: model), user: record.user).whatIf(
      record.answer.query, of: record.stored.model, history: record.stored.history,
      masks: masks, baseline: record.answer)
    guard model == .builtIn else {
      let failure = await follow(run) { .whatIf(wanted, try await run.value, failure: nil) }
      if let failure {
        let isStopped = failure is CancellationError
        handle(.whatIf(wanted, nil, failure: isStopped ? "Stopped." : "\(failure)"))
      }
      return
    }
    do {
      handle(.whatIf(wanted, try await run.value, failure: nil))
    } catch {
      handle(.whatIf(wanted, nil, failure: "\(error)"))
    }
  }

  /// Puts a person's model to a test.
  func check(_ request: CheckRequest, in session: Session) async {
    do {
      let news = try await session.check(request, through: use(of: request.model)) { done, total in
        DispatchQueue.main.async {
          MainActor.assumeIsolated {
            self.handle(.checked(request, .progress(done: done, total: total)))
          }
        }
      }
      handle(.checked(request, news))
    } catch is CancellationError {
      handle(.checked(request, .failed("Stopped.")))
    } catch {
      handle(.checked(request, .failed("\(error)")))
    }
    if request.isAgreed { await tellSpending() }
  }

  /// Writes a report; its form follows from the ending of the file's name.
  func report(_ wish: ReportWish, to path: String, in session: Session) async throws {
    let path = NSString(string: path).expandingTildeInPath
    guard let format = ReportFormat(file: path) else { return }
    try NewFile.check(path, replacing: false)
    var context = CommandContext.process
    // Nothing may be written beside the screen.
    context.isLinear = true
    let maker = ReportMaker(session: session, context: context, made: Date())
    let library = session.library
    let text: String
    switch wish {
    case .user(let id):
      let made = try await maker.user(try await library.summary(id), version: nil)
      text = try format.text(of: made.report, made.document)
    case .run(let id):
      let made = try await maker.run(id)
      text = try format.text(of: made.report, made.document)
    case .comparison(let first, let second):
      let made = try await maker.comparison(
        try await library.summary(first), try await library.summary(second), question: nil,
        modelFlags: "")
      text = try format.text(of: made.report, made.document)
    }
    try await save(text, to: path, what: "report")
  }

  /// Writes a text to a file that only its owner may read.
  func save(_ text: String, to path: String, what: String) async throws {
    let path = NSString(string: path).expandingTildeInPath
    try await Task.detached { try NewFile.write(text, to: path, replacing: false) }.value
    handle(.done("Wrote the \(what), \(Count.of(text.utf8.count, "byte")), to \(path)."))
  }
}
