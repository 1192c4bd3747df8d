internal import Actions

extension CockpitState {
  /// Does an action of `ActionArea.screen`.
  mutating func performOnScreen(_ action: Action, _ argument: String) -> [CockpitEffect]? {
    switch action {
    case .help: return open(FinderState.help(self))
    case .palette: return open(FinderState.palette(self))
    case .command:
      overlays.append(.command(CommandLineState(history: commandHistory, state: self)))
      return [.terminal(.listThemes)]
    case .quit: return quit()
    case .suspend: return [.terminal(.suspend)]
    // Another process may have changed the library meanwhile.
    case .redraw: return [.terminal(.redraw), .loadUsers]
    case .undo: return undo()
    case .redo: return redo()
    case .log: overlays.append(log.reader())
    case .models: return openModels()
    case .theme: return wear(argument)
    case .mouse: return takeMouse(argument.isEmpty ? !takesMouse : argument == "on")
    case .presenter: present(argument.isEmpty ? !presentation.isOn : argument == "on")
    default: return nil
    }
    return []
  }

  private mutating func open(_ finder: FinderState) -> [CockpitEffect] {
    overlays.append(.finder(finder))
    return finder.purpose == .palette ? [.terminal(.listThemes)] : []
  }

  mutating func openModels() -> [CockpitEffect] {
    models.openPicker()
    overlays.append(.models)
    return [.listModels]
  }

  /// Shows a theme from now on; without a name there is a choice.
  private mutating func wear(_ name: String) -> [CockpitEffect] {
    guard !name.isEmpty else {
      overlays.append(.themes(ThemePickerState(current: theme)))
      return [.terminal(.listThemes)]
    }
    if name != theme { journal.add(.theme(from: theme, to: name)) }
    return [.terminal(.theme(name))]
  }

  private mutating func takeMouse(_ takes: Bool) -> [CockpitEffect] {
    takesMouse = takes
    say(
      takes
        ? "Clicks choose, a second one opens. Shift and drag marks text in most terminals."
        : "The mouse is the terminal's again: drag marks text, the wheel scrolls.")
    return [.terminal(.mouse(takes))]
  }

  /// Asks first only while something runs.
  mutating func quit() -> [CockpitEffect] {
    guard isBusy || paysForChecks || bringsIn else { return [.terminal(.quit)] }
    let question = "Something is running. Quit and lose it?"
    guard overlays.last != .confirm(question: question, effect: .terminal(.quit)) else {
      return [.terminal(.quit)]
    }
    overlays.append(.confirm(question: question, effect: .terminal(.quit)))
    return []
  }

  /// Hands the names of the themes to whatever lies over the panels and wants them.
  mutating func adopt(themes names: [String]) {
    themes = names
    switch overlays.last {
    case .themes(var picker):
      picker.take(names)
      overlays[overlays.count - 1] = .themes(picker)
    case .command(var line):
      line.refresh(self)
      overlays[overlays.count - 1] = .command(line)
    case .finder(var finder) where finder.purpose == .palette:
      finder.take(FinderState.palette(self).items)
      overlays[overlays.count - 1] = .finder(finder)
    default: break
    }
  }
}
