internal import ChatModel
internal import Dispatch
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// The effects that put a model or an answer to the test, and those that write down what came of it.
extension EffectRunner {
  /// Makes stale paths anew, and keeps the result as a version. What costs money is asked first.
  func rebuild(
    _ person: OpenPerson, through model: ModelChoice, agreed: Quote?, in session: Session
  ) async throws {
    guard let stored = person.stored else { return }
    do {
      let rebuilding = try await session.rebuilding(
        stored, of: person.id, through: use(of: model), agreed: agreed)
      await follow(rebuilding.run) {
        _ = try await rebuilding.kept()
        return .edited(
          try await session.person(person.id), "Rebuilt the stale paths", isNew: true)
      }
    } catch let unagreed {
      tell(.unagreed(unagreed, .rebuild(person, model, agreed: unagreed.quote)))
    }
  }

  /// Answers again without what is masked. The built-in model is through before the eye is; what
  /// costs money is asked first.
  func whatIf(
    _ wanted: WhatIfState, through model: ModelChoice, agreed: Quote?, in session: Session
  ) async {
    let run: RPM.Run<WhatIf>
    do {
      run = try await session.whatIf(
        wanted, isPaid: model != .builtIn, through: use(of: model), agreed: agreed)
    } catch {
      return tell(.unagreed(error, .whatIf(wanted, model, agreed: error.quote)))
    }
    guard model == .builtIn else {
      let failure = await follow(run) { .whatIf(wanted, try await run.value, failure: nil) }
      if let failure {
        let isStopped = failure is CancellationError
        tell(.whatIf(wanted, nil, failure: isStopped ? "Stopped." : "\(failure)"))
      }
      return
    }
    do {
      tell(.whatIf(wanted, try await run.value, failure: nil))
    } catch {
      tell(.whatIf(wanted, nil, failure: "\(error)"))
    }
  }

  /// Puts a person's model to a test.
  func check(_ request: CheckRequest, in session: Session) async {
    do {
      let finding = try await session.check(request, through: use(of: request.model)) {
        done, total in
        DispatchQueue.main.async {
          MainActor.assumeIsolated {
            self.tell(.checked(request, .progress(done: done, total: total)))
          }
        }
      }
      tell(.checked(request, .page(try CheckPage(finding, of: request))))
    } catch let unagreed as Unagreed {
      tell(.checked(request, .offer(unagreed)))
    } catch is CancellationError {
      tell(.checked(request, .failed("Stopped.")))
    } catch {
      tell(.checked(request, .failed("\(error)")))
    }
    if request.agreed != nil { await tellSpending() }
  }

  /// Writes a report; its form follows from the ending of the file's name.
  func report(_ wish: ReportWish, to path: String, in session: Session) async throws {
    let path = NSString(string: path).expandingTildeInPath
    guard let format = ReportFormat(file: path) else { return }
    try NewFile.check(path, replacing: false)
    let maker = ReportMaker(session: session, made: clock.now())
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
        try await library.summary(first), try await library.summary(second))
      text = try format.text(of: made.report, made.document)
    }
    try await save(text, to: path, what: "report")
  }

  /// Writes a text to a file that only its owner may read.
  func save(_ text: String, to path: String, what: String) async throws {
    let path = NSString(string: path).expandingTildeInPath
    try await Task.detached { try NewFile.write(text, to: path, replacing: false) }.value
    tell(.done("Wrote the \(what), \(Count.of(text.utf8.count, "byte")), to \(path)."))
  }
}
