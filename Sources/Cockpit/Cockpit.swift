internal import Dispatch
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// The shell around the cockpit's state: hands it what the terminal and the effects tell, and paints.
@MainActor
package final class Cockpit: CockpitScreen {
  private let loop: EventLoop
  private let session: Task<Session, any Error>
  private let history: Storage.PromptHistory
  private let stateFolder: String
  /// What all language models may spend while the screen is open, and how they are asked.
  private let use: ModelUse
  private(set) var state: CockpitState
  private let themes: ThemeShelf
  private var theme: ThemeShelf.Pick
  /// What tells that the theme's file was written, and where it looks.
  private var watch: (folder: String, watch: FolderWatch)?

  private lazy var effects = EffectRunner(session, use: use, history: history, screen: self)

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
    state.models.choice = options.use.choice
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
      effects.perform(.loadUsers)
      await effects.tellSpending()
      let lines = await Task.detached { [history] in history.entries().map(\.text) }.value
      state.prompt.editor.history = TerminalKit.PromptHistory(lines)
    }
    loop.run()
  }

  /// Hands an event to the state, begins what it wants and has the screen painted.
  func handle(_ event: CockpitEvent) {
    for effect in state.handle(event) { effects.perform(effect) }
    loop.animate(every: state.isMoving ? .milliseconds(125) : nil)
    let typesPath = state.overlays.last == .importing && state.importing.isTyping
    loop.terminal.setPaste(state.focus == .ask || state.people.isFiltering || typesPath)
    loop.setNeedsPaint()
  }

  // MARK: The terminal

  func perform(_ effect: TerminalEffect) {
    switch effect {
    case .quit: loop.stop(code: 0)
    case .suspend: loop.suspend()
    case .redraw: loop.terminal.redraw()
    case .theme(let name): show(name)
    case .listThemes: handle(.themes(themes.names))
    case .edit(let text): edit(text)
    case .copy(let text, let what): copy(text, what: what)
    case .mouse(let isOn): loop.terminal.setMouse(isOn)
    }
  }

  // MARK: Other programs

  /// Gives the terminal to the editor until it ends.
  private func edit(_ text: String) {
    let editor = ExternalEditor(environment: ProcessInfo.processInfo.environment)
    loop.release()
    Task {
      do {
        let edited = try await editor.edit(text)
        loop.retake()
        handle(.editedText(edited))
      } catch {
        loop.retake()
        handle(.failed("\(error)"))
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
