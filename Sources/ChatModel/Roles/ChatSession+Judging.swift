internal import RPM

extension ChatSession: RationaleJudging {
  func judge(_ comparison: RationaleComparison) async throws -> RationaleJudgement {
    let contract = RateContract()
    return try await caller.value(calls.rate(comparison, contract)) {
      reply, _ throws(ReplyProblem) in
      try contract.judgement(in: reply)
    }
  }
}
