internal import TerminalKit
internal import Workbench

/// What stands in the place of the factors while a person has no model: a fit under way, how the last
/// one ended, or what one takes.
enum UnfittedView {
  static func draw(_ state: CockpitState, in rect: Rect, on frame: inout Frame) {
    guard let person = state.person else { return }
    if state.isFitting, let run = state.run {
      FitProgressView.draw(run, in: rect, on: &frame)
      return
    }
    var lines: [Span] = []
    func add(_ text: String, _ role: Role) {
      lines += TextLayout.wrap(text, width: rect.width, glyphs: frame.glyphs).map {
        Span($0, role)
      }
    }
    let hasEnded = addEnding(of: state, glyphs: frame.glyphs, add)
    if !hasEnded { add("\(state.personName) is not fitted yet.", .dim) }
    let count = Count.of(person.user.history.count, "interaction")
    if person.user.history.isEmpty {
      add("There is no history to learn from: \(state.key(.import)) imports past answers.", .dim)
    } else if state.models.choice == .builtIn {
      add("\(state.key(.fit)) fits the built-in model on \(count), without a network.", .dim)
    } else {
      let known = state.models.estimation(of: person.id, with: state.models.choice)
      let estimate = known.map { ": \($0.text)" } ?? ""
      add("\(state.key(.fit)) fits \(count) with \(state.models.choice.title)\(estimate)", .text)
      add(
        "\(state.key(.fit)) asks before anything is paid for; \(state.key(.models)) chooses another model.",
        .dim)
    }
    for (index, line) in lines.prefix(rect.height).enumerated() {
      frame.draw([line], at: Point(rect.x, rect.y + index), width: rect.width)
    }
  }

  /// How the last fit of this person ended, where it brought no model, and what is kept of it.
  private static func addEnding(
    of state: CockpitState, glyphs: Glyphs, _ add: (String, Role) -> Void
  ) -> Bool {
    guard let run = state.shownRun, run.kind == .fit else { return false }
    switch run.phase {
    case .failed(let reason): add("\(glyphs.cross) \(reason)", .error)
    case .cancelled: add("The fit was cancelled.", .warning)
    default: return false
    }
    if let kept = state.keptText(of: run) { add(kept, .accent) }
    return true
  }
}
