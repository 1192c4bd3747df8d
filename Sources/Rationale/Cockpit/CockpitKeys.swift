internal import RPM
internal import Storage
internal import TerminalKit

extension CockpitState {
  /// Takes a key: the topmost overlay first, then the text field that has the focus, then the
  /// panel, then what works everywhere.
  mutating func press(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .resize(let size):
      self.size = size
      return []
    case .hangup: return [.quit]
    case .ctrl("q"): return quit()
    case .ctrl("z"): return [.suspend]
    // Another process may have changed the library meanwhile.
    case .ctrl("l"): return [.redraw, .loadUsers]
    case .focusGained, .focusLost: return []
    default: break
    }
    if !overlays.isEmpty { return pressInOverlay(key) }
    if key == .ctrl("c"), !clearsText { return interrupt() }
    if key == .ctrl("o") { return openModels() }
    if isFiltering { return pressInFilter(key) }
    if focus == .ask { return pressInPrompt(key) }
    return pressInPanel(key)
  }

  /// Whether `^C` empties a text field, as in a shell.
  private var clearsText: Bool {
    if isBusy { return false }
    return isFiltering ? !filter.isEmpty : focus == .ask && !prompt.isEmpty
  }

  /// `^C` ends what runs; with nothing running it quits, as a second one does.
  private mutating func interrupt() -> [CockpitEffect] {
    isBusy && run?.phase != .cancelling ? cancelRun() : [.quit]
  }

  /// Asks first only while something runs.
  private mutating func quit() -> [CockpitEffect] {
    guard isBusy else { return [.quit] }
    let question = "Something is running. Quit and lose it?"
    guard overlays.last != .confirm(question: question, effect: .quit) else { return [.quit] }
    overlays.append(.confirm(question: question, effect: .quit))
    return []
  }

  // MARK: Overlays

  private mutating func pressInOverlay(_ key: Key) -> [CockpitEffect] {
    guard let overlay = overlays.last else { return [] }
    if case .models = overlay { return pressInModels(key) }
    if case .fit(let question) = overlay { return press(key, in: question) }
    if case .confirm(_, let effect) = overlay {
      switch key {
      case .text("y"), .text("Y"), .enter:
        overlays.removeLast()
        return [effect]
      case .text("n"), .text("N"), .text("q"), .escape, .ctrl("c"), .ctrl("g"):
        overlays.removeLast()
      default: break
      }
      return []
    }
    switch key {
    case .escape, .text("q"), .text("?"), .enter, .ctrl("c"), .ctrl("g"): overlays.removeLast()
    default:
      if let step = scrollStep(key) { scrollOverlay(by: step) }
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

  // MARK: Models

  private mutating func openModels() -> [CockpitEffect] {
    picker = ModelPickerState(current: model)
    overlays.append(.models)
    return [.listModels]
  }

  private mutating func pressInModels(_ key: Key) -> [CockpitEffect] {
    switch picker?.press(key) ?? .close {
    case .nothing: return []
    case .choose(let choice):
      let effects = closeModels()
      model = choice
      trouble = nil
      status = Status(kind: .done, text: "\(choice.title) fits and answers from now on.")
      return effects + estimateFit()
    case .check(let choice): return [.check(choice)]
    case .reload: return [.stopModels, .listModels]
    case .stopCheck: return [.stopCheck]
    case .close: return closeModels()
    }
  }

  private mutating func closeModels() -> [CockpitEffect] {
    picker = nil
    overlays.removeLast()
    return [.stopModels]
  }

  private mutating func scrollOverlay(by step: Int) {
    guard let overlay = overlays.popLast() else { return }
    let (lines, rows) = overlayExtent(of: overlay)
    func moved(_ top: Int) -> Int { min(max(0, top + step), max(0, lines - rows)) }
    switch overlay {
    case .help(let top): overlays.append(.help(top: moved(top)))
    case .reader(let title, let lines, let top):
      overlays.append(.reader(title: title, lines: lines, top: moved(top)))
    case .confirm, .fit, .models: overlays.append(overlay)
    }
  }

  /// How far a key scrolls a text, `nil` when it does not.
  private func scrollStep(_ key: Key) -> Int? {
    let page = max(1, size.height - 6)
    return switch key {
    case .up, .text("k"), .wheelUp: -1
    case .down, .text("j"), .wheelDown: 1
    case .pageUp, .ctrl("b"): -page
    case .pageDown, .ctrl("f"), .text(" "): page
    case .ctrl("u"): -page / 2
    case .ctrl("d"): page / 2
    case .home, .text("g"): -1_000_000
    case .end, .text("G"): 1_000_000
    default: nil
    }
  }

  // MARK: The filter

  private mutating func pressInFilter(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .enter, .tab:
      isFiltering = false
      return openSelected()
    case .escape, .ctrl("g"), .ctrl("c"):
      // First the text, then the field.
      if filter.isEmpty { isFiltering = false } else { filter.setText("") }
    case .up, .down, .pageUp, .pageDown:
      _ = userList.handle(key, in: shownUsers.map(\.id), height: layout.userRows)
      return openSelected()
    default:
      guard filter.handle(key) == .changed else { return [] }
    }
    refilter()
    return openSelected()
  }

  // MARK: The prompt

  private mutating func pressInPrompt(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .enter:
      if case .importFile = promptMode { return startImport() }
      return startAsk()
    case .escape, .ctrl("g"): return leavePrompt()
    case .ctrl("c"): prompt.setText("")
    case .altEnter where takesOptions && OptionLines.isAtEnd(prompt):
      if let text = OptionLines.continued(prompt.text) { prompt.setText(text) }
    case .tab:
      move(to: .users)
    case .backtab:
      move(to: .examples)
    case .pageUp, .pageDown:
      scrollPath(by: key == .pageUp ? -layout.pathExtent.rows : layout.pathExtent.rows)
    default:
      _ = prompt.handle(key)
      if takesOptions, key == .text(" "), let text = OptionLines.unrepeated(prompt.text) {
        prompt.setText(text)
      }
    }
    return []
  }

  /// Esc in the prompt: first the run, then the import, then back to the panel before.
  private mutating func leavePrompt() -> [CockpitEffect] {
    if isBusy { return cancelRun() }
    closeImport()
    focus = lastPanel
    return []
  }

  /// Gives the prompt back what stood in it before the path.
  private mutating func closeImport() {
    guard case .importFile = promptMode else { return }
    promptMode = .ask
    prompt.setText(draft)
    draft = ""
  }

  private mutating func startImport() -> [CockpitEffect] {
    let path = prompt.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    guard !path.isEmpty else { return complain("Type the path of a .jsonl file, or Esc.") }
    closeImport()
    focus = lastPanel
    status = Status(kind: .warning, text: "Importing \(path) …")
    return [.importFile(path)]
  }

  // MARK: Panels

  private mutating func pressInPanel(_ key: Key) -> [CockpitEffect] {
    if let effects = pressAnywhere(key) { return effects }
    switch focus {
    case .users: return pressInUsers(key)
    case .person: return pressInPerson(key)
    case .path: return pressInPath(key)
    case .examples: return pressInExamples(key)
    case .ask: return []
    }
  }

  /// Keys that mean the same in every panel; `nil` for others.
  private mutating func pressAnywhere(_ key: Key) -> [CockpitEffect]? {
    switch key {
    case .tab: move(to: focus.neighbour(1))
    case .backtab: move(to: focus.neighbour(-1))
    case .text(let digit) where digit.wholeNumberValue.flatMap(Panel.init(rawValue:)) != nil:
      if let panel = digit.wholeNumberValue.flatMap(Panel.init(rawValue:)) { move(to: panel) }
    case .text("?"), .function(1): overlays.append(.help(top: 0))
    case .text("/"):
      move(to: .users)
      isFiltering = true
    case .text("i"):
      if case .ask = promptMode { draft = prompt.text }
      promptMode = .importFile
      prompt.setText("")
      move(to: .ask)
    case .text("a"): move(to: .ask)
    case .text("f"): return startFit()
    case .text("o"): return openModels()
    case .text("P"): show(.prompt)
    case .text("R"): show(.raw)
    case .text("z"): isZoomed.toggle()
    case .text("t"): return [.nextTheme]
    case .text("F"): show(.factors)
    case .text("H"): show(.history)
    case .text("T"): show(.tests)
    case .text("A"): show(.asks)
    case .text("q"): return back()
    case .escape: return escape()
    default: return nil
    }
    return []
  }

  mutating func move(to panel: Panel) {
    if focus != .ask { lastPanel = focus }
    focus = panel
    if panel != .ask { lastPanel = panel }
    if panel != .ask { closeImport() }
  }

  private mutating func show(_ tab: PathTab) {
    if pathTab != tab { turn(to: tab) }
    move(to: .path)
  }

  private mutating func turnPathTab(_ step: Int) {
    let tabs = pathTabs
    let index = tabs.firstIndex(of: pathTab) ?? 0
    turn(to: tabs[(index + step + tabs.count) % tabs.count])
  }

  /// Shows another tab of panel 3, from its beginning, or from its end while text comes in.
  private mutating func turn(to tab: PathTab) {
    pathTab = tab
    pathTop = 0
    followsText = true
  }

  /// Scrolls panel 3. Whoever is not at the end of a text that streams in stays where they are.
  private mutating func scrollPath(by step: Int) {
    // Far steps mean the ends; the position is fitted to the lines afterwards.
    pathTop = max(0, min(pathTop, 10_000_000) + step)
    if step < 0 { followsText = false }
  }

  private mutating func show(_ tab: PersonTab) {
    personTab = tab
    if tab == .history { historyFactor = nil }
    move(to: .person)
  }

  /// Esc in a panel, in layers: the run, the filter, what narrows the view, back to the users.
  private mutating func escape() -> [CockpitEffect] {
    if isBusy { return cancelRun() }
    if !filter.isEmpty, focus == .users {
      filter.setText("")
      refilter()
      return []
    }
    _ = stepBack()
    return []
  }

  /// `q`: one step back, and out at the top.
  private mutating func back() -> [CockpitEffect] {
    stepBack() ? [] : quit()
  }

  /// One step back, if there is one.
  private mutating func stepBack() -> Bool {
    if isZoomed {
      isZoomed = false
    } else if focus == .person, historyFactor != nil {
      historyFactor = nil
      personTab = .factors
    } else if focus == .person, personTab != .factors {
      personTab = .factors
    } else if focus != .users {
      move(to: .users)
    } else {
      return false
    }
    return true
  }

  private mutating func pressInUsers(_ key: Key) -> [CockpitEffect] {
    if userList.handle(key, in: shownUsers.map(\.id), height: layout.userRows) {
      return openSelected()
    }
    switch key {
    case .enter, .right, .text("l"):
      guard selectedUser != nil else { return [] }
      move(to: .person)
      // Whoever is chosen without a model gets one: it takes less than reading a hint.
      if loading == nil, let person, person.stored == nil, !isBusy {
        personTab = .factors
        return startFit()
      }
    case .text("s"):
      order = order.neighbour(1)
      reorder()
    default: break
    }
    return []
  }

  private mutating func pressInPerson(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .text("]"), .right, .text("l"): return turnTab(1)
    case .text("["), .left, .text("h"): return turnTab(-1)
    default: break
    }
    switch personTab {
    case .factors: return pressInFactors(key)
    case .history: return pressInHistory(key)
    case .tests: return pressInTests(key)
    case .asks: return pressInAsks(key)
    }
  }

  private mutating func turnTab(_ step: Int) -> [CockpitEffect] {
    personTab = personTab.neighbour(step)
    historyFactor = nil
    return []
  }

  private mutating func pressInFactors(_ key: Key) -> [CockpitEffect] {
    let ids = factorTable?.rows.map(\.id) ?? []
    if factorList.handle(key, in: ids, height: layout.personRows(of: personTab)) { return [] }
    switch key {
    case .enter:
      guard let factor = factorList.selection, ids.contains(factor) else {
        return person?.stored == nil ? startFit() : []
      }
      historyFactor = factor
      historyList = ListState()
      personTab = .history
    case .text("m"):
      showsAllFactors.toggle()
      factorTable = person?.stored.map { FactorTable(model: $0.model, all: showsAllFactors) }
    case .text("<"), .text(","): labelOffset -= 1
    case .text(">"), .text("."): labelOffset += 1
    default: break
    }
    let columns = max(1, factorTable?.base.count ?? 1)
    labelOffset = (labelOffset % columns + columns) % columns
    return []
  }

  private mutating func pressInHistory(_ key: Key) -> [CockpitEffect] {
    if historyList.handle(key, in: shownHistory, height: layout.personRows(of: personTab)) {
      return []
    }
    if key == .enter, let index = historyList.selection { overlays.append(reader(ofItem: index)) }
    return []
  }

  private mutating func pressInTests(_ key: Key) -> [CockpitEffect] {
    let ids = person.map { Array($0.user.test.indices) } ?? []
    if testList.handle(key, in: ids, height: layout.personRows(of: personTab)) { return [] }
    guard key == .enter, let index = testList.selection, let person, ids.contains(index) else {
      return []
    }
    let item = person.user.test[index]
    promptMode = .ask
    prompt.setText(item.query)
    placedText = item.query
    testItem = TestItem(query: item.query, expected: item.response)
    // Where the path cannot be seen beside the list, the eye goes to it.
    if layout.panels[.path] == nil { move(to: .path) }
    return startAsk()
  }

  private mutating func pressInAsks(_ key: Key) -> [CockpitEffect] {
    let ids = person?.asks.map(\.id) ?? []
    if askList.handle(key, in: ids, height: layout.personRows(of: personTab)) { return [] }
    guard let id = askList.selection, let person,
      let ask = person.asks.first(where: { $0.id == id })
    else { return [] }
    switch key {
    case .enter:
      promptMode = .ask
      prompt.setText(ask.query)
      placedText = ask.query
      testItem = ask.expected.map { TestItem(query: ask.query, expected: $0) }
      guard ask.state == .finished else {
        return complain("This one has no answer. It is in the prompt: 5, then Enter asks again.")
      }
      move(to: .path)
      return [.reopen(id)]
    case .text("d"), .delete:
      overlays.append(
        .confirm(
          question: "Delete this earlier ask? y/n", effect: .deleteAsk(id, of: person.id)))
    default: break
    }
    return []
  }

  private mutating func pressInPath(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .text("]"), .right, .text("l"):
      turnPathTab(1)
    case .text("["), .left, .text("h"):
      turnPathTab(-1)
    case .enter: move(to: .ask)
    default:
      if let step = scrollStep(key) { scrollPath(by: step) }
    }
    return []
  }

  private mutating func pressInExamples(_ key: Key) -> [CockpitEffect] {
    let ids = record?.answer.retrieved.map(\.interaction) ?? []
    if exampleList.handle(key, in: ids, height: layout.exampleRows) { return [] }
    if key == .enter, let index = exampleList.selection, ids.contains(index) {
      overlays.append(reader(ofExample: index))
    }
    return []
  }
}
