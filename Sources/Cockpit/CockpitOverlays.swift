internal import Actions
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

extension CockpitState {
  /// Takes a key for what lies on top.
  mutating func pressInOverlay(_ key: Key) -> [CockpitEffect] {
    // These work whatever lies over the panels.
    switch bindings.meaning(of: Stroke(key), in: [.filter]) {
    case .action(.quit): return quit()
    case .action(.suspend): return [.terminal(.suspend)]
    case .action(.redraw): return [.terminal(.redraw), .loadUsers]
    default: break
    }
    switch overlays.last {
    case .finder(let finder): return press(key, in: finder)
    case .command(let line): return press(key, in: line)
    case .themes(let picker): return press(key, in: picker)
    case .copy(let menu): return press(key, in: menu)
    case .recall(let search): return press(key, in: search)
    case .models: return pressInModels(key)
    case .importing: return pressInImport(key)
    case .fit(let question): return press(key, in: question)
    case .confirm(_, let effect): return press(key, confirming: effect)
    case .reader: return pressInReader(key)
    case nil: return []
    }
  }

  /// Whether a key closes what can be closed.
  private func closes(_ key: Key) -> Bool {
    key == .escape || key == .ctrl("c") || key == .ctrl("g")
  }

  // MARK: Questions

  private mutating func press(_ key: Key, confirming effect: CockpitEffect) -> [CockpitEffect] {
    switch key {
    case .text("y"), .text("Y"), .enter:
      overlays.removeLast()
      return begin(effect)
    case .text("n"), .text("N"), .text("q"), .escape, .ctrl("c"), .ctrl("g"):
      overlays.removeLast()
    default: break
    }
    return []
  }

  /// A fit that costs money: Enter or `y` wants it.
  private mutating func press(_ key: Key, in question: FitQuestion) -> [CockpitEffect] {
    switch key {
    case .text("y"), .text("Y"), .enter:
      overlays.removeLast()
      return fitAsConfirmed(question)
    case .text("n"), .text("N"), .text("q"), .escape, .ctrl("c"), .ctrl("g"):
      overlays.removeLast()
    case .ctrl("o"), .text("o"):
      overlays.removeLast()
      return openModels()
    default: break
    }
    return []
  }

  // MARK: Help, palette, command line

  private mutating func press(_ key: Key, in finder: FinderState) -> [CockpitEffect] {
    var finder = finder
    switch finder.press(key) {
    case .stay: overlays[overlays.count - 1] = .finder(finder)
    case .close: overlays.removeLast()
    case .run(let action, let argument):
      overlays.removeLast()
      return performChosen(action, argument)
    }
    return []
  }

  private mutating func press(_ key: Key, in line: CommandLineState) -> [CockpitEffect] {
    var line = line
    switch line.press(key, state: self) {
    case .stay: overlays[overlays.count - 1] = .command(line)
    case .close: overlays.removeLast()
    case .run(let text):
      overlays.removeLast()
      commandHistory.add(text)
      return runCommand(text)
    }
    return []
  }

  /// Runs a `:` command.
  mutating func runCommand(_ text: String) -> [CockpitEffect] {
    let command = CommandText(text)
    guard !command.name.isEmpty else { return [] }
    guard let action = ActionTable.action(named: command.name) else {
      return complain(CommandText.unknown(command.name))
    }
    let entry = ActionTable.entry(of: action)
    switch entry.argument {
    case .none where !command.argument.isEmpty:
      return complain(":\(action.rawValue) takes nothing behind it.")
    case .required(let kind) where command.argument.isEmpty:
      return complain(":\(action.rawValue) needs a \(kind.rawValue) behind it.")
    default: return performChosen(action, command.argument)
    }
  }

  /// Does what was chosen by name, where it can be had.
  private mutating func performChosen(_ action: Action, _ argument: String) -> [CockpitEffect] {
    if let obstacle = obstacle(to: action) { return complain(obstacle) }
    if focus == .ask, ActionTable.entry(of: action).contexts.isDisjoint(with: [.prompt]) {
      focus = lastPanel
    }
    return perform(action, argument)
  }

  // MARK: Themes

  private mutating func press(_ key: Key, in picker: ThemePickerState) -> [CockpitEffect] {
    var picker = picker
    switch key {
    case .enter:
      overlays.removeLast()
      if let name = picker.list.selection, name != picker.original {
        journal.add(.theme(from: picker.original, to: name))
        status = Status(
          kind: .done,
          text: "Theme \(name). theme = \"\(name)\" under [screen] of the config keeps it.")
      }
      return []
    case _ where closes(key) || key == .text("q"):
      overlays.removeLast()
      return picker.list.selection == picker.original ? [] : [.terminal(.theme(picker.original))]
    default:
      let before = picker.list.selection
      picker.move(key)
      overlays[overlays.count - 1] = .themes(picker)
      guard let name = picker.list.selection, name != before else { return [] }
      return [.terminal(.theme(name))]
    }
  }

  // MARK: Copying

  private mutating func press(_ key: Key, in menu: CopyMenu) -> [CockpitEffect] {
    var menu = menu
    if closes(key) || key == .text("q") {
      overlays.removeLast()
      return []
    }
    guard let choice = menu.press(key) else {
      overlays[overlays.count - 1] = .copy(menu)
      return []
    }
    overlays.removeLast()
    return [.terminal(.copy(choice.text, what: choice.title))]
  }

  // MARK: Earlier queries

  private mutating func press(_ key: Key, in search: HistorySearch) -> [CockpitEffect] {
    var search = search
    switch search.handle(key) {
    case .searching: overlays[overlays.count - 1] = .recall(search)
    case .taken(let text), .givenBack(let text):
      overlays.removeLast()
      if text != prompt.editor.text { prompt.editor.setText(text) }
    case .passed(let text, let key):
      overlays.removeLast()
      if text != prompt.editor.text { prompt.editor.setText(text) }
      return press(key)
    }
    return []
  }

  // MARK: Models

  private mutating func pressInModels(_ key: Key) -> [CockpitEffect] {
    switch models.picker?.press(key) ?? .close {
    case .nothing: return []
    case .choose(let choice):
      let effects = closeModels()
      if choice != models.choice { journal.add(.model(from: models.choice, to: choice)) }
      return effects + use(choice)
    case .check(let choice): return [.test(choice)]
    case .reload: return [.stopModels, .listModels]
    case .list(let endpoint): return [.listEndpoint(endpoint)]
    case .stopCheck: return [.stopCheck]
    case .close: return closeModels()
    }
  }

  /// Lets a model fit and answer from now on.
  mutating func use(_ choice: ModelChoice) -> [CockpitEffect] {
    models.use(choice)
    status = Status(kind: .done, text: "\(choice.title) fits and answers from now on.")
    return estimateFit()
  }

  private mutating func closeModels() -> [CockpitEffect] {
    models.picker = nil
    overlays.removeLast()
    return [.stopModels]
  }
}
