internal import RPM

extension ChatSession {
  /// So many groups are named by one call, and so many features put with factors by one: longer
  /// lists tire a small model.
  static let (groupsPerCall, featuresPerCall) = (6, 15)
  /// So many factors are offered for a feature: those that lie nearest.
  static let offered = 4

  /// 1b. Features that lie near each other are put into groups, and the model names what each says.
  /// Where a group got two names it chooses one for each of its features; for a feature outside of
  /// all groups it chooses among the names that lie nearest, or none.
  ///
  /// Features of one name go together. What fits no factor is left without one: the nearest may say
  /// the opposite.
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
    var own = [[Int]](repeating: [], count: groups.entries.count)
    for (factor, groups) in named.enumerated() {
      for entry in groups.joined() where !own[entry].contains(factor) { own[entry].append(factor) }
    }
    // What lies in a named group belongs to it: the only question is to which of its names.
    let offers = groups.entries.indices.map {
      own[$0].isEmpty ? groups.nearest(to: $0, among: places, most: Self.offered) : own[$0]
    }
    let choices = try await assigned(
      groups.entries.indices.map { entry in
        AssignContract.Choice(
          feature: groups.entries[entry].feature, factors: offers[entry].map { factors[$0].name },
          mayBeNone: own[entry].isEmpty)
      }, stage: .cluster)
    for (entry, choice) in choices.enumerated() {
      if let choice { factors[offers[entry][choice]].members += groups.entries[entry].items }
    }
    return factors.filter { !$0.members.isEmpty }
  }

  private func names(of groups: FeatureGroups) async throws -> [[String]] {
    let chunks = Chunks(count: groups.groups.count, most: Self.groupsPerCall).ranges
    return try await Concurrent.map(chunks, limit: concurrency) { range in
      let contract = ClusterContract(groups: range.count)
      let call = calls.cluster(
        groups.groups[range].map { $0.map { groups.entries[$0].feature } }, contract)
      let names = try await caller.value(call) { reply, _ throws(ReplyProblem) in
        try contract.names(in: reply)
      }
      return zip(range, names).map { group, names in
        let own = names.filter { groups.means($0, group: group, among: range) }
        return own.isEmpty ? [groups.middleName(ofGroup: group)] : own
      }
    }.flatMap(\.self)
  }

  /// The factor of each feature, as a position in what it is offered; `nil` for none. Where there is
  /// nothing to choose, nothing is asked.
  func assigned(_ choices: [AssignContract.Choice], stage: Stage) async throws -> [Int?] {
    let asked = choices.indices.filter { choices[$0].allowed.count > 1 }
    let chunks = Chunks(count: asked.count, most: Self.featuresPerCall).ranges
    let found = try await Concurrent.map(chunks, limit: concurrency) { range in
      let contract = AssignContract(choices: asked[range].map { choices[$0] })
      return try await caller.value(calls.assign(contract, stage: stage)) {
        reply, _ throws(ReplyProblem) in
        try contract.factors(in: reply)
      }
    }.flatMap(\.self)
    var assigned = choices.map { $0.mayBeNone ? nil : 0 as Int? }
    for (index, factor) in zip(asked, found) { assigned[index] = factor ?? assigned[index] }
    return assigned
  }
}
