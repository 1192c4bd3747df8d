internal import Actions
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

extension CockpitState {
  /// Does what a key, a command or a choice in the palette asks for.
  ///
  /// - Parameter argument: what stood behind the command; empty for keys.
  mutating func perform(_ action: Action, _ argument: String = "") -> [CockpitEffect] {
    if let effects = performOnSheet(action) { return effects }
    switch action {
    case .help: return open(FinderState.help(self))
    case .palette: return open(FinderState.palette(self))
    case .command:
      overlays.append(.command(CommandLineState(history: commandHistory, state: self)))
      return [.terminal(.listThemes)]
    case .escape: return escape()
    case .back: return back()
    case .interrupt: return interrupt()
    case .quit: return quit()
    case .suspend: return [.terminal(.suspend)]
    // Another process may have changed the library meanwhile.
    case .redraw: return [.terminal(.redraw), .loadUsers]
    case .undo: return undo()
    case .redo: return redo()
    case .log: overlays.append(log.reader())
    case .usersPanel: move(to: .users)
    case .personPanel: move(to: .person)
    case .pathPanel: move(to: .path)
    case .examplesPanel: move(to: .examples)
    case .ask: return goToPrompt(asking: argument)
    case .nextPanel: move(to: focus.neighbour(1))
    case .previousPanel: move(to: focus.neighbour(-1))
    case .nextTab: return turnTab(1)
    case .previousTab: return turnTab(-1)
    case .zoom: isZoomed.toggle()
    case .trace: return toggleTrace()
    case .matrix: return toggleMatrix()
    case .checks: return toggleChecks()
    case .audit: return toggleChecks(.audit)
    case .pastAnswers: return toggleChecks(.past)
    case .drift: return toggleChecks(.drift)
    case .versions: return toggleChecks(.versions)
    case .compare: return compare(with: argument)
    case .others: return toggleChecks(.others)
    case .methods: return toggleChecks(.methods)
    case .evaluate: return toggleChecks(.evaluation)
    case .save: return save(to: argument)
    case .report: return report(to: argument)
    case .up, .down, .pageUp, .pageDown, .halfUp, .halfDown, .first, .last:
      return move(as: action)
    case .open: return openUnderCursor()
    case .user: return openUser(named: argument)
    case .filter:
      move(to: .users)
      guard argument.isEmpty else {
        setFilter(argument)
        return openSelected()
      }
      people.isFiltering = true
      people.filterBefore = people.filter.text
    case .sort: return sort(by: argument)
    case .import: return startImport(of: argument)
    case .fit: return startFit(of: argument)
    case .factorsTab: show(.factors)
    case .historyTab: show(.history)
    case .testsTab: show(.tests)
    case .asksTab: show(.asks)
    case .allFactors: personView.toggleAllFactors()
    case .previousLabels: personView.turnLabels(-1)
    case .nextLabels: personView.turnLabels(1)
    case .delete: return deleteAsk()
    case .renameFactor, .describeFactor, .mergeFactor, .splitFactor, .dropFactor, .moveFeature,
      .exclude, .pin:
      return edit(action, argument)
    case .rebuild:
      guard let person, let stored = person.stored else {
        return complain("There is no model yet.")
      }
      let maker = stored.model.identity
      guard maker.isSameModel(as: models.choice.identity) else { return complainOfModel(maker) }
      guard !isBusy else { return complainOfRun() }
      guard !stored.model.stalePaths.isEmpty else { return complain("No path is stale.") }
      return models.choice == .builtIn
        ? begin(.rebuild(person, models.choice)) : [.rebuild(person, models.choice)]
    case .pathTab: show(.path)
    case .sumTab: show(.sum)
    case .queryTab: show(.query)
    case .promptTab: show(.prompt)
    case .rawTab: show(.raw)
    case .whatIf: return startWhatIf()
    case .mask: return maskUnderCursor()
    case .without: return mask(named: argument)
    case .editFeature: return editFeature(argument)
    case .clearMasks: return clearMasks()
    case .search: return startSearch(argument)
    case .findNext: return find(1)
    case .findPrevious: return find(-1)
    case .copy: overlays.append(.copy(CopyMenu(self)))
    case .submit:
      if search.isTyping { return finishSearch() }
      if people.isFiltering { return finishFilter() }
      if case .importFile = prompt.mode { return startImport() }
      return startAsk()
    case .newLine: prompt.breakLine(takesOptions: takesOptions)
    case .scrollUp: if !turnPresentation(-1) { answer.scroll(by: -layout.pathExtent.rows) }
    case .scrollDown: if !turnPresentation(1) { answer.scroll(by: layout.pathExtent.rows) }
    case .recall:
      overlays.append(.recall(HistorySearch(prompt.editor.history, original: prompt.editor.text)))
    case .editor:
      move(to: .ask)
      return [.terminal(.edit(prompt.editor.text))]
    case .markA, .markB, .swapRuns, .differences, .rerun, .fold, .foldAll, .allRuns, .costBars:
      return complain("\(key(.trace)) leads to the runs, where this works.")
    case .previousColumn, .nextColumn, .firstColumn, .lastColumn, .sortColumn, .hideColumn,
      .showColumns:
      return complain("\(key(.matrix)) leads to the factors by labels, where this works.")
    case .models: return openModels()
    case .theme:
      guard argument.isEmpty else { return wear(argument) }
      overlays.append(.themes(ThemePickerState(current: theme)))
      return [.terminal(.listThemes)]
    case .presenter: present(argument.isEmpty ? !presentation.isOn : argument == "on")
    case .mouse:
      takesMouse = argument.isEmpty ? !takesMouse : argument == "on"
      status = Status(
        kind: .done,
        text: takesMouse
          ? "Clicks choose, a second one opens. Shift and drag marks text in most terminals."
          : "The mouse is the terminal's again: drag marks text, the wheel scrolls.")
      return [.terminal(.mouse(takesMouse))]
    }
    return []
  }

  /// Whether an action can be had where the eye is now; where not, how to get there.
  func obstacle(to action: Action) -> String? {
    let entry = ActionTable.entry(of: action)
    let chain = Set(panelContexts)
    guard entry.contexts.isDisjoint(with: chain.union([.panels])),
      !entry.contexts.contains(.prompt), action != .filter, action != .sort
    else { return nil }
    let places: [(ActionContext, Action)] = [
      (.factors, .factorsTab), (.asks, .asksTab), (.tests, .testsTab), (.history, .historyTab),
      (.users, .usersPanel), (.person, .personPanel), (.path, .pathPanel),
      (.examples, .examplesPanel),
    ]
    guard let place = places.first(where: { entry.contexts.contains($0.0) }) else { return nil }
    let way = bindings.hint(of: place.1) ?? ":\(place.1.rawValue)"
    return "\(action.rawValue) works in \(place.1.rawValue): \(way) leads there."
  }

  /// What is listened to in the panel that had the focus before the prompt.
  private var panelContexts: [ActionContext] {
    var state = self
    state.people.isFiltering = false
    state.search.isTyping = false
    if state.focus == .ask { state.focus = lastPanel }
    return state.contexts
  }

  // MARK: Moving

  private mutating func move(as action: Action) -> [CockpitEffect] {
    guard let key = action.motion else { return [] }
    guard focus == .path else { return moveInList(.key(key)) }
    if action == .pageDown, turnPresentation(1) { return [] }
    if action == .pageUp, turnPresentation(-1) { return [] }
    if let step = scrollStep(action) { answer.scroll(by: step) }
    return []
  }

  /// How far an action scrolls a text, `nil` when it does not.
  func scrollStep(_ action: Action) -> Int? {
    let page = max(1, size.height - 6)
    return switch action {
    case .up: -1
    case .down: 1
    case .pageUp: -page
    case .pageDown: page
    case .halfUp: -page / 2
    case .halfDown: page / 2
    case .first: -1_000_000
    case .last: 1_000_000
    default: nil
    }
  }

  // MARK: Opening

  private mutating func openUnderCursor() -> [CockpitEffect] {
    switch focus {
    case .users: return enterPerson()
    case .person:
      switch personView.tab {
      case .factors: return openFactor()
      case .history:
        if let index = personView.historyList.selection, personView.shownHistory.contains(index) {
          overlays.append(reader(ofItem: index))
        }
      case .tests: return askTestItem()
      case .asks: return reopenAsk()
      }
    case .path: move(to: .ask)
    case .examples:
      if let index = answer.exampleList.selection, answer.exampleIDs.contains(index) {
        overlays.append(reader(ofExample: index))
      }
    case .ask: break
    }
    return []
  }

  private mutating func enterPerson() -> [CockpitEffect] {
    guard let selectedUser = people.selected else { return [] }
    move(to: .person)
    // Whoever is chosen without a model gets one: it takes less than reading a hint.
    guard selectedUser.model == nil, !isBusy else { return [] }
    if let loading = personView.loading {
      // Enter can be faster than the history is read.
      personView.awaitedFit = loading
      return []
    }
    guard person?.stored == nil else { return [] }
    personView.tab = .factors
    return startFit()
  }

  private mutating func openFactor() -> [CockpitEffect] {
    guard let factor = personView.selectedFactor else {
      return person?.stored == nil ? startFit() : []
    }
    personView.showItems(of: factor.id)
    return []
  }

  private mutating func askTestItem() -> [CockpitEffect] {
    guard let index = personView.testList.selection, let person, personView.testIDs.contains(index)
    else { return [] }
    let item = person.user.test[index]
    prompt.place(item.query, expected: item.response)
    // Where the path cannot be seen beside the list, the eye goes to it.
    if layout.panels[.path] == nil { move(to: .path) }
    return startAsk()
  }

  private mutating func reopenAsk() -> [CockpitEffect] {
    guard let ask = personView.selectedAsk else { return [] }
    prompt.place(ask.query, expected: ask.expected)
    guard ask.state == .finished else {
      return complain(
        "This one has no answer. It is in the prompt: \(key(.ask)), then \(key(.submit)) asks again."
      )
    }
    move(to: .path)
    return [.reopen(ask.id)]
  }

  private mutating func deleteAsk() -> [CockpitEffect] {
    guard let ask = personView.selectedAsk, let person else { return [] }
    return [.deleteAsk(ask.id, of: person.id)]
  }

  // MARK: Users

  /// Opens the person of a name.
  private mutating func openUser(named name: String) -> [CockpitEffect] {
    guard !name.isEmpty else { return complain("Which one? :user and a name.") }
    guard let found = people.user(named: name) else {
      return complain("Nobody is called '\(name)'.")
    }
    move(to: .users)
    if !people.shown.contains(where: { $0.id == found.id }) { setFilter("") }
    people.select(found.id, rows: layout.userRows)
    return openSelected()
  }

  /// Ends typing in the filter; what it was before can be had again.
  mutating func finishFilter() -> [CockpitEffect] {
    people.isFiltering = false
    if people.filter.text != people.filterBefore {
      journal.add(.filter(from: people.filterBefore, to: people.filter.text))
      people.filterBefore = people.filter.text
    }
    return openSelected()
  }

  /// Filters the list by a text.
  mutating func setFilter(_ text: String) {
    if text != people.filter.text { journal.add(.filter(from: people.filter.text, to: text)) }
    people.setFilter(text)
    refilter()
  }

  private mutating func sort(by name: String) -> [CockpitEffect] {
    guard name.isEmpty || UserOrder(rawValue: name) != nil else {
      let orders = UserOrder.allCases.map(\.rawValue).joined(separator: ", ")
      return complain("There is no order '\(name)'; there are \(orders).")
    }
    let new = UserOrder(rawValue: name) ?? people.order.neighbour(1)
    journal.add(.order(from: people.order, to: new))
    people.order = new
    reorder()
    return []
  }

  private mutating func startImport(of path: String) -> [CockpitEffect] {
    guard path.isEmpty else { return importFile(path) }
    prompt.openImport()
    move(to: .ask)
    return []
  }

  private mutating func startImport() -> [CockpitEffect] {
    let path = prompt.editor.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    guard !path.isEmpty else { return complain("Type the path of a .jsonl file, or Esc.") }
    prompt.closeImport()
    focus = lastPanel
    return importFile(path)
  }

  private mutating func importFile(_ path: String) -> [CockpitEffect] {
    status = Status(kind: .warning, text: "Importing \(path) …")
    return [.importFile(path)]
  }

  // MARK: Tabs

  private mutating func turnTab(_ step: Int) -> [CockpitEffect] {
    switch focus {
    case .users: return enterPerson()
    case .person:
      personView.turnTab(step)
    case .path:
      let tabs = pathTabs
      let index = tabs.firstIndex(of: answer.tab) ?? 0
      answer.turn(to: tabs[(index + step + tabs.count) % tabs.count])
    case .examples, .ask: break
    }
    return []
  }

  private mutating func show(_ tab: PersonTab) {
    personView.show(tab)
    move(to: .person)
  }

  private mutating func show(_ tab: PathTab) {
    if answer.tab != tab { answer.turn(to: tab) }
    move(to: .path)
  }

  // MARK: The prompt

  private mutating func goToPrompt(asking text: String) -> [CockpitEffect] {
    move(to: .ask)
    guard !text.isEmpty else { return [] }
    prompt.ask(text)
    return startAsk()
  }

  // MARK: What lies over the panels

  private mutating func open(_ finder: FinderState) -> [CockpitEffect] {
    overlays.append(.finder(finder))
    return finder.purpose == .palette ? [.terminal(.listThemes)] : []
  }

  mutating func openModels() -> [CockpitEffect] {
    models.openPicker()
    overlays.append(.models)
    return [.listModels]
  }

  /// Shows a theme from now on.
  mutating func wear(_ name: String) -> [CockpitEffect] {
    if name != theme { journal.add(.theme(from: theme, to: name)) }
    return [.terminal(.theme(name))]
  }
}
