package import RPM

extension Session {
  /// Answers a query again without what is masked.
  ///
  /// - Parameter isPaid: whether only what was chosen is masked, because each answer is paid for.
  /// - Throws: `Unagreed` where it takes more than was agreed to.
  package func whatIf(
    _ wanted: WhatIfState, isPaid: Bool, through use: ModelUse, agreed: Quote?
  ) async throws(Unagreed) -> RPM.Run<WhatIf> {
    let record = wanted.record
    let masks = wanted.masks(isPaid: isPaid)
    let cost = WhatIfCost(
      query: record.answer.query, masks: masks.count,
      edits: masks.count { $0.parts.contains { $0.kind == .edit } }, asksFirst: false,
      k: Engine.defaultK)
    try await settle(
      cost.usage(record.stored, session: self, use: use), for: .masks(masks.count), at: use.choice,
      agreed: agreed)
    return engine(for: use, user: record.user).whatIf(
      record.answer.query, of: record.stored.model, history: record.stored.history, masks: masks,
      baseline: record.answer)
  }
}
