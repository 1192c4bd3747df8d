/// How many calls are worth having under way at one server: events in, a number out, and no clock.
///
/// It begins with two. While the server is kept busy it measures how many tokens are written a
/// second, over a few replies, and then tries more calls: twice as many until that fails for the
/// first time, later one more. What does not bring a third of what it could is taken back, since
/// the calls only wait for one another then; each such attempt makes the next one later. When the
/// server says "too many" the number halves, once for all that were under way then.
struct Pace: Sendable, Hashable {
  /// How many may be under way now.
  private(set) var limit: Int
  /// Which calls are told apart after "too many": those that began before it count once.
  private(set) var epoch = 0

  private var most: Int
  private var window: Window?
  /// What was measured with fewer calls, while more are tried.
  private var before: (limit: Int, rate: Double)?
  private var isCareful = false
  /// How many measurements pass between attempts, and how many have.
  private var patience = 1
  private var measured = 0

  /// A measurement under way.
  private struct Window: Hashable {
    var began: Double
    var replies = 0
    var tokens = 0
  }

  /// Creates a pace; `most` calls at once at best.
  init(most: Int) {
    self.most = max(1, most)
    limit = min(2, self.most)
  }

  /// Two states are equal where they go on alike.
  static func == (left: Self, right: Self) -> Bool {
    left.limit == right.limit && left.epoch == right.epoch && left.most == right.most
      && left.window == right.window && left.before?.limit == right.before?.limit
      && left.before?.rate == right.before?.rate && left.isCareful == right.isCareful
      && left.patience == right.patience && left.measured == right.measured
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(limit)
    hasher.combine(epoch)
  }

  /// The server works on so many calls at once: more would only wait for one another.
  mutating func told(slots: Int) {
    most = min(most, max(1, slots))
    guard limit > most else { return }
    limit = most
    (before, window) = (nil, nil)
  }

  /// A reply came.
  ///
  /// - Parameters:
  ///   - tokens: how many it has.
  ///   - isFull: whether as many calls were under way as may be.
  mutating func replied(tokens: Int, isFull: Bool, at seconds: Double) {
    // An idle server tells nothing of a busy one.
    guard isFull else { return window = nil }
    guard var window else { return self.window = Window(began: seconds) }
    window.replies += 1
    window.tokens += max(1, min(tokens, 1_000_000))
    self.window = window
    let elapsed = seconds - window.began
    guard window.replies >= max(4, 2 * limit), elapsed > 0 else { return }
    self.window = nil
    decide(rate: Double(window.tokens) / elapsed)
  }

  /// The server says that there are too many, of a call that began in some epoch.
  mutating func refused(epoch: Int) {
    window = nil
    guard epoch == self.epoch else { return }
    self.epoch += 1
    before = nil
    limit = max(1, limit / 2)
    beCareful()
  }

  /// Nobody may begin for a while: what is measured now is no measure.
  mutating func paused() { window = nil }

  private mutating func decide(rate: Double) {
    if let tried = before.take() {
      let ideal = Double(limit) / Double(tried.limit)
      if rate < tried.rate * (1 + (ideal - 1) / 3) {
        limit = tried.limit
        return beCareful()
      }
    }
    measured += 1
    guard limit < most, measured >= patience else { return }
    measured = 0
    before = (limit, rate)
    limit = isCareful ? limit + 1 : min(most, 2 * limit)
  }

  private mutating func beCareful() {
    isCareful = true
    measured = 0
    patience = min(64, 2 * patience)
  }
}
