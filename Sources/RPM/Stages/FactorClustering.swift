internal import Embeddings
internal import Foundation

/// Stage 1b: a model's grouping of features, checked as a partition (ours; method section 3).
///
/// Unknown members are dropped and a repeated one keeps its first place. Features that nobody
/// claimed are left over: the caller asks for them once more, then `place` puts each with its
/// nearest factor.
public struct FactorClustering: Sendable {
  /// The distinct features, by case-folded name and context, in order of first appearance.
  public let items: [ClusteringRequest.Item]
  /// For each query and each of its features, the position in `items`.
  private let positions: [[Int]]
  /// The groups so far.
  private var proposals: [FactorProposal] = []
  /// The items that were placed by nearness rather than by the model.
  private var autoAssigned: Set<Int> = []

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

  /// What the model is asked about the items that no group has.
  public var leftOverRequest: ClusteringRequest {
    ClusteringRequest(
      items: leftOver.map { items[$0] }, ceiling: Self.ceiling(distinct: items.count),
      known: proposals.map {
        FactorProposal(name: $0.name, description: $0.description, members: [])
      })
  }

  /// `min(15, max(3, round(sqrt(distinct))))` (ours).
  public static func ceiling(distinct: Int) -> Int {
    min(15, max(3, Int(Double(distinct).squareRoot().rounded())))
  }

  /// The items that no group has.
  public var leftOver: [Int] {
    let claimed = Set(proposals.flatMap(\.members))
    return items.indices.filter { !claimed.contains($0) }
  }

  /// Takes the model's groups. Those of a later call join the group of the same name.
  public mutating func accept(_ reply: [FactorProposal]) {
    var claimed = Set(proposals.flatMap(\.members))
    var byName = [String: Int](
      proposals.enumerated().map { ($1.name.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first })
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

  /// Puts what is left over with the group whose members are nearest on average.
  ///
  /// - Parameter vectors: one unit vector an item.
  public mutating func place(vectors: [[Float]]) {
    let centroids = proposals.map { proposal in
      proposal.members.reduce([Float](repeating: 0, count: vectors.first?.count ?? 0)) {
        zip($0, vectors[$1]).map(+)
      }
    }
    guard !centroids.isEmpty else { return }
    for item in leftOver {
      let scores = centroids.enumerated().map { group, centroid in
        let count = Float(proposals[group].members.count)
        return zip(centroid, vectors[item]).reduce(Float(0)) { $0 + $1.0 * $1.1 } / count
      }
      guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { continue }
      proposals[best].members.append(item)
      autoAssigned.insert(item)
    }
  }

  /// The factors and each query's features with their factor filled in.
  ///
  /// Factors stand in the order of their occurrences, commonest first, ties by name. Names are
  /// unique after case folding: a later one takes its commonest member as well.
  public func result(of features: [[Feature]]) -> (factors: [Factor], features: [[Feature]]) {
    let ordered = proposals.map { proposal in
      (proposal, proposal.members.reduce(0) { $0 + items[$1].count })
    }.sorted { ($1.1, $0.0.name) < ($0.1, $1.0.name) }
    var factors: [Factor] = []
    var names: Set<String> = []
    var factorOfItem: [Int: Factor.ID] = [:]
    for (id, (proposal, _)) in ordered.enumerated() {
      let members = members(of: proposal)
      var name = proposal.name
      if !names.insert(name.lowercased()).inserted {
        name = unused(name, members: members.map(\.name), taken: names)
        names.insert(name.lowercased())
      }
      factors.append(
        Factor(id: id, name: name, description: proposal.description, members: members))
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
      if autoAssigned.contains(item) { counts[name]?.isAutoAssigned = true }
    }
    return counts.values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private func unused(_ name: String, members: [String], taken: Set<String>) -> String {
    for member in members where member.lowercased() != name.lowercased() {
      let candidate = "\(name) / \(member)"
      if !taken.contains(candidate.lowercased()) { return candidate }
    }
    var number = 2
    while taken.contains("\(name) \(number)".lowercased()) { number += 1 }
    return "\(name) \(number)"
  }
}
