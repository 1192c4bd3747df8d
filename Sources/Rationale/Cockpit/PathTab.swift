/// What panel 3 shows of an answer.
enum PathTab: Cycle, Hashable, Sendable {
  case path
  case sum
  case query

  /// The name in the title.
  var title: String {
    switch self {
    case .path: "Path"
    case .sum: "Sum"
    case .query: "Query"
    }
  }
}
