internal import Actions
internal import TerminalKit

extension CockpitState {
  /// A key while a text lies over the panels: it scrolls, searches, copies or closes.
  mutating func pressInReader(_ key: Key) -> [CockpitEffect] {
    guard case .reader(let title, let lines, _) = overlays.last else { return [] }
    if search.isTyping { return searchInReader(key) }
    if key == .enter || key == .text("?") { return closeReader() }
    guard
      case .action(let action) = bindings.meaning(of: Stroke(key), in: ActionContext.reader.chain)
    else {
      return []
    }
    switch action {
    case .escape where search.isShown: search = SearchState()
    case .escape, .back, .interrupt: return closeReader()
    case .copy: return [.terminal(.copy(lines.map(\.text).joined(separator: "\n"), what: title))]
    case .search: search = SearchState(isTyping: true, origin: readerTop)
    case .findNext: findInReader(1, from: readerTop)
    case .findPrevious: findInReader(-1, from: readerTop)
    default:
      if let step = scrollStep(action) { scrollReader(to: readerTop + step) }
    }
    return []
  }

  private mutating func closeReader() -> [CockpitEffect] {
    overlays.removeLast()
    search = SearchState()
    return []
  }

  private mutating func searchInReader(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .enter: search.isTyping = false
    case .escape, .ctrl("g"), .ctrl("c"):
      scrollReader(to: search.origin)
      search = SearchState()
    default:
      guard search.needle.handle(key) == .changed else { return [] }
      if search.isShown {
        findInReader(1, from: search.origin - 1)
      } else {
        scrollReader(to: search.origin)
      }
    }
    return []
  }

  private var readerTop: Int {
    if case .reader(_, _, let top) = overlays.last { top } else { 0 }
  }

  private mutating func scrollReader(to top: Int) {
    guard case .reader(let title, let lines, _) = overlays.last else { return }
    let (count, rows) = overlayExtent(of: overlays[overlays.count - 1])
    overlays[overlays.count - 1] = .reader(
      title: title, lines: lines, top: min(max(0, top), max(0, count - rows)))
  }

  /// Goes to the next line that has the needle, around the ends.
  private mutating func findInReader(_ step: Int, from start: Int) {
    guard search.isShown else { return }
    guard let hit = search.hit(in: readerLines, from: start, step: step) else {
      _ = complain("'\(search.needle.text)' is not found here.")
      return
    }
    scrollReader(to: hit.line)
  }
}
