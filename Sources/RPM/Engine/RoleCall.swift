internal import Foundation

/// One call that a run wants made: an effect as a value.
enum RoleCall: Sendable {
  /// Several queries at once; a target query is alone.
  case extract([ExtractionRequest])
  case cluster(ClusteringRequest)
  case judge(JudgementRequest)
  case complete(UserStatistics, [Factor], [[Feature]], [Stance?])
  case reason(ReasoningRequest)
  case generate(GenerationRequest)
  case embed([String])
}

/// What a call gave back.
enum RoleReply: Sendable {
  /// One list of features a query.
  case features([[Feature]])
  case proposals([FactorProposal])
  case judgement(ItemJudgement)
  case completed(UserStatistics, Data)
  case path(ReasoningPath)
  case generation(Generation)
  case vectors([[Float]])
}
