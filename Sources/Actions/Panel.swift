internal import Workbench

/// The panels of the cockpit, in Tab order; the raw value is the key that leads there.
package enum Panel: Int, Cycle, Hashable, Sendable {
  case users = 1
  case person
  case path
  case examples
  case ask

  /// The name in the title.
  package var title: String {
    switch self {
    case .users: "Users"
    case .person: "Factors"
    case .path: "Path"
    case .examples: "Examples"
    case .ask: "Ask"
    }
  }
}
