internal import Foundation
internal import Storage

/// What is typed after `/` in the user list.
///
/// Words must all occur in the name or the task, whatever their case and accents. Field terms:
/// `n>=30`, `n<10`, `task=films`, `fitted`, `unfitted`, `stale`. A word with `!` before it must not
/// occur. A term that is still being typed, such as `n>=`, filters nothing.
struct UserFilter: Hashable, Sendable {
  private enum Term: Hashable, Sendable {
    case word(String, wanted: Bool)
    case task(String)
    case interactions(Comparison, Int)
    case fitted(Bool)
    case stale
  }

  private enum Comparison: String, CaseIterable, Hashable, Sendable {
    case atLeast = ">="
    case atMost = "<="
    case more = ">"
    case fewer = "<"
    case exactly = "="
  }

  private let terms: [Term]

  /// Reads what was typed.
  init(_ text: String) {
    terms = text.split(whereSeparator: \.isWhitespace).compactMap { Self.term(String($0)) }
  }

  /// Whether a user is shown.
  func matches(_ listed: ListedUser) -> Bool {
    let user = listed.summary
    return terms.allSatisfy { term in
      switch term {
      case .word(let word, let wanted): return listed.text.contains(word) == wanted
      case .task(let task): return listed.task.hasPrefix(task)
      case .fitted(let wanted): return (user.model != nil) == wanted
      case .stale: return user.model?.isStale == true
      case .interactions(let comparison, let number):
        switch comparison {
        case .atLeast: return user.interactions >= number
        case .atMost: return user.interactions <= number
        case .more: return user.interactions > number
        case .fewer: return user.interactions < number
        case .exactly: return user.interactions == number
        }
      }
    }
  }

  private static func term(_ word: String) -> Term? {
    switch word {
    case "fitted": return .fitted(true)
    case "unfitted": return .fitted(false)
    case "stale": return .stale
    default: break
    }
    if word.hasPrefix("task=") {
      let task = ListedUser.folded(String(word.dropFirst(5)))
      return task.isEmpty ? nil : .task(task)
    }
    if word.hasPrefix("n") {
      let rest = word.dropFirst()
      if let comparison = Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) }) {
        let number = Int(rest.dropFirst(comparison.rawValue.count))
        return number.map { .interactions(comparison, $0) }
      }
    }
    if word.hasPrefix("!") {
      let rest = ListedUser.folded(String(word.dropFirst()))
      return rest.isEmpty ? nil : .word(rest, wanted: false)
    }
    return .word(ListedUser.folded(word), wanted: true)
  }
}
