internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

/// Panel 5: the prompt, with the stages of the run in its border.
enum AskPanel {
  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let layout = state.layout
    let focused = state.focus == .ask && state.overlays.isEmpty
    var inside = rect
    if layout.hasBorders {
      let hidden = hidden(of: state, in: rect.interior.split(left: 2).1)
      let room = rect.width - 6 - (hidden.isEmpty ? 0 : hidden.count + 3)
      frame.box(
        rect, title: title(of: state), bottom: bottom(of: state, room: room),
        bottomLeading: hidden, focused: state.focus == .ask)
      drawStrip(state, in: rect, on: &frame)
      inside = rect.interior
    }
    frame.draw(String(frame.glyphs.prompt), at: inside.origin, role: .key)
    let field = inside.split(left: 2).1
    if state.prompt.editor.isEmpty, state.focus != .ask {
      let advice = trouble(of: state)?.advice ?? ""
      frame.draw(
        advice.isEmpty ? "\(state.key(.ask)): ask as this person" : advice, at: field.origin,
        role: .hint,
        width: field.width)
    } else if state.focus != .ask {
      // Read, not typed: from its beginning, with a sign that there is more.
      let start = String(state.prompt.editor.text.prefix(4 * max(1, field.width)))
      frame.draw(
        start.replacing("\n", with: frame.glyphs == .unicode ? " ⏎ " : " / "), at: field.origin,
        role: .prompt, width: field.width)
    } else if state.prompt.editor.isEmpty {
      frame.draw(state.prompt.editor, in: field, focused: focused)
      frame.draw(
        placeholder(of: state), at: Point(field.x + 1, field.y), role: .hint,
        width: max(0, field.width - 1))
    } else {
      frame.draw(state.prompt.editor, in: field, focused: focused)
    }
  }

  private static func title(of state: CockpitState) -> String {
    guard let person = state.person else { return "5 Ask" }
    let isTest = state.prompt.expected != nil && !state.prompt.editor.isEmpty
    let trouble = trouble(of: state)?.word
    return
      (["5 Ask as \(state.name(of: person))"] + (isTest ? ["test item"] : [])
      + [trouble])
      .compactMap(\.self).joined(separator: ", ")
  }

  /// Why the model could not be asked, as long as it is the chosen one.
  private static func trouble(of state: CockpitState) -> Trouble? {
    state.models.trouble.flatMap { $0.model == state.models.choice && !state.isBusy ? $0 : nil }
  }

  /// What the last run used, and the keys that work; what was used stays longest.
  private static func bottom(of state: CockpitState, room: Int) -> String {
    let used = state.run.map(RunMeter.used) ?? ""
    let left = state.run.flatMap(RunMeter.left)
    let keys = keys(of: state)
    let gap = "   "
    let forms =
      keys.map { [left, used, $0] } + (keys.last.map { [[nil, used, $0]] } ?? [])
      + [[nil, used, ""]] + keys.map { [nil, "", $0] }
    let texts = forms.map { parts in
      parts.compactMap { $0?.isEmpty == false ? $0 : nil }.joined(separator: gap)
    }
    return texts.first { GraphemeWidth.width(of: $0) <= room } ?? ""
  }

  private static func keys(of state: CockpitState) -> [String] {
    let esc = state.bindings.hint(of: .escape, inText: true) ?? "Esc"
    let enter = state.bindings.hint(of: .submit, inText: true) ?? "Enter"
    if state.isBusy { return ["\(esc) cancel"] }
    guard state.focus == .ask else { return [] }
    let line =
      (state.bindings.hint(of: .newLine, inText: true) ?? "paste")
      + (state.takesOptions ? " next option" : " new line")
    let search = state.bindings.hint(of: .recall, inText: true).map { "   \($0) history" } ?? ""
    return [
      "\(enter) ask   \(line)\(search)   ^C clear   \(esc) back",
      "\(enter) ask   \(line)   \(esc) back", "\(enter) ask   \(esc) back",
    ]
  }

  /// How much of a long text is out of sight.
  private static func hidden(of state: CockpitState, in field: Rect) -> String {
    guard state.focus == .ask, state.prompt.lines > field.height else { return "" }
    let view = state.prompt.editor.view(width: field.width, height: field.height)
    let below = view.total - view.hiddenAbove - view.lines.count
    let parts = [
      view.hiddenAbove > 0 ? "\(Count.of(view.hiddenAbove, "line")) above" : "",
      below > 0 ? "\(Count.of(below, "line")) below" : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What belongs into the empty prompt.
  private static func placeholder(of state: CockpitState) -> String {
    guard let person = state.person else { return "" }
    if let trouble = trouble(of: state), trouble.word != nil { return trouble.advice }
    return switch person.user.task.answers {
    case .options: "type the question; Enter then starts option A"
    case .labels: "type a text like those of the history (\(person.user.task.name))"
    case .open: "type or paste a text like those of the history (\(person.user.task.name))"
    }
  }

  // MARK: The strip

  /// Draws the strip in the border, with as much of it as the title leaves room for.
  private static func drawStrip(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    let titleWidth = GraphemeWidth.width(of: title(of: state)) + 6
    let room = rect.width - titleWidth - 4
    let isWaiting = state.run?.waitSeconds != nil
    let short = shortStrip(of: state.run, glyphs: state.glyphs)
    let forms = [
      strip(of: state.run, glyphs: state.glyphs, times: .all),
      strip(of: state.run, glyphs: state.glyphs, times: .running),
      strip(of: state.run, glyphs: state.glyphs, times: .none),
      [Span(short.long, isWaiting ? .warning : .accent)],
      [Span(short.short, isWaiting ? .warning : .accent)],
    ]
    for spans in forms {
      let width = spans.reduce(0) { $0 + GraphemeWidth.width(of: $1.text) }
      guard width > 0, width <= room else { continue }
      let start = Point(rect.maxX - width - 4, rect.y)
      frame.draw([Span(" ")] + spans + [Span(" ")], at: start)
      return
    }
  }

  /// Which stages say how long they take.
  private enum Times {
    case all
    case running
    case none
  }

  /// The stages with their marks and times; empty before the first run.
  private static func strip(of run: RunState?, glyphs: Glyphs, times: Times) -> [Span] {
    guard let run else { return [] }
    var spans: [Span] = []
    if let title = run.kind.title { spans.append(Span("\(title)  ", .dim)) }
    for (index, entry) in run.strip.entries.enumerated() {
      if index > 0 { spans.append(Span(" \(glyphs.pointer) ", .dim)) }
      switch entry.progress {
      case .waiting: spans.append(Span(entry.stage.verb, .dim))
      case .running(let done, let total):
        let count = total > 1 ? " \(done)/\(total)" : ""
        spans.append(Span("\(entry.stage.verb) \(spinner(run, glyphs: glyphs))\(count)", .accent))
        if times != .none, let seconds = elapsed(of: entry, in: run) {
          spans.append(Span(" \(seconds)", .number))
        }
        if entry.stage == .generate, let stream = RunMeter.stream(of: run) {
          spans.append(Span(" \(stream.tokens)", .number))
          if times != .none, !stream.rate.isEmpty { spans.append(Span(" \(stream.rate)", .number)) }
        }
      case .done(let seconds, _):
        spans.append(Span("\(entry.stage.verb) ", .text))
        spans.append(Span(String(glyphs.check), .ok))
        if times == .all {
          spans.append(Span(" \(AnswerReport.milliseconds(seconds))", .number))
        }
      case .stopped: spans.append(Span("\(entry.stage.verb) \(glyphs.cross)", .warning))
      }
    }
    return spans + ending(of: run)
  }

  /// How long a stage is under way, from a second on.
  private static func elapsed(of entry: StageStrip.Entry, in run: RunState) -> String? {
    guard let began = entry.began, let now = run.now, now - began >= 1 else { return nil }
    return now - began < 100
      ? AnswerReport.milliseconds(now - began) : RunMeter.duration(now - began)
  }

  /// What is waited for, with the seconds that are left.
  private static func wait(of run: RunState) -> String? {
    guard let seconds = run.waitSeconds, let wait = run.wait else { return nil }
    return "\(wait.reason), \(seconds) s"
  }

  private static func ending(of run: RunState) -> [Span] {
    switch run.phase {
    case .cancelling: [Span("  cancelling", .warning)]
    case .cancelled: [Span("  cancelled", .warning)]
    case .failed: [Span("  failed", .error)]
    case .starting, .running, .finished:
      wait(of: run).map { [Span("  \($0)", .warning)] }
        ?? run.callWords.map { [Span("  \($0)", .dim)] } ?? []
    }
  }

  /// The stage that runs, or how it ended, in as few characters as say it.
  ///
  /// The longer form has tokens, speed and time, where there are any.
  static func shortStrip(
    of run: RunState?, glyphs: Glyphs
  ) -> (long: String, short: String) {
    guard let run else { return ("", "") }
    func both(_ text: String) -> (String, String) { (text, text) }
    switch run.phase {
    case .cancelling: return both("cancelling")
    case .cancelled: return both("cancelled")
    case .failed: return both("failed")
    case .finished:
      return both("\(run.kind.title ?? "answer") \(glyphs.check)")
    case .starting, .running: break
    }
    if let seconds = run.waitSeconds { return (wait(of: run) ?? "", "waiting, \(seconds) s") }
    for entry in run.strip.entries {
      if case .running(let done, let total) = entry.progress {
        let count = total > 1 ? " \(done)/\(total)" : ""
        let text = "\(entry.stage.verb) \(spinner(run, glyphs: glyphs))\(count)"
        if let stream = RunMeter.stream(of: run), entry.stage == .generate {
          let rate = stream.rate.isEmpty ? "" : " \(stream.rate)"
          return ("\(text) \(stream.tokens)\(rate)", text)
        }
        if let words = run.callWords { return ("\(text) \(words)", text) }
        return (elapsed(of: entry, in: run).map { "\(text) \($0)" } ?? text, text)
      }
    }
    return both("starting")
  }

  /// Turns eight times a second.
  private static func spinner(_ run: RunState, glyphs: Glyphs) -> Character {
    let frames = glyphs.spinner
    let step = Int(max(0, run.now ?? 0) * 8)
    return frames[step % frames.count]
  }
}
