internal import RPM

/// `recent-k`, `random-k` and `all-history`: past answers that nobody searched for.
///
/// A language model sees them in the order of time, the oldest first, those of `random-k` in none;
/// what does not fit of a whole history is left out from its beginning. Without a language model
/// they vote. A query that reads the same is never among them.
struct PastMethod: ExampleMethod {
  /// Which past answers.
  enum Choice: String, Sendable {
    /// The last K.
    case recent = "recent-k"
    /// K at random, the same for the same person and query.
    case random = "random-k"
    /// All of them.
    case all = "all-history"
  }

  let choice: Choice

  init(_ choice: Choice) {
    self.choice = choice
  }

  var name: String { choice.rawValue }
  var kind: MethodKind { .simple }
  var order: PlainQuestion.Order { choice == .random ? .none : .time }

  func summary(completes: Bool) -> String {
    let which =
      switch choice {
      case .recent: "the last K answers of the person"
      case .random: "K answers of the person at random"
      case .all: "all answers of the person" + (completes ? ", the newest that fit" : "")
      }
    return which + (completes ? ", shown in the prompt" : ", which vote")
  }

  func count(_ bench: PersonBench) -> Int { choice == .all ? bench.history.count : bench.k }

  func calls(for user: User, k: Int) -> MethodCalls {
    .questions(user, k: choice == .all ? user.history.count : k) { [order] in $0.order = order }
  }

  func ranking(
    _ bench: PersonBench, _ completer: (any Completing)?
  ) async throws -> @Sendable (String) async throws -> [RetrievedExample] {
    let (history, choice) = (bench.history, choice)
    let person = choice == .random ? PersonalChance(history) : nil
    return { query in
      var places = history.indices.reversed().filter { history[$0].query != query }
      if let person {
        var generator = person.generator(for: query)
        places.shuffleStably(using: &generator)
      }
      return places.map {
        RetrievedExample(interaction: $0, similarity: 0, answer: history[$0].response)
      }
    }
  }
}
