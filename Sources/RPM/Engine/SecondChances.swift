/// Decides what becomes of a call that failed, so that one bad item is one bad item: it is asked once
/// more when the rest of its stage is done, and only then counts as failed.
///
/// What concerns every call ends the run at once. What perhaps does, such as a server that cannot be
/// reached, ends it when three items in a row met it and nothing succeeded between, or when an item
/// meets it twice and nothing ever did.
struct SecondChances<Ticket: Hashable & Sendable>: Sendable {
  /// How many items fail in a row before the server is at fault.
  static var mostInARow: Int { 3 }

  /// What to do about a failure.
  enum Verdict: Sendable, Hashable {
    /// Ask again when the rest is done.
    case later
    /// The call failed; the run goes on.
    case stands
    /// The run cannot go on.
    case ends(RoleFailure)
  }

  /// The tickets to ask again.
  private(set) var waiting: [Ticket] = []
  private var asked: Set<Ticket> = []
  /// The items that failed since the server last answered, for what may be its own fault.
  private var unanswered: Set<Ticket> = []

  /// Whether a ticket is asked for the second time.
  func isSecond(_ ticket: Ticket) -> Bool { asked.contains(ticket) }

  /// Notes that a call succeeded.
  mutating func succeeded() { unanswered.removeAll() }

  /// Judges a failure.
  ///
  /// - Parameter isItem: whether the call is about one item among several, which the run can go on
  ///   without.
  mutating func failed(_ ticket: Ticket, _ failure: RoleFailure, isItem: Bool) -> Verdict {
    let isSecond = asked.contains(ticket)
    if failure.endsRun {
      var certain = failure
      certain.isCertain = true
      guard isItem, !failure.isCertain else { return .ends(certain) }
      if isSecond ? unanswered.contains(ticket) : insert(ticket) { return .ends(certain) }
    } else {
      guard isItem else { return .stands }
      // The server did answer.
      unanswered.removeAll()
    }
    guard !isSecond else { return .stands }
    asked.insert(ticket)
    waiting.append(ticket)
    return .later
  }

  /// Takes the tickets whose second chance has come.
  mutating func takeWaiting() -> [Ticket] {
    defer { waiting = [] }
    return waiting
  }

  /// Notes an item that the server did not answer; gives whether these are too many.
  private mutating func insert(_ ticket: Ticket) -> Bool {
    unanswered.insert(ticket)
    return unanswered.count >= Self.mostInARow
  }
}

/// Tells a model that a call is made again because its reply was of no use, so that it may be asked
/// in a way that brings another.
public enum SecondChance {
  /// Whether this is such a call.
  @TaskLocal public static var isOn = false
}
