/// Stage 1b: a model's grouping of features, checked as a partition (ours; method section 3).
///
/// Unknown members are dropped and a repeated one keeps its first place. Features that no group has
/// belong to no factor.
public struct FactorClustering: Sendable {
  /// The distinct features, by case-folded name and context, in order of first appearance.
  public let items: [ClusteringRequest.Item]
  /// For each query and each of its features, the position in `items`.
  private let positions: [[Int]]
  /// The groups, none before the model's were taken.
  private var proposals: [FactorProposal] = []

  /// Collects the distinct features of all queries.
  public init(features: [[Feature]]) {
    var items: [ClusteringRequest.Item] = []
    var index: [[String]: Int] = [:]
    positions = features.map { query in
      query.map { feature in
        let key = [feature.name.lowercased(), feature.context.lowercased()]
        if let position = index[key] {
          items[position].count += 1
          return position
        }
        index[key] = items.count
        items.append(ClusteringRequest.Item(feature: feature, count: 1))
        return items.count - 1
      }
    }
    self.items = items
  }

  /// What the model is asked.
  public var request: ClusteringRequest {
    ClusteringRequest(items: items, ceiling: Self.ceiling(distinct: items.count))
  }

  /// `min(15, max(3, round(sqrt(distinct))))`.
  public static func ceiling(distinct: Int) -> Int {
    min(15, max(3, Int(Double(distinct).squareRoot().rounded())))
  }

  /// Takes the model's groups. Those of the same name become one.
  public mutating func accept(_ reply: [FactorProposal]) {
    proposals = []
    var claimed: Set<Int> = []
    var byName: [String: Int] = [:]
    for proposal in reply {
      let members = proposal.members.filter {
        items.indices.contains($0) && claimed.insert($0).inserted
      }
      guard !members.isEmpty else { continue }
      let given = proposal.name.trimmingWhitespace()
      let name = given.isEmpty ? items[members[0]].feature.name : given
      if let same = byName[name.lowercased()] {
        proposals[same].members += members
      } else {
        byName[name.lowercased()] = proposals.count
        proposals.append(
          FactorProposal(name: name, description: proposal.description, members: members))
      }
    }
  }

  /// The factors and each query's features with their factor filled in.
  ///
  /// Factors stand in the order of their occurrences, commonest first, ties by name. Names are
  /// unique after case folding.
  public func result(of features: [[Feature]]) -> (factors: [Factor], features: [[Feature]]) {
    let ordered = proposals.map { proposal in
      (proposal, proposal.members.reduce(0) { $0 + items[$1].count })
    }.sorted { ($1.1, $0.0.name) < ($0.1, $1.0.name) }
    var factors: [Factor] = []
    var factorOfItem: [Int: Factor.ID] = [:]
    for (id, (proposal, _)) in ordered.enumerated() {
      factors.append(
        Factor(
          id: id, name: proposal.name, description: proposal.description,
          members: members(of: proposal)))
      for item in proposal.members { factorOfItem[item] = id }
    }
    let assigned = zip(features, positions).map { query, positions in
      zip(query, positions).map { feature, position in
        var feature = feature
        feature.factor = factorOfItem[position]
        return feature
      }
    }
    return (factors, assigned)
  }

  /// The distinct names in a group, commonest first, ties in alphabetical order.
  private func members(of proposal: FactorProposal) -> [Factor.Member] {
    var counts: [String: Factor.Member] = [:]
    for item in proposal.members {
      let name = items[item].feature.name
      counts[name, default: Factor.Member(name: name, count: 0)].count += items[item].count
    }
    return counts.values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
