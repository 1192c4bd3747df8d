internal import Presentation
internal import RPM
internal import TerminalKit

/// A fit under way: its stages with what is done, what it used, and how long it will take.
enum FitProgressView {
  static func draw(_ run: RunState, in rect: Rect, on frame: inout Frame) {
    var line = 0
    for entry in run.strip.entries where line < rect.height {
      let (text, role): (String, Role) =
        switch entry.progress {
        case .waiting: ("\(entry.stage.verb)", .dim)
        case .running(let done, let total): ("\(entry.stage.verb)  \(done) of \(total)", .accent)
        case .done(_, let outcome): ("\(entry.stage.verb)  \(outcome)", .ok)
        case .stopped: ("\(entry.stage.verb)  stopped", .warning)
        }
      frame.draw(text, at: Point(rect.x + 1, rect.y + line), role: role, width: rect.width - 2)
      if case .running(let done, let total) = entry.progress, total > 1 {
        frame.bar(
          Double(done) / Double(total),
          in: Rect(
            x: rect.x + 28, y: rect.y + line, width: max(0, min(30, rect.width - 30)), height: 1),
          role: .accent, track: true)
      }
      line += 1
    }
    let used = RunMeter.used(by: run)
    let parts = [used, RunMeter.left(of: run)].compactMap(\.self).filter { !$0.isEmpty }
    var further = parts.isEmpty ? [] : [Span(parts.joined(separator: ", "), .number)]
    if run.usage.replayed > 0 {
      let replies = run.usage.replayed == 1 ? "1 reply" : "\(run.usage.replayed) replies"
      further.append(Span("\(replies) kept from before, paid for once", .dim))
    }
    if let wait = run.wait, let seconds = run.waitSeconds {
      further.append(Span("\(wait.reason), \(seconds) s   Esc cancels", .warning))
    }
    if let words = run.callWords { further.append(Span(words, .dim)) }
    for (index, span) in further.enumerated() where line + 1 + index < rect.height {
      frame.draw(
        [span], at: Point(rect.x + 1, rect.y + line + 1 + index), width: max(0, rect.width - 2))
    }
  }
}
