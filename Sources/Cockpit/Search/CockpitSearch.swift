internal import TerminalKit

extension CockpitState {
  /// Begins a search in the focused panel, or makes one at once.
  mutating func startSearch(_ text: String) -> [CockpitEffect] {
    search = SearchState(isTyping: text.isEmpty, origin: searchPosition, panel: focus)
    guard !text.isEmpty else { return [] }
    search.needle.setText(text)
    return find(1, from: searchPosition - 1)
  }

  /// A key while the search is typed: it goes to the first hit from where it began.
  mutating func typeInSearch(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .up: return find(-1)
    case .down, .tab: return find(1)
    default:
      guard search.needle.handle(key) == .changed else { return [] }
    }
    guard search.isShown else {
      goTo(search.origin)
      return []
    }
    return find(1, from: search.origin - 1)
  }

  /// Esc while the search is typed: back to where it began.
  mutating func cancelSearch() -> [CockpitEffect] {
    goTo(search.origin)
    search = SearchState()
    return []
  }

  /// Enter while the search is typed: stay here; `n` goes on.
  mutating func finishSearch() -> [CockpitEffect] {
    search.isTyping = false
    return []
  }

  /// Goes to the next hit in a direction, around the ends.
  mutating func find(_ step: Int, from start: Int? = nil) -> [CockpitEffect] {
    guard search.isShown, search.panel == focus else {
      return complain("Nothing is searched for here: / and a text.")
    }
    guard let hit = search.hit(in: searchTexts, from: start ?? searchPosition, step: step) else {
      return complain("'\(search.needle.text)' is not found here.")
    }
    goTo(hit.line)
    let next = bindings.hint(of: .findNext) ?? ":"
    status = Status(
      kind: .done, text: "'\(search.needle.text)': \(hit.number) of \(hit.total), \(next) goes on.")
    return []
  }

  /// The rows or lines of the focused panel, as text.
  private var searchTexts: [String] {
    if sheets.showsChecks {
      return sheets.checks?.found?.rows.map { $0.cells.joined(separator: " ") } ?? []
    }
    switch focus {
    case .users, .ask: return []
    case .path: return answer.page.texts
    case .examples:
      return answer.exampleIDs.map { (answer.record?.stored.history ?? []).searched(at: $0) }
    case .person: return personView.texts
    }
  }

  /// The row or line that the search starts from.
  private var searchPosition: Int {
    isInPath ? answer.top : focusedList?.chosen ?? 0
  }

  /// Whether the text of panel 3 is searched rather than a list.
  private var isInPath: Bool { focus == .path && !sheets.showsChecks }

  private mutating func goTo(_ position: Int) {
    guard isInPath else {
      _ = moveInList(.row(position))
      return
    }
    answer.go(to: position)
  }
}
