/// What is known of the order of a history in time.
///
/// Windows, drift and the last fifth of a history mean nothing where nobody knows what came first;
/// this says so.
package struct HistoryOrder: Hashable, Sendable {
  /// The interactions whose moment is known.
  package var dated = 0
  /// Those without a date.
  package var undated = 0
  /// Those whose date could not be read, or in more than one way.
  package var unread = 0
  /// What is wrong with the dates that were not read.
  package var problem: String?

  /// What is said where nothing is missing.
  package static let byDate = "by date"

  package init(_ history: [Interaction]) {
    self.init(history.lazy.map { ($0.date, $0.instant) })
  }

  /// Takes the dates of a history with their moments, as far as these are known.
  package init(_ dates: some Sequence<(date: String?, instant: Int64?)>) {
    var column = DateColumn()
    for (date, instant) in dates {
      switch (date, instant) {
      case (_, .some): dated += 1
      case (let date?, nil) where !DateForm.isNone(date):
        unread += 1
        column.look(at: date)
      default: undated += 1
      }
    }
    // A text alone may be clear where the person's dates together were not.
    problem = unread > 0 ? column.problem ?? "\(unread) dates cannot be read" : nil
  }

  /// Whether the history is in the order of its dates. One date alone orders nothing.
  package var isKnown: Bool { dated > 1 || dated == 1 && undated + unread == 0 }

  /// In a few words: `by date`, `no dates: by the file's order`.
  package var words: String {
    let count = dated + undated + unread
    if isKnown {
      let missing = undated + unread
      guard missing > 0 else { return Self.byDate }
      return "by date, but \(missing) of \(count) "
        + (unread == 0 ? "have none and" : "have none that can be read and")
        + " stay behind the one before them"
    }
    guard unread > 0, let problem else { return "no dates: by the file's order" }
    return "by the file's order: \(problem)"
  }
}

extension [Interaction] {
  /// Whether every moment is known and none lies before the one before it, so that a change in time
  /// can be told.
  package var areInOrderOfTime: Bool {
    let moments = map(\.instant)
    return !moments.contains(nil)
      && zip(moments, moments.dropFirst()).allSatisfy { ($0 ?? 0) <= ($1 ?? 0) }
  }
}
