internal import RPM

extension ChatSession {
  /// 1b. One call; where there are too many features for one, a call a chunk, and then their groups
  /// are merged.
  func cluster(_ request: ClusteringRequest) async throws -> [FactorProposal] {
    guard !request.items.isEmpty else { return [] }
    let chunks = Chunks(count: request.items.count, most: Chunks.most).ranges
    guard chunks.count > 1 else { return try await group(request) }
    if request.known.isEmpty {
      record.noteChunks(chunks.count)
      CallReporter.report(
        .warning(
          """
          \(request.items.count) distinct features are too many for one call: they are grouped in \
          \(chunks.count) chunks, and the groups then merged. Factors may be less even than usual.
          """))
    }
    let groups = try await Concurrent.map(chunks, limit: concurrency) { range in
      let chunk = ClusteringRequest(
        items: Array(request.items[range]),
        ceiling: FactorClustering.ceiling(distinct: range.count), known: request.known)
      return try await group(chunk).map { proposal in
        var proposal = proposal
        proposal.members = proposal.members.map { range.lowerBound + $0 }
        return proposal
      }
    }.flatMap(\.self)
    // Groups that join known factors do so by name.
    return request.known.isEmpty
      ? try await merge(groups, ceiling: request.ceiling, of: request.items) : groups
  }

  private func group(_ request: ClusteringRequest) async throws -> [FactorProposal] {
    let contract = ClusterContract(letter: "f", count: request.items.count)
    return try await caller.value(calls.cluster(request, contract)) {
      reply, _ throws(ReplyProblem) in
      try contract.proposals(in: reply)
    }
  }

  /// Merges the groups of several chunks, in several rounds where there are too many of them. What
  /// cannot be merged stays apart: a fit of so many features is worth too much to be lost over it.
  private func merge(
    _ groups: [FactorProposal], ceiling: Int, of items: [ClusteringRequest.Item]
  ) async throws -> [FactorProposal] {
    var groups = groups
    while groups.count > 1 {
      let before = groups
      let chunks = Chunks(count: before.count, most: Chunks.most).ranges
      do {
        groups = try await Concurrent.map(chunks, limit: concurrency) { range in
          try await merged(
            Array(before[range]),
            ceiling: chunks.count > 1 ? FactorClustering.ceiling(distinct: range.count) : ceiling,
            of: items)
        }.flatMap(\.self)
      } catch let failure as RoleFailure where !failure.endsRun {
        record.noteFailedMerge()
        CallReporter.report(
          .warning("The groups of several chunks could not be merged. \(failure)"))
        return before
      }
      if chunks.count == 1 || groups.count >= before.count { break }
    }
    return groups
  }

  private func merged(
    _ groups: [FactorProposal], ceiling: Int, of items: [ClusteringRequest.Item]
  ) async throws -> [FactorProposal] {
    let contract = ClusterContract(letter: "g", count: groups.count)
    let call = calls.merge(groups, of: items, ceiling: ceiling, contract)
    let proposals = try await caller.value(call) { reply, _ throws(ReplyProblem) in
      try contract.proposals(in: reply)
    }
    return ClusterContract.joined(groups, by: proposals)
  }
}
