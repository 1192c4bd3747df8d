/// What panel 3 shows of an answer.
enum PathTab: CaseIterable, Hashable, Sendable {
  case path
  case sum
  case query
  case whatIf
  case prompt
  case raw

  /// The name in the title.
  var title: String {
    switch self {
    case .path: "Path"
    case .sum: "Sum"
    case .query: "Query"
    case .whatIf: "What if"
    case .prompt: "Prompt"
    case .raw: "Raw"
    }
  }

  /// Whether it shows the calls of a language model.
  var showsCalls: Bool { self == .prompt || self == .raw }
}
