internal import Foundation

/// One call that a run wants made: an effect as a value.
enum RoleCall: Sendable {
  case extract(ExtractionRequest)
  case cluster(ClusteringRequest)
  case judge(JudgementRequest)
  case complete(UserStatistics, [Factor], [[Feature]])
  case reason(ReasoningRequest)
  case generate(GenerationRequest)
  case embed([String])
}

/// What a call gave back.
enum RoleReply: Sendable {
  case features([Feature])
  case proposals([FactorProposal])
  case judgements([Judgement])
  case completed(UserStatistics, Data)
  case path(ReasoningPath)
  case generation(Generation)
  case vectors([[Float]])
}
