internal import RPM

/// What retrieved answers say together, without a model that could read them.
struct Vote: Sendable {
  /// The history that was retrieved from.
  var history: [Interaction]
  /// What may be answered.
  var answers: AnswerSpace
  /// How many may vote.
  var k: Int

  /// The answer of the K most similar examples that can be taken up, `nil` where there is none.
  ///
  /// - Labels: the commonest, of equals the one that was seen first.
  /// - A scale: the median; between two the one nearer to the most similar example.
  /// - Options: an example votes for the option with the text that was chosen then; one whose
  ///   option is not offered passes its vote on to the next.
  /// - Free text: the answer of the most similar example.
  ///
  /// - Parameter ranking: the examples, the most similar first.
  func answer(to query: String, ranking: [RetrievedExample]) -> (String, confidence: Double)? {
    let votes = votes(for: query, ranking: ranking)
    guard let first = votes.first else { return nil }
    let response: String
    switch answers {
    case .open:
      response = first
    case .labels(let labels, ordered: true):
      response = median(of: votes, on: labels)
    case .labels, .options:
      response =
        votes.enumerated().max { one, other in
          let counts = (count(of: one.element, in: votes), count(of: other.element, in: votes))
          return counts.0 == counts.1 ? one.offset > other.offset : counts.0 < counts.1
        }?.element ?? first
    }
    return (response, Double(count(of: response, in: votes)) / Double(votes.count))
  }

  private func votes(for query: String, ranking: [RetrievedExample]) -> [String] {
    guard answers == .options else {
      let usable = ranking.filter { answers == .open || answers.index(of: $0.answer) != nil }
      return usable.prefix(max(1, k)).map(\.answer)
    }
    let question = SurveyQuestion(query: query)
    return Array(
      ranking.lazy.compactMap { example -> String? in
        let asked = SurveyQuestion(query: history[example.interaction].query)
        guard let chosen = asked.index(of: example.answer) else { return nil }
        let text = asked.options[chosen].text.lowercased()
        return question.options.first { $0.text.lowercased() == text }?.letter
      }.prefix(max(1, k)))
  }

  private func median(of votes: [String], on labels: [String]) -> String {
    let places = votes.compactMap(labels.firstIndex(of:))
    let sorted = places.sorted()
    let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
    return labels[abs(places[0] - low) <= abs(places[0] - high) ? low : high]
  }

  private func count(of answer: String, in votes: [String]) -> Int { votes.count { $0 == answer } }
}
