internal import RPM

extension ChatSession {
  /// So many groups are named by one call, and so many features put with factors by one: longer
  /// lists tire a small model.
  static let (groupsPerCall, featuresPerCall) = (6, 15)
  /// So many factors are offered for a feature: those that lie nearest.
  static let offered = 4

  /// 1b. Features that lie near each other are put into groups, and the model names what each says.
  /// Then it chooses for every feature among the names that lie nearest, so that a factor holds what
  /// was judged to mean the same, and opposites part.
  ///
  /// Features of one name go together. What fits no factor is left without one.
  func cluster(_ request: ClusteringRequest) async throws -> [FactorProposal] {
    guard !request.items.isEmpty else { return [] }
    let groups = try FeatureGroups(request.items, most: 2 * request.ceiling)
    var factors: [FactorProposal] = []
    var named: [[[Int]]] = []
    var positions: [String: Int] = [:]
    for (group, names) in zip(groups.groups, try await names(of: groups)) {
      for name in names {
        if let position = positions[name.lowercased()] {
          named[position].append(group)
        } else {
          positions[name.lowercased()] = factors.count
          factors.append(FactorProposal(name: name, members: []))
          named.append([group])
        }
      }
    }
    let places = zip(factors, named).map { groups.place(ofFactor: $0.name, groups: $1) }
    let offers = groups.entries.indices.map {
      groups.nearest(to: $0, among: places, most: Self.offered)
    }
    let choices = try await assigned(
      zip(groups.entries, offers).map { entry, offer in
        AssignContract.Choice(feature: entry.feature, factors: offer.map { factors[$0].name })
      }, stage: .cluster)
    for (entry, (offer, choice)) in zip(groups.entries, zip(offers, choices)) {
      if let choice { factors[offer[choice]].members += entry.items }
    }
    return factors.filter { !$0.members.isEmpty }
  }

  private func names(of groups: FeatureGroups) async throws -> [[String]] {
    let chunks = Chunks(count: groups.groups.count, most: Self.groupsPerCall).ranges
    return try await Concurrent.map(chunks, limit: concurrency) { range in
      let contract = ClusterContract(groups: range.count)
      let call = calls.cluster(
        groups.groups[range].map { $0.map { groups.entries[$0].feature } }, contract)
      return try await caller.value(call) { reply, _ throws(ReplyProblem) in
        try contract.names(in: reply)
      }
    }.flatMap(\.self)
  }

  /// The factor of each feature, as a position in what it is offered; `nil` for none. What is offered
  /// nothing is not asked about.
  func assigned(_ choices: [AssignContract.Choice], stage: Stage) async throws -> [Int?] {
    let asked = choices.indices.filter { !choices[$0].factors.isEmpty }
    let chunks = Chunks(count: asked.count, most: Self.featuresPerCall).ranges
    let found = try await Concurrent.map(chunks, limit: concurrency) { range in
      let contract = AssignContract(choices: asked[range].map { choices[$0] })
      return try await caller.value(calls.assign(contract, stage: stage)) {
        reply, _ throws(ReplyProblem) in
        try contract.factors(in: reply)
      }
    }.flatMap(\.self)
    var assigned = [Int?](repeating: nil, count: choices.count)
    for (index, factor) in zip(asked, found) { assigned[index] = factor }
    return assigned
  }
}
