internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Panel 3: the reasoning path with its audit, the sum behind the answer, the query in full, and
/// the calls of a language model.
enum PathPanel {
  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let layout = state.layout
    let inside = layout.hasBorders ? rect.interior : rect
    let page = PathPage.of(state, width: inside.width)
    let below = page.count - state.answer.top - inside.height
    let more =
      page.isStreaming && below > 0
      ? "\(Count.of(below, "line")) below, \(state.key(.last)) follows" : ""
    if layout.hasBorders {
      frame.box(
        rect, title: title(of: state), trailing: trailing(of: state, width: rect.width),
        bottom: more.isEmpty ? bottom(of: state, width: rect.width) : more,
        focused: state.focus == .path,
        thumb: ScrollThumb(first: state.answer.top, visible: inside.height, total: page.count))
    }
    for line in 0..<min(inside.height, max(0, page.count - state.answer.top)) {
      frame.draw(
        page[state.answer.top + line], at: Point(inside.x, inside.y + line), width: inside.width)
      if state.search.isShown, state.search.panel == .path {
        SearchMarks.draw(
          state.search.needle.text, in: page[state.answer.top + line],
          at: Point(inside.x, inside.y + line), width: inside.width, on: &frame)
      }
    }
    if !layout.hasBorders, !more.isEmpty {
      frame.draw(
        " \(more)", at: Point(inside.x, inside.maxY - 1), role: .accent, width: inside.width,
        alignment: .right)
    }
  }

  private static func title(of state: CockpitState) -> String {
    state.layout.shape == .medium
      ? "3 \(state.answer.tab.title)  4 Examples" : "3 \(state.answer.tab.title)"
  }

  private static func trailing(of state: CockpitState, width: Int) -> String {
    let others = state.pathTabs.filter { $0 != state.answer.tab }.map(\.title)
    let forms = [others.joined(separator: "  ") + "  [ ]", others.joined(separator: " "), "[ ]"]
    let room = width - 8 - GraphemeWidth.width(of: title(of: state)) - 2
    return forms.first { $0.count <= room } ?? ""
  }

  private static func bottom(of state: CockpitState, width: Int) -> String {
    guard let record = state.answer.record else { return "" }
    var parts = ["model v\(record.stored.version)"]
    if let run = record.run { parts.insert("run #\(run)", at: 0) }
    let used = RunMeter.text(record.answer.usage)
    if !used.isEmpty, !state.answer.showsRun { parts.append(used) }
    while parts.count > 1, parts.joined(separator: ", ").count > width - 6 { parts.removeLast() }
    return parts.joined(separator: ", ")
  }

  // MARK: Lines

  /// What the panel shows, wrapped to a width, and whether the text of the run follows.
  static func lines(
    of state: CockpitState, width: Int
  ) -> (standing: [[Span]], text: PathPage.RunText) {
    if state.answer.tab.showsCalls { return calls(of: state, width: width) }
    guard let record = state.answer.record else { return waiting(state, width: width) }
    switch state.answer.tab {
    case .path:
      let lines =
        state.presentation.isOn
        ? PresentedAnswer.lines(
          of: record, shown: state.presentation.shown, glyphs: state.glyphs, width: width)
        : AnswerLines.path(of: record, glyphs: state.glyphs, width: width)
      return (lines, .none)
    case .sum:
      let isLow = state.layout.pathExtent.rows < 12
      return (SumLines.lines(of: record, isLow: isLow, width: width), .none)
    case .query: return (AnswerLines.query(of: record, width: width), .none)
    case .whatIf:
      let invitation =
        "\(state.key(.whatIf)) takes each factor away by itself and answers again; "
        + "\(state.key(.mask)) on a factor or an example takes just that away."
      let lines = WhatIfLines.lines(
        state.answer, invitation: invitation, glyphs: state.glyphs, width: width)
      return (lines, .none)
    case .prompt, .raw: return ([], .none)
    }
  }

  /// What went over the wire.
  private static func calls(
    of state: CockpitState, width: Int
  ) -> (standing: [[Span]], text: PathPage.RunText) {
    let (calls, before) = state.shownCalls
    let isRaw = state.answer.tab == .raw
    let isRunning = state.answer.showsRun && state.shownRun?.isActive == true
    guard !calls.isEmpty || isRunning else {
      let text =
        state.answer.record == nil
        ? "No call of a language model yet. What is sent and what comes back stands here."
        : "No language model was called: the built-in model answers without one."
      return (SpanLines.wrapped(text, role: .dim, width: width), .none)
    }
    var lines =
      isRaw
      ? CallPages.replies(calls, before: before, width: width, glyphs: state.glyphs)
      : CallPages.prompts(calls, before: before, width: width, glyphs: state.glyphs)
    guard isRunning else { return (lines, .none) }
    lines.append([Span(isRaw ? "coming in" : "the next call is under way", .accent)])
    return (lines, isRaw ? .growing : .none)
  }

  /// What is known while a question is under way, or what to do when there is none.
  private static func waiting(
    _ state: CockpitState, width: Int
  ) -> (standing: [[Span]], text: PathPage.RunText) {
    guard let run = state.shownRun else { return (invitation(state, width: width), .none) }
    guard case .ask = run.kind else {
      guard case .failed(let reason) = run.phase else {
        return (invitation(state, width: width), .none)
      }
      return (failure(reason, of: run, state: state, width: width), .none)
    }
    var lines: [[Span]] = []
    switch run.phase {
    case .failed(let reason):
      lines = failure(reason, of: run, state: state, width: width)
      if run.text.isEmpty { return (lines, .none) }
      lines.append([])
      lines += SpanLines.wrapped("what had come by then", role: .header, width: width)
      return (lines, .ended)
    case .cancelled:
      lines = SpanLines.wrapped(
        "Cancelled. Enter in the prompt asks again.", role: .warning, width: width)
    case .cancelling: lines = [[Span("cancelling …", .warning)]]
    case .starting, .running, .finished: break
    }
    if !run.features.isEmpty {
      lines.append([Span("features", .header)])
      lines += run.features.enumerated().map { index, feature in
        [Span("f\(index + 1) ", .number), Span(feature.name)] + factor(of: feature, state: state)
      }
    }
    lines += examples(of: run, state: state, width: width)
    if lines.isEmpty, run.isActive {
      lines = SpanLines.wrapped("asking \(run.model.title) …", role: .dim, width: width)
    }
    lines.append([])
    return (lines, run.isActive ? .growing : .ended)
  }

  private static func invitation(_ state: CockpitState, width: Int) -> [[Span]] {
    SpanLines.wrapped(
      "Ask something: \(state.key(.ask)) leads to the prompt, \(state.key(.testsTab)) to test "
        + "items with known answers.", role: .dim, width: width)
  }

  /// Why a run failed, and the reply that was to blame where there is one.
  private static func failure(
    _ reason: String, of run: RunState, state: CockpitState, width: Int
  ) -> [[Span]] {
    SpanLines.wrapped("\(state.glyphs.cross) \(reason)", role: .error, width: width)
      + CallPages.problems(run.calls, width: width, glyphs: state.glyphs)
  }

  private static func factor(of feature: Feature, state: CockpitState) -> [Span] {
    guard let factor = feature.factor, let factors = state.person?.stored?.model.factors,
      factors.indices.contains(factor)
    else { return [] }
    return [Span("  [\(factors[factor].name)]", .dim)]
  }

  /// The retrieved examples, a line each.
  private static func examples(
    of run: RunState, state: CockpitState, width: Int
  ) -> [[Span]] {
    guard !run.retrieved.isEmpty, let stored = state.person?.stored else { return [] }
    let answers = stored.model.task.answers
    return [[Span("examples", .header)]]
      + run.retrieved.enumerated().map { index, example in
        let query =
          stored.history.indices.contains(example.interaction)
          ? stored.history[example.interaction].query : ""
        let answer = AnswerText.full(example.answer, query: query, answers: answers)
        return [
          Span("\(index + 1) \(Quotation.decimal(example.similarity, digits: 3)) ", .number),
          Span(TextLayout.truncate(answer, width: max(2, width / 4), glyphs: state.glyphs), .label),
          Span("  \(String(AnswerText.stem(query, answers: answers).prefix(200)))", .dim),
        ]
      }
  }

}
