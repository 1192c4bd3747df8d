internal import Foundation
internal import Storage

/// What is typed after `/` in the user list.
///
/// Words must all occur in the name or the task, whatever their case and accents. Field terms:
/// `n>=30`, `n<10`, `tests>0`, `task=films`, `fitted`, `unfitted`,
/// `stale`. A word with `!` before it must not occur, one with `~` only has its letters in this order,
/// and `re:` begins a regular expression. A term that is still being typed, such as `n>=`, filters
/// nothing.
package struct UserFilter: Sendable {
  private enum Term: Sendable {
    case word([UInt8], wanted: Bool)
    case letters([Character])
    case pattern(FilterPattern)
    case tests(Comparison, Int)
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

    func holds(_ value: Int, _ bound: Int) -> Bool {
      switch self {
      case .atLeast: value >= bound
      case .atMost: value <= bound
      case .more: value > bound
      case .fewer: value < bound
      case .exactly: value == bound
      }
    }
  }

  private static func has(_ text: String, _ letters: [Character]) -> Bool {
    var rest = letters[...]
    for character in text where character == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  private let terms: [Term]

  /// Reads what was typed.
  package init(_ text: String) {
    terms = text.split(whereSeparator: \.isWhitespace).compactMap { Self.term(String($0)) }
  }

  /// Whether a user is shown.
  package func matches(_ listed: ListedUser) -> Bool {
    let user = listed.summary
    return terms.allSatisfy { term in
      switch term {
      case .word(let word, let wanted): return FoldedText.contains(listed.bytes, word) == wanted
      case .letters(let letters): return Self.has(listed.text, letters)
      case .pattern(let pattern): return pattern.matches(listed.text)
      case .tests(let comparison, let number): return comparison.holds(user.tests, number)
      case .task(let task): return listed.task.hasPrefix(task)
      case .fitted(let wanted): return (user.model != nil) == wanted
      case .stale: return user.model?.isStale == true
      case .interactions(let comparison, let number):
        return comparison.holds(user.interactions, number)
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
      let task = FoldedText.of(String(word.dropFirst(5)))
      return task.isEmpty ? nil : .task(task)
    }
    if word.hasPrefix("re:") { return FilterPattern(String(word.dropFirst(3))).map(Term.pattern) }
    if word.hasPrefix("~") {
      let letters = Array(FoldedText.of(String(word.dropFirst())))
      return letters.isEmpty ? nil : .letters(letters)
    }
    for name in ["n", "tests"] where word.hasPrefix(name) {
      let rest = word.dropFirst(name.count)
      if let comparison = Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) }) {
        let number = Int(rest.dropFirst(comparison.rawValue.count))
        return number.map {
          name == "n" ? .interactions(comparison, $0) : .tests(comparison, $0)
        }
      }
    }
    if word.hasPrefix("!") {
      let rest = FoldedText.of(String(word.dropFirst()))
      return rest.isEmpty ? nil : .word(Array(rest.utf8), wanted: false)
    }
    return .word(Array(FoldedText.of(word).utf8), wanted: true)
  }
}
