internal import Presentation
internal import TerminalKit

extension CockpitState {
  /// Draws the screen: a pure function of the state.
  func render() -> Frame {
    var frame = Frame(size: size, glyphs: glyphs)
    let layout = layout
    guard layout.shape != .tooSmall else {
      let least = SmallestScreen.size
      let text =
        "Rationale needs \(least.width)x\(least.height), "
        + "this is \(size.width)x\(size.height). ^Q quits."
      frame.draw(
        lines: TextLayout.wrap(text, width: size.width, glyphs: glyphs), in: Rect(size))
      return frame
    }
    Chrome.drawHeader(self, in: layout.header, on: &frame)
    if !layout.tabs.isEmpty, sheets.shown == nil {
      Chrome.drawTabs(self, in: layout.tabs, on: &frame)
    }
    drawSheet(layout, on: &frame)
    for (panel, rect) in layout.panels where sheets.shown == nil || panel == .ask {
      switch panel {
      case .users:
        UsersPanel.draw(
          people, person: person, keys: bindings, focused: focus == .users, layout: layout,
          in: rect, on: &frame)
      case .person: PersonPanel.draw(self, in: rect, on: &frame)
      case .path: PathPanel.draw(self, in: rect, on: &frame)
      case .examples:
        // In front of a room they come when it is their turn.
        ExamplesPanel.draw(
          answer, isTooSoon: presentation.isOn && presentation.shown < 3,
          focused: focus == .examples, layout: layout, in: rect, on: &frame)
      case .ask: AskPanel.draw(self, in: rect, on: &frame)
      }
    }
    for overlay in overlays {
      frame.cursor = nil
      if case .command = overlay { continue }
      OverlayView.draw(overlay, state: self, on: &frame)
    }
    // Last, and below everything that lies over the panels: an error must not be covered.
    let isFull = Chrome.drawStatus(self, in: layout.status, below: layout.hints, on: &frame)
    if !isFull || search.isTyping { HintLine.draw(self, in: layout.hints, on: &frame) }
    // The line of a command stands where the hints are.
    if case .command = overlays.last {
      OverlayView.draw(overlays[overlays.count - 1], state: self, on: &frame)
    }
    if presentation.isOn { MoneyVeil.hide(in: &frame) }
    return frame
  }
  private func drawSheet(_ layout: CockpitLayout, on frame: inout Frame) {
    switch sheets.shown {
    case .trace: TraceView.draw(self, in: layout, on: &frame)
    case .matrix:
      guard let matrix = sheets.matrix else { return }
      MatrixView.draw(
        matrix, name: personName, hasBorders: layout.hasBorders, focused: focus != .ask,
        in: sheetRect, on: &frame)
    case .checks:
      guard let checks = sheets.checks else { return }
      ChecksView.draw(
        checks, name: personName, needle: search.needle.text, hasBorders: layout.hasBorders,
        focused: focus != .ask,
        in: sheetRect, on: &frame)
    case nil: break
    }
  }
}
