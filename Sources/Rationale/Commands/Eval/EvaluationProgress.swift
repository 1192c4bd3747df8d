internal import Evaluation
internal import RPM
internal import Synchronization

/// How far an evaluation is, and how long it still takes, in a line at the bottom of the terminal.
final class EvaluationProgress: Sendable {
  private let line: ProgressLine
  private let total: Int
  private let users: Int
  private let seconds: @Sendable () -> Double
  private let start: Double
  private let done = Mutex(0)

  /// Begins.
  ///
  /// - Parameters:
  ///   - total: how many times a method is run with a person.
  ///   - users: how many people there are.
  init(
    line: ProgressLine, total: Int, users: Int,
    seconds: @escaping @Sendable () -> Double = EngineClock.system.seconds
  ) {
    self.line = line
    self.total = total
    self.users = users
    self.seconds = seconds
    start = seconds()
  }

  /// A job ended.
  func ended(_ job: Evaluator.Job) {
    let done = done.withLock { done in
      done += 1
      return done
    }
    line.show(Self.text(done: done, total: total, seconds: seconds() - start))
  }

  /// Takes the line away.
  func clear() { line.clear() }

  /// `evaluating: 12 of 330, about 2 min left`.
  static func text(done: Int, total: Int, seconds: Double) -> String {
    let text = "evaluating: \(done) of \(total)"
    guard done > 0, done < total, seconds > 1 else { return text }
    let left = seconds / Double(done) * Double(total - done)
    switch left {
    case ..<10: return "\(text), a few seconds left"
    case ..<90: return "\(text), about \(Int((left / 10).rounded()) * 10) s left"
    case ..<5400: return "\(text), about \(Int((left / 60).rounded())) min left"
    default: return "\(text), about \(Int((left / 3600).rounded())) h left"
    }
  }
}
