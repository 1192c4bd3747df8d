internal import Actions
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// The lines around the panels: what this is, what happened, what can be typed.
enum Chrome {
  static func drawHeader(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let bar = " \(frame.glyphs.vertical) "
    var forms = [" Rationale"]
    // How many forms at the end leave out which model answers, where that must be told.
    var further = 0
    if let person = state.person {
      let task = person.user.task.name
      let name = state.name(of: person)
      let count = "\(name), \(Count.of(person.user.history.count, "item"))"
      let model = modelState(of: person)
      let maker = maker(of: state, person: person)
      let long = [" Rationale", task, maker.long, "\(count), \(model)", "K=\(Engine.defaultK)"]
      if state.layout.shape == .bare {
        // Without borders and tabs this is the only place that names the panel.
        let panel = seenPanel(of: state)
        forms = [" \(count)\(bar)\(panel)", " \(name)\(bar)\(panel)"]
      } else {
        forms = [long.joined(separator: bar)]
        if maker.isTelling {
          forms += [
            " \(count), \(model)\(bar)\(maker.long)", " \(name)\(bar)\(maker.long)",
            " \(count), \(model)\(bar)\(maker.short)", " \(name)\(bar)\(maker.short)",
            " \(maker.short)",
          ]
        }
        let others = [
          " \(count), \(model)\(bar)\(task)", " \(count)\(bar)\(task)", " \(count)",
        ]
        forms += others
        if maker.isTelling { further = others.count }
      }
    }
    // What was spent stands beside it where that costs no word about who answers.
    let spent =
      state.presentation.isOn ? nil : state.models.spent.flatMap { $0.text.isEmpty ? nil : $0 }
    let room = rect.width - spentWidth(of: spent, in: rect)
    let sharing = forms.dropLast(further).first { GraphemeWidth.width(of: $0) <= room }
    if sharing != nil, let spent { drawSpent(spent, in: rect, on: &frame) }
    let text =
      sharing ?? forms.first { GraphemeWidth.width(of: $0) <= rect.width } ?? forms.last ?? ""
    frame.draw(text, at: rect.origin, role: .header, width: sharing == nil ? rect.width : room)
    if state.people.all == nil {
      frame.draw(
        "opening … ", at: rect.origin, role: .dim, width: rect.width, alignment: .right)
    }
  }

  /// Columns of the bar beside what was spent.
  private static func spentBarWidth(of spent: SpentToday, in rect: Rect) -> Int {
    spent.share != nil && rect.width >= 100 ? 10 : 0
  }

  private static func spentWidth(of spent: SpentToday?, in rect: Rect) -> Int {
    guard let spent else { return 0 }
    let barWidth = spentBarWidth(of: spent, in: rect)
    return GraphemeWidth.width(of: spent.text) + 2 + (barWidth > 0 ? barWidth + 1 : 0)
  }

  /// What was spent today against its limit, at the right.
  private static func drawSpent(_ spent: SpentToday, in rect: Rect, on frame: inout Frame) {
    let barWidth = spentBarWidth(of: spent, in: rect)
    let width = spentWidth(of: spent, in: rect)
    let role: Role = spent.share.map { $0 >= 1 ? .error : $0 >= 0.8 ? .warning : .number } ?? .dim
    frame.draw(spent.text, at: Point(rect.maxX - width + 1, rect.y), role: role)
    if let share = spent.share, barWidth > 0 {
      frame.bar(
        share, in: Rect(x: rect.maxX - barWidth - 1, y: rect.y, width: barWidth, height: 1),
        role: role, track: true)
    }
  }

  /// Which model answers, and which made the memory where that is another one.
  ///
  /// Telling is what an analyst must not miss: anything but the built-in model for both.
  private static func maker(
    of state: CockpitState, person: OpenPerson
  ) -> (long: String, short: String, isTelling: Bool) {
    let asked = state.models.choice
    guard let identity = person.stored?.model.identity, !asked.isMaker(of: identity) else {
      return (asked.title, asked.name, asked != .builtIn)
    }
    if identity.name == asked.name, let place = asked.endpoint?.title {
      // The same name in two places.
      let maker = BaseURL(identity.version)?.host ?? identity.version
      return (
        "memory \(identity.title), asked through \(asked.title)",
        "memory made at \(maker), asked at \(place)", true
      )
    }
    return (
      "memory \(identity.name), asked through \(asked.title)",
      "memory \(identity.name), asked through \(asked.name)", true
    )
  }

  /// Which model there is, and how much of the history it has not seen.
  private static func modelState(of person: OpenPerson) -> String {
    guard let stored = person.stored else { return "not fitted" }
    let newer = person.unfitted
    return newer > 0
      ? "model v\(stored.version), \(Count.of(newer, "newer item"))" : "model v\(stored.version)"
  }

  private static func seenPanel(of state: CockpitState) -> String {
    let panel = state.focus == .ask ? state.lastPanel : state.focus
    return "\(panel.rawValue) \(title(of: panel, in: state))"
  }

  /// What a panel shows now.
  private static func title(of panel: Panel, in state: CockpitState) -> String {
    switch panel {
    case .person: state.personView.tab.title
    case .path: state.answer.tab.title
    case .users, .examples, .ask: panel.title
    }
  }

  /// The panels that share a place, the one seen in brackets.
  static func drawTabs(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let layout = state.layout
    var x = rect.x + 1
    for panel in Panel.allCases where panel != .ask {
      let name = title(of: panel, in: state)
      let isSeen = layout.panels[panel] != nil
      let text = isSeen ? "[\(panel.rawValue) \(name)]" : " \(panel.rawValue) \(name) "
      x += frame.draw(
        text, at: Point(x, rect.y), role: isSeen ? .tabActive : .tab,
        width: max(0, rect.maxX - x))
    }
  }

  /// The panel whose tab stands at a cell of the line of tabs.
  static func tab(at point: Point, in state: CockpitState) -> Panel? {
    var x = state.layout.tabs.x + 1
    for panel in Panel.allCases where panel != .ask {
      let width = GraphemeWidth.width(of: title(of: panel, in: state)) + 4
      if (x..<x + width).contains(point.x) { return panel }
      x += width
    }
    return nil
  }

  /// Draws what happened; `true` when it took the line of the hints too.
  ///
  /// What the audit found is never left out: whatever else there is to say stands below it.
  static func drawStatus(
    _ state: CockpitState, in rect: Rect, below hints: Rect, on frame: inout Frame
  ) -> Bool {
    let finding = state.answer.loudestFinding.map { CockpitState.Status(kind: .error, text: $0) }
    let messages = [finding, state.status == finding ? nil : state.status, wait(of: state)]
      .compactMap(\.self)
    // In the bare shape the strip has no border to stand in.
    if state.layout.shape == .bare, messages.isEmpty, let run = state.run {
      let strip = AskPanel.shortStrip(of: run, glyphs: state.glyphs).long
      let used = RunMeter.used(by: run)
      frame.draw(
        " \(strip)\(used.isEmpty ? "" : "  \(used)")", at: rect.origin, role: .accent,
        width: rect.width)
      return false
    }
    let lines = messages.map { Self.lines(of: $0, width: rect.width, glyphs: frame.glyphs) }
    guard let first = lines.first else { return false }
    draw(first[0], of: messages[0], in: rect, on: &frame)
    if messages.count > 1 {
      draw(lines[1][0], of: messages[1], in: hints, on: &frame)
    } else if first.count > 1, messages[0].kind == .error {
      draw(first[1], of: messages[0], in: hints, on: &frame)
    } else {
      return false
    }
    return true
  }

  /// What a run waits for, with the seconds that are left.
  private static func wait(of state: CockpitState) -> CockpitState.Status? {
    guard let run = state.run, let wait = run.wait, let seconds = run.waitSeconds else {
      return nil
    }
    return CockpitState.Status(
      kind: .warning, text: "\(seconds) s to wait, Esc cancels: \(wait.reason)")
  }

  private static func lines(
    of status: CockpitState.Status, width: Int, glyphs: Glyphs
  ) -> [String] {
    let mark =
      switch status.kind {
      case .done: String(glyphs.check)
      case .warning: "!"
      case .error: String(glyphs.cross)
      }
    let text = "\(mark) \(status.text)"
    guard status.kind == .error else { return [" " + text] }
    let lines = TextLayout.wrap(text, width: max(1, width - 3), glyphs: glyphs)
    // The rest on one line, cut where it is longer still.
    let rest = lines.dropFirst().joined(separator: " ")
    return [" " + (lines.first ?? "")] + (rest.isEmpty ? [] : ["   " + rest])
  }

  private static func draw(
    _ text: String, of status: CockpitState.Status, in rect: Rect, on frame: inout Frame
  ) {
    let role: Role =
      switch status.kind {
      case .done: .ok
      case .warning: .warning
      case .error: .error
      }
    frame.draw(text, at: rect.origin, role: role, width: rect.width)
  }
}
