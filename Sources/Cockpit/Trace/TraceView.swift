internal import Actions
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit

/// Draws the view of runs: the tree on the left, A and B on the right, the prompt below.
enum TraceView {
  static func draw(_ state: CockpitState, in layout: CockpitLayout, on frame: inout Frame) {
    let trace = state.sheets.trace
    let places = state.traceLayout
    if layout.shape == .bare { drawHead(state, in: layout.header, on: &frame) }
    if !layout.tabs.isEmpty { drawTabs(state, in: layout.tabs, on: &frame) }
    for (pane, rect) in places.panes {
      switch pane {
      case .runs: TraceTree.draw(state, layout: places, in: rect, on: &frame)
      case .first, .second:
        draw(pane, of: trace, state: state, layout: places, in: rect, on: &frame)
      }
    }
  }

  /// The first line where there are no borders to name what is seen.
  private static func drawHead(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    frame.clear(rect)
    let bar = " \(frame.glyphs.vertical) "
    let trace = state.sheets.trace
    let pane =
      trace.focus == .runs
      ? "Runs of \(scopeName(of: state))"
      : trace.showsDifferences && trace.isComparison
        ? "Differences" : title(of: trace.focus, in: trace, glyphs: frame.glyphs)
    frame.draw(" Trace\(bar)\(pane)", at: rect.origin, role: .header, width: rect.width)
  }

  /// The panes that share the place, the one seen in brackets.
  private static func drawTabs(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    var x = rect.x + 1
    let trace = state.sheets.trace
    let names: [(String, Bool)] =
      TraceState.Pane.allCases.map { pane in
        let name = pane == .runs ? "Runs" : pane == .first ? "A" : "B"
        let isSeen = trace.focus == pane && (pane == .runs || !trace.showsDifferences)
        return ("\(pane.rawValue) \(name)", isSeen)
      } + [("d Differences", trace.focus != .runs && trace.showsDifferences)]
    for (name, isSeen) in names {
      x += frame.draw(
        isSeen ? "[\(name)]" : " \(name) ", at: Point(x, rect.y), role: isSeen ? .tabActive : .tab,
        width: max(0, rect.maxX - x))
    }
  }

  /// Whose runs are listed.
  static func scopeName(of state: CockpitState) -> String {
    state.sheets.trace.showsEverybody || state.person == nil ? "everybody" : state.personName
  }

  private static func title(
    of pane: TraceState.Pane, in trace: TraceState, glyphs: Glyphs
  ) -> String {
    let letter = pane == .first ? "A" : "B"
    let id = pane == .first ? trace.first : trace.second
    guard let id, let run = trace.run(id) else { return "\(pane.rawValue) \(letter)" }
    return "\(pane.rawValue) \(letter) \(TraceText.title(of: run))"
  }

  private static func draw(
    _ pane: TraceState.Pane, of trace: TraceState, state: CockpitState, layout: TraceLayout,
    in rect: Rect, on frame: inout Frame
  ) {
    let inside = layout.hasBorders ? rect.interior : rect
    let isBelow = trace.showsDifferences && trace.isComparison && !layout.isBeside
    let page = trace.page
    if layout.hasBorders {
      var name = title(of: pane, in: trace, glyphs: frame.glyphs)
      if isBelow {
        let titles = [trace.first, trace.second].compactMap { $0.flatMap(trace.run) }
        name =
          "Differences  "
          + zip(["A", "B"], titles)
          .map { "\($0) \(TraceText.title(of: $1))" }.joined(separator: "  ")
      }
      let isLast = !layout.isBeside || pane == .second
      frame.box(
        rect, title: name,
        trailing: trailing(of: pane, in: trace, room: rect.width - name.count - 8),
        bottom: foot(of: pane, in: trace), focused: state.focus != .ask && trace.focus == pane,
        thumb: isLast
          ? ScrollThumb(first: trace.top, visible: inside.height, total: page.count) : nil)
    }
    if let text = absence(of: pane, in: trace, isBelow: isBelow) {
      for (row, line) in TextLayout.wrap(
        text, width: max(1, inside.width - 1), glyphs: frame.glyphs
      )
      .prefix(inside.height).enumerated() {
        frame.draw(
          " \(line)", at: Point(inside.x, inside.y + row), role: .dim, width: inside.width)
      }
      return
    }
    let lines = layout.isBeside && pane == .second ? page.right : page.left
    for row in 0..<max(0, min(inside.height, lines.count - trace.top)) {
      frame.draw(
        lines[trace.top + row], at: Point(inside.x, inside.y + row), width: inside.width)
    }
  }

  /// Why a pane is empty; `nil` when it is not.
  private static func absence(
    of pane: TraceState.Pane, in trace: TraceState, isBelow: Bool
  ) -> String? {
    let id = pane == .first ? trace.first : trace.second
    guard let id else {
      if trace.runs?.isEmpty != false { return "" }
      return pane == .first
        ? "a marks the run under the cursor."
        : "a marks a run as A; then the one under the cursor stands here, and b keeps it."
    }
    if isBelow {
      let (first, second) = trace.compared
      return first == nil || second == nil ? "reading …" : nil
    }
    return trace.details[id] == nil ? "reading …" : nil
  }

  /// What else there is, as far as it has room.
  private static func trailing(
    of pane: TraceState.Pane, in trace: TraceState, room: Int
  ) -> String {
    let isMarked = pane == .first ? trace.a != nil : trace.b != nil
    let forms: [String]
    if !trace.isComparison {
      forms = ["a marks it, then choose another", "a marks it"]
    } else {
      forms = isMarked ? [] : ["under the cursor", "cursor"]
    }
    return forms.first { $0.count <= room } ?? ""
  }

  private static func foot(of pane: TraceState.Pane, in trace: TraceState) -> String {
    guard trace.isComparison else { return "" }
    return trace.showsDifferences ? "only differences, d all" : "d differences, x swap"
  }

  // MARK: Hints

  /// The keys that work now with what they do, the most useful first.
  static func hints(of state: CockpitState) -> [(Action, String?)] {
    let trace = state.sheets.trace
    var actions: [(Action, String?)] = state.isBusy ? [(.escape, "cancel")] : []
    if trace.focus == .runs {
      let isStage = trace.selectedStage != nil
      actions += [
        (.open, isStage ? "details" : "open"), (.fold, nil), (.markA, nil), (.markB, nil),
        (.differences, nil), (.rerun, isStage ? "again from here" : nil),
      ]
    } else {
      actions += [(.down, "scroll"), (.differences, nil), (.swapRuns, nil)]
    }
    return actions + [
      (.trace, "cockpit"), (.allRuns, trace.showsEverybody ? "one user" : nil),
      (.nextPanel, nil), (.zoom, trace.isZoomed ? "back" : nil), (.costBars, nil),
      (.help, nil), (.quit, nil),
    ]
  }
}
