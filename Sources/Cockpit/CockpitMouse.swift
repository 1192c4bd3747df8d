internal import Actions
internal import TerminalKit

extension CockpitState {
  /// Takes what the mouse did; `nil` for keys.
  ///
  /// A click goes to the panel and chooses the row, a second one on the same row opens it, the wheel
  /// moves what it is over, and the right border of a panel is its scrollbar.
  mutating func pressMouse(_ key: Key) -> [CockpitEffect]? {
    if let effects = pressMouseOnSheet(key) { return effects }
    switch key {
    case .mouse(0, let point):
      guard overlays.isEmpty else { return [] }
      return click(at: point)
    case .drag(0, let point):
      guard overlays.isEmpty, let panel = heldScrollbar else { return [] }
      return scroll(panel, to: point)
    case .release:
      heldScrollbar = nil
      return []
    case .mouse, .drag: return []
    case .wheel(let steps, let point):
      guard overlays.isEmpty, let panel = panel(at: point), panel != .ask else { return nil }
      return turnWheel(steps, over: panel)
    default: return nil
    }
  }

  /// The panel that is seen at a cell.
  private func panel(at point: Point) -> Panel? {
    layout.panels.first { $0.value.contains(point) }?.key
  }

  private mutating func click(at point: Point) -> [CockpitEffect] {
    if layout.tabs.contains(point) {
      if let panel = Chrome.tab(at: point, in: self) { move(to: panel) }
      return []
    }
    guard let panel = panel(at: point), let rect = layout.panels[panel] else { return [] }
    if panel != .ask, layout.hasBorders, point.x == rect.maxX - 1 {
      heldScrollbar = panel
      return scroll(panel, to: point)
    }
    let wasFocused = focus == panel
    if !wasFocused { move(to: panel) }
    guard let row = row(at: point, of: panel) else { return [] }
    let before = focusedList
    let effects = moveInList(.row((before?.first ?? 0) + row))
    // The second click on a row opens it, however long ago the first one was.
    return wasFocused && focusedList?.chosen == before?.chosen ? effects + perform(.open) : effects
  }

  /// The row of the panel's list at a cell, from the first one in view; `nil` outside the list.
  private func row(at point: Point, of panel: Panel) -> Int? {
    let inside = layout.interior(of: panel)
    let (head, count): (Int, Int) =
      switch panel {
      case .users: (1, layout.userRows)
      case .person:
        (layout.headRows(of: personView.tab), layout.personRows(of: personView.tab))
      case .examples: (0, min(layout.exampleRows, answer.exampleIDs.count))
      case .path, .ask: (0, 0)
      }
    let row = point.y - inside.y - head
    return inside.contains(point) && row >= 0 && row < count ? row : nil
  }

  private mutating func turnWheel(_ steps: Int, over panel: Panel) -> [CockpitEffect] {
    let (focus, last) = (self.focus, lastPanel)
    self.focus = panel
    defer { (self.focus, lastPanel) = (focus, last) }
    // A list moves by a row, a text by as many lines as the eye can follow.
    let count = panel == .path ? 3 : 1
    return (0..<count).flatMap { _ in perform(steps < 0 ? .up : .down) }
  }

  /// Scrolls a panel to where its scrollbar was pressed.
  private mutating func scroll(_ panel: Panel, to point: Point) -> [CockpitEffect] {
    let inside = layout.interior(of: panel)
    let share = Double(point.y - inside.y) / Double(max(1, inside.height - 1))
    func place(_ count: Int) -> Int {
      min(max(0, Int((share * Double(count - 1)).rounded())), max(0, count - 1))
    }
    if panel == .path {
      answer.go(to: place(max(1, answer.page.count - inside.height + 1)))
      return []
    }
    let focus = self.focus
    self.focus = panel
    defer { self.focus = focus }
    let count = focusedList?.count ?? 0
    guard count > 0 else { return [] }
    return moveInList(.row(place(count)))
  }
}
