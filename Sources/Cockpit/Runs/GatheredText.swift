/// Text of a model that is handed on at most thirty times a second, however many tokens come.
struct GatheredText: Sendable {
  /// When what was just added is to be handed on.
  enum Due: Hashable, Sendable {
    case now
    /// After so many seconds.
    case later(Double)
    /// It goes with what was added before.
    case scheduled
  }

  /// Seconds between two times.
  static let interval = 1.0 / 30

  private var text = ""
  private var handedOn = -Double.infinity
  private var isScheduled = false

  /// Adds a piece.
  mutating func add(_ piece: String, at now: Double) -> Due {
    text += piece
    if isScheduled { return .scheduled }
    let wait = handedOn + Self.interval - now
    guard wait > 0 else { return .now }
    isScheduled = true
    return .later(wait)
  }

  /// Gives what was gathered; `nil` when there is nothing.
  mutating func take(at now: Double) -> String? {
    isScheduled = false
    guard !text.isEmpty else { return nil }
    handedOn = now
    defer { text = "" }
    return text
  }
}
