/// How long the rest of some work takes, from how long the first part took.
public struct PaceEstimate: Sendable, Hashable {
  private var paid = 0
  private var done = 0
  private let started: Double
  /// When the last item that took time was done.
  private var lastPaid: Double?

  /// Begins at a moment, in seconds.
  public init(started: Double) {
    self.started = started
  }

  /// Counts an item; one that was replayed took no time and says nothing of the pace.
  ///
  /// - Parameter now: when it was done, in seconds. Where it is not given, the pace is that of the
  ///   moment when it is asked for, which falls while the next item is waited for.
  public mutating func add(isReplayed: Bool, at now: Double? = nil) {
    done += 1
    guard !isReplayed else { return }
    paid += 1
    lastPaid = now
  }

  /// The seconds that the rest of `total` items take, as if none of them were replayed; `nil` while
  /// too little is known.
  ///
  /// - Parameter concurrency: how many items run at once. Before the first of each are done the pace
  ///   would look too slow, and the last few take as long as one.
  public func secondsLeft(of total: Int, at now: Double, concurrency: Int = 1) -> Double? {
    let atOnce = max(1, concurrency)
    let left = total - done
    let elapsed = (lastPaid ?? now) - started
    guard left > 0, elapsed > 0, paid >= min(max(3, atOnce), max(3, total - 1)) else { return nil }
    let oneWave = elapsed * Double(min(atOnce, paid)) / Double(paid)
    return oneWave * max(1, Double(left) / Double(min(atOnce, paid)))
  }
}
