internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// A cockpit without a terminal: keys go in, the program's own runner performs the effects against a
/// real library and a real engine, and the screen comes out as text.
@MainActor
final class Stage: CockpitScreen {
  let session: Session
  let folder: String
  var state: CockpitState
  /// What was wanted of the terminal, and what is not performed here.
  var wanted: [CockpitEffect] = []
  /// Which effects are performed. As long as nobody says otherwise, none that has to do with a
  /// server.
  var performs: (CockpitEffect) -> Bool = { !$0.asksServer }

  private lazy var effects = EffectRunner(
    Task { [session] in session }, use: ModelUse(choice: .builtIn, spending: Spending()),
    history: Storage.PromptHistory(path: folder + "/state/prompts.jsonl"),
    // Nothing on the screen hangs on how long a machine takes.
    clock: EngineClock(now: { Date() }, seconds: { 0 }), screen: self)

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
    try await hear(.users(session.library.summaries()))
  }

  /// Removes the folder.
  func close() {
    session.library.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// A file that was written to the folder.
  func file(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  /// Presses keys one after the other, each effect done before the next key.
  func press(_ keys: Key...) async {
    for key in keys { await hear(.key(key)) }
  }

  /// Types a text.
  func type(_ text: String) async {
    for character in text { await hear(.key(.text(character))) }
  }

  /// Hands an event to the state, and waits for what it wants.
  func hear(_ event: CockpitEvent) async {
    handle(event)
    await effects.settled()
  }

  /// The screen as text, one line a row.
  var screen: String { state.render().text() }

  func handle(_ event: CockpitEvent) {
    for effect in state.handle(event) {
      if performs(effect) { effects.perform(effect) } else { wanted.append(effect) }
    }
  }

  func perform(_ effect: TerminalEffect) {
    switch effect {
    case .theme(let name): handle(.theme(name))
    case .listThemes: handle(.themes(["dark", "dusk", "light"]))
    default: wanted.append(.terminal(effect))
    }
  }
}

extension CockpitEffect {
  /// Whether a language model, or a server that has some, is asked.
  fileprivate var asksServer: Bool {
    switch self {
    case .fit(_, let model, _), .ask(_, _, _, let model, _), .rebuild(_, let model, _),
      .whatIf(_, let model, _), .askAgain(_, let model):
      model != .builtIn
    case .check(let request): request.model != .builtIn
    case .estimate, .listModels, .listEndpoint, .test: true
    default: false
    }
  }
}
