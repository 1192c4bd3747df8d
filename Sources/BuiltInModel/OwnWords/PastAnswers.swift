internal import RPM

/// A history at the end of its fit, from which each answer can be taken out.
struct PastAnswers: Sendable {
  let history: [Interaction]
  let answers: AnswerSpace
  /// The counts of all of it.
  let statistics: UserStatistics
  let factors: [Factor]
  /// One entry an interaction, in order, with the keys that queries are retrieved by.
  let memory: ReasoningMemory

  /// The positions of the interactions that `takes` takes, in order; of a query that comes twice the
  /// last one.
  func lastPlaces(where takes: (Int) -> Bool) -> [Int] {
    var places: [String: Int] = [:]
    for index in history.indices where takes(index) { places[history[index].query] = index }
    return places.values.sorted()
  }

  /// The features of an interaction.
  func features(at row: Int) -> [Feature] { memory.entries[row].features }

  /// The counts without an interaction.
  func statistics(without row: Int) -> UserStatistics {
    Counting.excluding(
      memory.entries[row], response: history[row].response, answers: answers, from: statistics)
  }

  /// What an ask of an interaction's query would retrieve: never itself.
  func ranking(at row: Int, limit: Int) -> [RetrievedExample] {
    Retrieval.rank(
      key: memory.entries[row].key, memory: memory, history: history, query: history[row].query,
      limit: limit)
  }

  /// A change in time as it is kept, of rows of a fit.
  func turn(_ turn: Turn, rows: [Int], belief: Double) -> EvidenceTrust.Turn {
    EvidenceTrust.Turn(
      interaction: rows[turn.start], isReversal: turn.across < 0, belief: belief)
  }
}
