extension Audit {
  /// Audits a path to a past answer, which may quote the statistics without its own interaction.
  ///
  /// - Parameters:
  ///   - path: the path, kept in `entry` or about to be.
  ///   - entry: what the memory holds of the interaction.
  ///   - item: the query and the true answer.
  ///   - factors: `F(m)`.
  ///   - statistics: those of the whole history.
  ///   - answers: what may be answered.
  static func report(
    on path: ReasoningPath, of entry: MemoryEntry, to item: Interaction, factors: [Factor],
    statistics: UserStatistics, answers: AnswerSpace
  ) -> AuditReport {
    Audit(
      features: entry.features, factors: factors,
      statistics: Counting.excluding(
        entry, response: item.response, answers: answers, from: statistics),
      answers: answers, query: item.query
    ).report(on: path, response: item.response, isStored: true)
  }
}
