internal import Foundation
internal import Storage

/// How the user list is ordered.
package enum UserOrder: String, Cycle, Hashable, Sendable {
  case name
  case task
  case interactions
  case fitted

  /// Whether one user comes before another. Ties go by name, task and id, so that the order is
  /// always the same.
  package func isBefore(_ one: ListedUser, _ other: ListedUser) -> Bool {
    let (first, second) = (one.summary, other.summary)
    switch self {
    case .name: break
    case .task: if first.task != second.task { return first.task < second.task }
    case .interactions:
      if first.interactions != second.interactions {
        return first.interactions > second.interactions
      }
    case .fitted:
      let (a, b) = (first.model?.fitted, second.model?.fitted)
      if a != b { return (a ?? .distantPast) > (b ?? .distantPast) }
    }
    return (one.name, first.name, first.task, first.id)
      < (other.name, second.name, second.task, second.id)
  }
}
