public import RPM

/// What a method may learn from, and what it is asked (method, section 13).
///
/// Test items that are given stand. Where there are none, or with `holdsOut`, the last 20 % of the
/// history become the test: at least 5, at most 20, never more than half, and none where the
/// history has fewer than 10 interactions. A history is in the order of its dates since import;
/// where these are not known, the last are those of the file (`isUnordered`).
public struct Split: Sendable, Hashable, Codable {
  /// Whether given test items are left aside and the history is split all the same.
  public var holdsOut: Bool

  /// Creates a split; one that keeps given test items unless it is told otherwise.
  public init(holdsOut: Bool = false) {
    self.holdsOut = holdsOut
  }

  /// In a few words.
  public var words: String {
    holdsOut
      ? "the last 20 % of each history held out"
      : "given test items, else the last 20 % of the history held out"
  }

  /// How many of a history are held out.
  public static func held(of count: Int) -> Int {
    guard count >= 10 else { return 0 }
    return min(max(5, min(20, (count + 2) / 5)), count / 2)
  }

  /// Whether a person would be asked the last of a history of which nobody knows what came last.
  public func isUnordered(_ user: User) -> Bool {
    (holdsOut || user.test.isEmpty) && Self.held(of: user.history.count) > 0
      && !HistoryOrder(user.history).isKnown
  }

  /// A person with a history and a test that share no query.
  ///
  /// An interaction whose query is asked in the test is taken out of the history, white space at
  /// the ends apart: nobody could tell knowing from looking up.
  public func applied(to user: User) -> User {
    var user = user
    if holdsOut || user.test.isEmpty {
      let held = Self.held(of: user.history.count)
      user.test = user.history.suffix(held)
      user.history.removeLast(held)
    }
    let asked = Set(user.test.map { $0.query.trimmingWhitespace() })
    user.history.removeAll { asked.contains($0.query.trimmingWhitespace()) }
    return user
  }
}
