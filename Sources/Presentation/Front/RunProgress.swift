internal import ChatModel
internal import Foundation
package import RPM

/// How far a run is, in one line.
package struct RunProgress: Sendable {
  private let title: String
  private var stage: Stage?
  private var done = 0
  private var total = 0
  /// How many calls of a language model it is going to be; `nil` where nobody knows.
  private let calls: Int?
  /// How many of them run at once.
  private let concurrency: Int
  private var pace: PaceEstimate
  private var usage = Usage()
  /// Why nothing can be done, and until when.
  private var waiting: (reason: String, until: Double)?
  private var underWay = CallsUnderWay()

  /// - Parameters:
  ///   - calls: how many calls of a language model it is going to be, where that is known.
  ///   - concurrency: how many of them run at once.
  ///   - start: when it begins, in seconds.
  package init(title: String, calls: Int? = nil, concurrency: Int = 1, start: Double) {
    self.title = title
    self.calls = calls
    self.concurrency = concurrency
    pace = PaceEstimate(started: start)
  }

  /// Takes an event in; the line where it has changed.
  package mutating func take(_ kind: EngineEvent.Kind, at seconds: Double) -> String? {
    switch kind {
    case .stageStarted(let stage, let total):
      (self.stage, done, self.total) = (stage, 0, total)
      waiting = nil
    case .progress(_, let done, let total):
      (self.done, self.total) = (done, total)
      waiting = nil
    case .exchange(let exchange):
      usage += exchange.usage
      pace.add(isReplayed: exchange.isReplayed, at: seconds)
      waiting = nil
    case .waiting(let reason, let wait): waiting = (reason, seconds + wait)
    case .call(let number, let phase): underWay.take(number, phase, at: seconds)
    default: return nil
    }
    return line(at: seconds)
  }

  /// How far it is at a moment, with what is waited for.
  package func line(at seconds: Double) -> String {
    guard let stage else { return title }
    var parts = ["\(title): \(stage.rawValue) \(done)/\(total)"]
    if !usage.isEmpty { parts.append(UsageText.short(usage)) }
    if let waiting, waiting.until > seconds {
      let left = min(waiting.until - seconds, 1e6)
      parts.append("\(waiting.reason), \(Int(left.rounded(.up))) s")
      return parts.joined(separator: ", ")
    }
    if let words = underWay.words(at: seconds) { parts.append(words) }
    if let calls,
      let left = pace.secondsLeft(
        of: calls, at: seconds, concurrency: concurrency)
    {
      parts.append("\(Self.duration(left)) left")
    }
    return parts.joined(separator: ", ")
  }

  /// `40 s`, `12 min`, `2 h 5 min`.
  package static func duration(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60).rounded())
    if seconds < 90 { return "\(Int(seconds.rounded(.up))) s" }
    return minutes < 90 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
