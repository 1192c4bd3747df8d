package import RPM
internal import Workbench

/// The calls of a run that are not over, and what they wait for, in words.
package struct CallsUnderWay: Hashable, Sendable {
  private struct Call: Hashable, Sendable {
    var phase: CallPhase
    /// When it came to that, in seconds; text counts from its first piece.
    var since: Double?
    /// The first and the last that was told of its text.
    var first: Mark?
    var last: Mark?
  }

  private struct Mark: Hashable, Sendable {
    var seconds: Double
    var tokens: Int
  }

  private var calls: [UInt64: Call] = [:]

  package init() {}

  /// Shorter waits are not worth a word, in seconds.
  private static let patience = 1.0
  /// Text that pauses for so many seconds is waited for.
  private static let longPause = 5.0

  package var isEmpty: Bool { calls.isEmpty }

  /// Takes in what became of a call; `seconds` is `nil` while nobody knows the time.
  package mutating func take(_ number: UInt64, _ phase: CallPhase, at seconds: Double?) {
    guard phase != .over else {
      calls[number] = nil
      return
    }
    guard case .writing(let tokens) = phase else {
      calls[number] = Call(phase: phase, since: seconds)
      return
    }
    let mark = seconds.map { Mark(seconds: $0, tokens: tokens) }
    if case .writing = calls[number]?.phase {
      if let mark { calls[number]?.last = mark }
    } else {
      calls[number] = Call(phase: phase, since: seconds, first: mark, last: mark)
    }
  }

  /// What is waited for: `2 calls at the model for 37 s, 4 in line`, `reading the prompt for 12 s`,
  /// `writing, 31 tokens/s`; `nil` where that is nothing yet.
  package func words(at now: Double) -> String? {
    var writing: [Call] = []
    var sent: [Call] = []
    var queued: [Call] = []
    for call in calls.values {
      switch call.phase {
      case .writing: writing.append(call)
      case .sent: sent.append(call)
      case .queued: queued.append(call)
      case .over: break
      }
    }
    func longest(_ calls: [Call]) -> Double {
      calls.compactMap(\.since).map { now - $0 }.max() ?? 0
    }
    guard longest(writing + sent + queued) >= Self.patience else { return nil }
    var parts: [String] = []
    if !writing.isEmpty { parts.append(Self.words(of: writing, at: now)) }
    if !sent.isEmpty {
      let time = Self.duration(longest(sent))
      // One that waits alone waits for nobody else's prompt.
      let place =
        calls.count == 1 ? "reading the prompt" : "\(Count.of(sent.count, "call")) at the model"
      parts.append("\(place) for \(time)")
    }
    if !queued.isEmpty {
      parts.append(
        parts.isEmpty
          ? "\(Count.of(queued.count, "call")) in line for \(Self.duration(longest(queued)))"
          : "\(queued.count) in line")
    }
    return parts.joined(separator: ", ")
  }

  private static func words(of writing: [Call], at now: Double) -> String {
    let name = writing.count == 1 ? "writing" : "\(writing.count) writing"
    let pause = writing.map { now - ($0.last?.seconds ?? now) }.min() ?? 0
    if pause >= longPause { return "\(name), nothing new for \(duration(pause))" }
    let rate = writing.reduce(0.0) { sum, call in
      guard let first = call.first, let last = call.last, last.seconds > first.seconds else {
        return sum
      }
      return sum + Double(last.tokens - first.tokens) / (last.seconds - first.seconds)
    }
    guard rate >= 1, rate < 1e6 else { return name }
    return "\(name), \(Int(rate.rounded())) tokens/s"
  }

  private static func duration(_ seconds: Double) -> String {
    RunMeter.duration(min(max(0, seconds), 1e7))
  }
}
