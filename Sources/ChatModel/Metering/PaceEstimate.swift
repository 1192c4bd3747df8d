/// How long the rest of some work takes, from how long the first part took (ours).
public struct PaceEstimate: Sendable, Hashable {
  private var paid = 0
  private var done = 0
  private let started: Double

  /// Begins at a moment, in seconds.
  public init(started: Double) {
    self.started = started
  }

  /// Counts an item; one that was replayed took no time and says nothing of the pace.
  public mutating func add(isReplayed: Bool) {
    done += 1
    if !isReplayed { paid += 1 }
  }

  /// The seconds that the rest of `total` items take; `nil` while too little is known.
  public func secondsLeft(of total: Int, at now: Double) -> Double? {
    guard paid >= 3, now > started, total > done else { return nil }
    return (now - started) / Double(paid) * Double(total - done)
  }
}
