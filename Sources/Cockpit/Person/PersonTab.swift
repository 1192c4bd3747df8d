internal import Workbench

/// What panel 2 shows of a person.
enum PersonTab: Cycle, Hashable, Sendable {
  case factors
  case history
  case tests
  case asks

  /// The name in the title.
  var title: String {
    switch self {
    case .factors: "Factors"
    case .history: "History"
    case .tests: "Tests"
    case .asks: "Asks"
    }
  }
}
