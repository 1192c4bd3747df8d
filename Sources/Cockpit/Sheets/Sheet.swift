internal import Actions

/// What can stand in the place of the panels. The prompt stays below it.
enum Sheet: Hashable, Sendable {
  /// The runs with their stages.
  case trace
  /// The factors by labels.
  case matrix
  /// The tests of a person's model.
  case checks

  /// Where its keys are heard.
  var context: ActionContext {
    switch self {
    case .trace: .trace
    case .matrix: .matrix
    case .checks: .checks
    }
  }

  /// The section of the help that is about it.
  var helpSection: String {
    switch self {
    case .trace: "Runs"
    case .matrix: "Factors by label"
    case .checks: "Checks"
    }
  }
}
