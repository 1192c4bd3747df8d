internal import RPM

/// A person made up from a seed and a number.
///
/// Their answers follow from the nouns they write about, with some inconsistency, so that factors
/// are there to be found.
struct InventedPerson {
  /// What is answered.
  enum Kind: String {
    /// A rating from 1 to 5 for a text of forty words.
    case ratings
    /// A title for an abstract of eighty words.
    case titles

    /// The task, as the method takes it.
    var task: TaskDefinition {
      switch self {
      case .ratings:
        TaskDefinition(
          name: rawValue, instruction: "How good was it, 1 to 5?",
          answers: .labels(["1", "2", "3", "4", "5"], ordered: true))
      case .titles:
        TaskDefinition(name: rawValue, instruction: "Give it a title.", answers: .open)
      }
    }

    fileprivate var words: Int { self == .ratings ? 40 : 80 }
  }

  /// The seed of every benchmark.
  static let seed: UInt64 = 20_260_101

  /// What the person answers.
  let kind: Kind
  /// Which person it is.
  let number: Int

  /// The name, which no other number has.
  var name: String { InventedWords.name(number) }

  /// The person with a history of so many items.
  ///
  /// - Parameter words: how many words a text has; `nil` for what is usual.
  func user(items: Int, words: Int? = nil) -> User {
    var generator = SeededGenerator(seed: Self.seed, number: number)
    let history = (0..<items).map { _ in
      item(words: words ?? kind.words, using: &generator)
    }
    return User(name: name, task: kind.task, history: history)
  }

  /// Queries that are not in the history.
  func queries(_ count: Int) -> [String] {
    var generator = SeededGenerator(seed: ~Self.seed, number: number)
    return (0..<count).map { _ in item(words: kind.words, using: &generator).query }
  }

  private func item(words: Int, using generator: inout SeededGenerator) -> Interaction {
    let topics = (0..<3).map { _ in InventedWords.noun(using: &generator) }
    let query = InventedWords.text(words: words, about: topics, using: &generator)
    switch kind {
    case .ratings:
      // Liked or not by the first topic; the second moves it, and every fifth answer is a whim.
      let taste = topics[0] &* 31 &+ number
      let rating = generator.index(below: 5) == 0 ? generator.index(below: 5) : taste % 5
      return Interaction(query: query, response: "\(max(0, min(4, rating - topics[1] % 2)) + 1)")
    case .titles:
      let (first, second) = (InventedWords.noun(topics[0]), InventedWords.noun(topics[1]))
      return Interaction(query: query, response: "On \(first) and \(second)")
    }
  }
}
