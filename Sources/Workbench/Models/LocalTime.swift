package import RPM

/// What asking a machine nearby takes: time in place of money.
package struct LocalTime: Sendable, Codable, Hashable {
  /// Tokens of text a second, by the wall, in earlier runs; `nil` before the first.
  package var tokensPerSecond: Double?
  /// About how long it takes.
  package var seconds: Double?

  /// Reckons from what earlier runs wrote in so many seconds; their prompts were read in that time,
  /// too, and so will be these.
  package init(for usage: Usage, pace: (tokens: Double, seconds: Double)?) {
    guard let pace, pace.tokens > 0, pace.seconds > 0 else { return }
    let rate = pace.tokens / pace.seconds
    let time = Double(usage.outputTokens) / rate
    guard rate.isFinite, time.isFinite, time < 1e8 else { return }
    (tokensPerSecond, seconds) = (rate, time)
  }

  /// `about 6 minutes at 31 tokens/s`.
  package var text: String {
    guard let tokensPerSecond, let seconds else {
      return "speed not known yet: it shows while it runs"
    }
    let rate = Quotation.decimal(min(tokensPerSecond, 1e9), digits: tokensPerSecond < 10 ? 1 : 0)
    return "about \(Self.duration(seconds)) at \(rate) tokens/s"
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = max(1, Int(seconds.rounded(.up)))
    if whole < 100 { return Count.of(whole, "second") }
    let minutes = (whole + 30) / 60
    if minutes < 100 { return Count.of(minutes, "minute") }
    return "\(Count.of(minutes / 60, "hour")) \(minutes % 60) min"
  }
}

extension Session {
  /// How long a usage will take, `nil` where the model is not on a machine nearby.
  package func time(for usage: Usage, at choice: ModelChoice) async -> LocalTime? {
    guard choice.isLocal else { return nil }
    // What cannot be read is not known; nothing hangs on it.
    return LocalTime(for: usage, pace: try? await library.pace(of: choice.identity))
  }
}
