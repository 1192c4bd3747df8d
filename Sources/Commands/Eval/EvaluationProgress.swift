internal import ChatModel
internal import Evaluation
internal import Presentation
internal import RPM
internal import Synchronization

/// How far an evaluation is, what it used and how long it still takes: a line at the bottom of the
/// terminal, elsewhere one now and then.
final class EvaluationProgress: Sendable {
  private let context: CommandContext
  private let line: ProgressLine
  private let total: Int
  private let used: @Sendable () -> Usage
  private let seconds: @Sendable () -> Double
  private let start: Double
  private let done = Mutex(0)
  private let lines: Mutex<StageLines>

  /// - Parameters:
  ///   - total: how many times a method is run with a person.
  ///   - used: what was used of a language model so far.
  init(
    context: CommandContext, total: Int, used: @escaping @Sendable () -> Usage,
    seconds: @escaping @Sendable () -> Double = EngineClock.system.seconds
  ) {
    self.context = context
    self.total = total
    self.used = used
    self.seconds = seconds
    line = context.progressLine()
    start = seconds()
    lines = Mutex(StageLines(start: start))
  }

  /// Does the work, and says each second how far it is: with a language model on this machine it
  /// takes minutes until the first method is done.
  func following<Value: Sendable>(
    interval: Double = 1, _ work: @Sendable () async -> Value
  ) async -> Value {
    let beating = Task {
      while true {
        try await Task.sleep(for: .seconds(interval))
        tell()
      }
    }
    defer {
      beating.cancel()
      line.clear()
    }
    return await work()
  }

  func ended(_ job: Evaluator.Job) {
    done.withLock { $0 += 1 }
    tell()
  }

  private func tell() {
    let now = seconds()
    let text = Self.text(
      done: done.withLock(\.self), total: total, used: used(), seconds: now - start)
    lines.withLock { context.tell(text, at: now, on: line, &$0) }
  }

  /// `evaluating: 12 of 330, 41k tokens, about 2 min left`.
  static func text(done: Int, total: Int, used: Usage = Usage(), seconds: Double) -> String {
    var parts = ["evaluating: \(done) of \(total)"]
    if !used.isEmpty { parts.append(UsageText.short(used)) }
    if done > 0, done < total, seconds > 1 {
      let left = seconds / Double(done) * Double(total - done)
      let time =
        switch left {
        case ..<10: "a few seconds"
        case ..<90: "about \(Int((left / 10).rounded()) * 10) s"
        case ..<5400: "about \(Int((left / 60).rounded())) min"
        default: "about \(Int((left / 3600).rounded())) h"
        }
      parts.append("\(time) left")
    }
    return parts.joined(separator: ", ")
  }
}
