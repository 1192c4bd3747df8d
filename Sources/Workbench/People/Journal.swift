package import Storage

/// What was changed by hand and can be taken back, newest last.
package struct Journal: Equatable, Sendable {
  /// A change with what it takes to undo it.
  package enum Change: Equatable, Sendable {
    case filter(from: String, to: String)
    case order(from: UserOrder, to: UserOrder)
    case theme(from: String, to: String)
    case model(from: ModelChoice, to: ModelChoice)
    /// A model was edited; what was done, in words. The library keeps the versions.
    case edit(String, user: Library.UserID)
    /// An earlier ask was deleted. `id` is the one it has when it is there.
    case deletion(Storage.Run, id: Int64, user: Library.UserID)
  }

  package private(set) var done: [Change] = []
  package private(set) var undone: [Change] = []

  package init() {}

  private static let limit = 200

  /// Notes a change; what was taken back before cannot be had again then.
  package mutating func add(_ change: Change) {
    undone = []
    // A filter that is typed on is one change.
    if case .filter(let from, _) = done.last, case .filter(_, let to) = change {
      done.removeLast()
      if from != to { done.append(.filter(from: from, to: to)) }
      return
    }
    done.append(change)
    if done.count > Self.limit { done.removeFirst() }
  }

  /// The change to take back; it can be done again then.
  package mutating func undo() -> Change? {
    guard let change = done.popLast() else { return nil }
    undone.append(change)
    return change
  }

  /// The change to do again.
  package mutating func redo() -> Change? {
    guard let change = undone.popLast() else { return nil }
    done.append(change)
    return change
  }

  /// An ask that came back has a new number.
  package mutating func renumber(_ old: Int64, to new: Int64) {
    func renumbered(_ change: Change) -> Change {
      if case .deletion(let run, old, let user) = change {
        return .deletion(run, id: new, user: user)
      }
      return change
    }
    done = done.map(renumbered)
    undone = undone.map(renumbered)
  }
}
