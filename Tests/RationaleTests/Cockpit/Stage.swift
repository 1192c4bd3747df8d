internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit

@testable import Rationale

/// A cockpit without a terminal: keys go in, effects are performed against a real library and a
/// real engine, and the screen comes out as text.
struct Stage {
  let session: Session
  let folder: String
  var state: CockpitState
  /// What was wanted that nobody here can do: whatever has to do with a server.
  var wanted: [CockpitEffect] = []

  /// Opens a new library in a temporary folder and imports lines into it.
  init(lines: [String], size: Size = Size(width: 120, height: 36)) async throws {
    folder = NSTemporaryDirectory() + "rationale-stage-\(UUID().uuidString)"
    let location = LibraryLocation(
      database: folder + "/library.sqlite", stateFolder: folder + "/state")
    session = try await Session.open(location, loadsSamples: false)
    let file = folder + "/people.jsonl"
    try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    _ = try await session.library.importFile(file)
    state = CockpitState(size: size, glyphs: .unicode, theme: "dark")
    try await handle(.users(session.library.summaries()))
  }

  /// Removes the folder.
  func close() {
    session.library.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Presses keys one after the other, each effect done before the next key.
  mutating func press(_ keys: Key...) async throws {
    for key in keys { try await handle(.key(key)) }
  }

  /// Types a text.
  mutating func type(_ text: String) async throws {
    for character in text { try await handle(.key(.text(character))) }
  }

  /// Hands an event to the state and performs what it wants.
  mutating func handle(_ event: CockpitEvent) async throws {
    for effect in state.handle(event) { try await perform(effect) }
  }

  /// The screen as text, one line a row.
  var screen: String { state.render().text() }

  private mutating func askAgain(_ rerun: Rerun) async throws {
    guard let stored = rerun.person.stored else { return }
    let run = session.engine.ask(
      rerun.query, of: stored.model, history: stored.history, reusing: rerun.earlier)
    try await handle(.runStarted(run.id))
    for await event in run.events { try await handle(.engine(event)) }
    var record = AskRecord(
      run: nil, user: rerun.person.id, stored: stored, answer: try await run.value,
      expected: rerun.expected)
    record.run = try await session.store(record, stages: run.stages)
    let asks = try await session.library.runs(for: rerun.person.id)
    try await handle(.answered(run.id, record, asks: asks))
  }

  private mutating func perform(_ effect: CockpitEffect) async throws {
    switch effect {
    case .loadUsers: try await handle(.users(session.library.summaries()))
    case .loadPerson(let id): try await handle(.person(session.person(id)))
    case .fit(var person, _, let scope):
      let window = session.window(scope)
      let fitted = try person.user.within(window)
      let run = session.engine.fit(fitted)
      try await handle(.runStarted(run.id))
      for await event in run.events { try await handle(.engine(event)) }
      var model = try await run.value
      model.statistics.window = window
      let (stored, edits) = try await session.storeKeepingEdits(
        model, for: person.id, of: fitted, stages: run.stages)
      person.stored = stored
      try await handle(.fitted(run.id, person, edits: edits))
    case .ask(let query, let expected, let person, _, _):
      guard let stored = person.stored else { return }
      let run = session.engine.ask(query, of: stored.model, history: stored.history)
      try await handle(.runStarted(run.id))
      for await event in run.events { try await handle(.engine(event)) }
      var record = AskRecord(
        run: nil, user: person.id, stored: stored, answer: try await run.value,
        expected: expected)
      record.run = try await session.store(record, stages: run.stages)
      let asks = try await session.library.runs(for: person.id)
      try await handle(.answered(run.id, record, asks: asks))
    case .loadTrace(let scope):
      try await handle(.trace(session.library.trace(of: scope.user), of: scope))
    case .loadTraceDetail(let run): try await handle(.traceDetail(session.detail(of: run)))
    case .rerun(let id, let stage): try await handle(.rerun(session.rerun(id, from: stage)))
    case .askAgain(let rerun, _): try await askAgain(rerun)
    case .editModel(let edit, let id):
      _ = try await session.edit(edit, of: id)
      try await handle(.edited(session.person(id), edit.text, isNew: true))
    case .undoEdit(let id):
      _ = try await session.undoEdit(of: id)
      try await handle(.edited(session.person(id), "back", isNew: false))
    case .redoEdit(let id):
      _ = try await session.redoEdit(of: id)
      try await handle(.edited(session.person(id), "again", isNew: false))
    case .rebuild, .save, .report: wanted.append(effect)
    case .whatIf(_, let model, _) where model != .builtIn: wanted.append(effect)
    case .whatIf(let asked, _, _):
      let record = asked.record
      let run = session.engine.whatIf(
        record.answer.query, of: record.stored.model, history: record.stored.history,
        masks: asked.masks(isPaid: false), baseline: record.answer)
      try await handle(.whatIf(asked, run.value, failure: nil))
    case .estimate: wanted.append(effect)
    case .listModels, .listEndpoint, .test, .stopCheck, .stopModels, .stopChecks:
      wanted.append(effect)
    case .check(let request) where request.model != .builtIn: wanted.append(effect)
    case .check(let request):
      let use = ModelUse(choice: .builtIn, spending: Spending())
      try await handle(
        .checked(request, session.check(request, through: use) { _, _ in }))
    case .readDiff(let id, let version):
      let new = try await session.library.model(for: id).version
      let changed = try await session.changed(from: version, to: new, of: id)
      try await handle(
        .read(
          title: "Versions",
          lines: DiffLines.of(changed.diff).map { Overlay.ReaderLine(text: $0) }))
    case .explain(let item):
      let lines = try await session.explanation(of: item, glyphs: state.glyphs)
      try await handle(.read(title: "Test item", lines: lines))
    case .deleteAsk(let id, let user, let isAgain):
      let run = try await session.library.run(id).run
      try await session.library.deleteRun(id)
      try await handle(.asks(user, session.library.runs(for: user)))
      try await handle(.deleted(run, id: id, user: user, isAgain: isAgain))
    case .restoreAsk(let run, let old, let user):
      let id = try await session.library.saveRun(run, for: user)
      try await handle(.asks(user, session.library.runs(for: user)))
      try await handle(.restored(id: id, was: old))
    case .theme(let name): try await handle(.theme(name))
    case .listThemes: try await handle(.themes(["dark", "dusk", "light"]))
    case .edit, .copy, .mouse: wanted.append(effect)
    case .reopen(let id): try await handle(.reopened(session.record(ofRun: id)))
    case .importFile, .remember, .redraw, .suspend, .quit, .cancel: break
    }
  }
}
