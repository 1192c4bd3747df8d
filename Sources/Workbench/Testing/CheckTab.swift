/// The pages of the sheet of tests.
package enum CheckTab: String, Cycle, Hashable, Sendable {
  /// Every stored path read again.
  case audit
  /// Every past answer asked for as if it had not been given.
  case past
  /// Early answers against late ones, and how far two halves agree.
  case drift
  /// The versions of the model.
  case versions
  /// Another person beside this one.
  case compare
  /// The query of the shown answer, asked as others.
  case others
  /// The query of the shown answer, asked by other methods.
  case methods
  /// All methods on people whose answers are known.
  case evaluation

  /// The name of the page.
  package var title: String {
    switch self {
    case .audit: "Audit"
    case .past: "Past answers"
    case .drift: "Drift"
    case .versions: "Versions"
    case .compare: "Compare"
    case .others: "As others"
    case .methods: "Methods"
    case .evaluation: "Evaluation"
    }
  }
}
