internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

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

  private static let use = ModelUse(choice: .builtIn, spending: Spending())

  private mutating func ask(
    _ query: String, expected: String?, of person: OpenPerson, reusing earlier: EarlierStages? = nil
  ) async throws {
    guard let stored = person.stored else { return }
    let asking = session.asking(
      .init(user: person.id, stored: stored, query: query, expected: expected), through: Self.use,
      reusing: earlier)
    try await handle(.runStarted(asking.run.id))
    for await event in asking.run.events { try await handle(.engine(event)) }
    let record = try await asking.kept()
    let asks = try await session.library.runs(for: person.id)
    try await handle(.answered(asking.run.id, record, asks: asks))
  }

  private mutating func perform(_ effect: CockpitEffect) async throws {
    switch effect {
    case .loadUsers: try await handle(.users(session.library.summaries()))
    case .loadPerson(let id): try await handle(.person(session.person(id)))
    case .fit(var person, _, let scope):
      let fitting = try Fitting(
        person.user, id: person.id, within: session.window(scope), through: Self.use, in: session)
      try await handle(.runStarted(fitting.run.id))
      for await event in fitting.run.events { try await handle(.engine(event)) }
      let outcome = try await fitting.kept()
      person.stored = outcome.stored
      try await handle(.fitted(fitting.run.id, person, edits: outcome.edits))
    case .ask(let query, let expected, let person, _, _):
      try await ask(query, expected: expected, of: person)
    case .loadTrace(let scope):
      try await handle(.trace(session.library.trace(of: scope.user), of: scope))
    case .loadTraceDetail(let run): try await handle(.traceDetail(session.detail(of: run)))
    case .rerun(let id, let stage): try await handle(.rerun(session.rerun(id, from: stage)))
    case .askAgain(let rerun, _):
      try await ask(
        rerun.query, expected: rerun.expected, of: rerun.person, reusing: rerun.earlier)
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
      try await handle(
        .checked(request, session.check(request, through: Self.use) { _, _ in }))
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
