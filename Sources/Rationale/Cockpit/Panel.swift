/// The panels of the cockpit, in Tab order; the raw value is the key that leads there.
enum Panel: Int, CaseIterable, Hashable, Sendable {
  case users = 1
  case person
  case path
  case examples
  case ask

  /// The name in the title.
  var title: String {
    switch self {
    case .users: "Users"
    case .person: "Factors"
    case .path: "Path"
    case .examples: "Examples"
    case .ask: "Ask"
    }
  }

  /// The panel `step` places further on, around the end.
  func neighbour(_ step: Int) -> Panel {
    let all = Panel.allCases
    let index = (rawValue - 1 + step + all.count) % all.count
    return all[index]
  }
}

/// What panel 2 shows of a person.
enum PersonTab: Int, CaseIterable, Hashable, Sendable {
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

  /// The tab `step` places further on, around the end.
  func neighbour(_ step: Int) -> PersonTab {
    let all = PersonTab.allCases
    return all[(rawValue + step + all.count) % all.count]
  }
}

/// What panel 3 shows of an answer.
enum PathTab: Int, CaseIterable, Hashable, Sendable {
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

  /// The tab `step` places further on, around the end.
  func neighbour(_ step: Int) -> PathTab {
    let all = PathTab.allCases
    return all[(rawValue + step + all.count) % all.count]
  }
}
