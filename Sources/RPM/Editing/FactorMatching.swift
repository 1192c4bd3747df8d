/// Which factor of one model is which of another.
struct FactorMatching: Sendable {
  /// Factors of both models that are the same.
  private(set) var pairs: [(old: Factor.ID, new: Factor.ID)] = []
  /// For each older factor the newer one that holds its features, where there is one.
  private(set) var successor: [Factor.ID: Factor.ID] = [:]
  /// What became of factors.
  private(set) var changes: [ModelDiff.FactorChange] = []

  init(old: [Factor], new: [Factor]) {
    let byName = [String: Factor.ID](
      old.map { ($0.name.lowercased(), $0.id) }, uniquingKeysWith: { first, _ in first })
    let members = old.map { Set($0.members.map { $0.name.lowercased() }) }
    var holder: [String: [Factor.ID]] = [:]
    for factor in old {
      for name in members[factor.id].sorted() { holder[name, default: []].append(factor.id) }
    }
    let newNames = Set(new.map { $0.name.lowercased() })
    let gone = Set(old.filter { !newNames.contains($0.name.lowercased()) }.map(\.id))
    var consumed: Set<Factor.ID> = []
    for factor in new {
      let own = Set(factor.members.map { $0.name.lowercased() })
      let same = byName[factor.name.lowercased()]
      let taken = gone.subtracting(consumed).filter { id in
        !members[id].isEmpty && members[id].isSubset(of: own)
      }.sorted()
      if let same {
        pairs.append((same, factor.id))
        successor[same] = factor.id
      }
      // A factor that took over all of others that are gone was merged of them.
      if same != nil && !taken.isEmpty || taken.count > 1 {
        consumed.formUnion(taken)
        for id in taken { successor[id] = factor.id }
        let sources = ((same.map { [$0] } ?? []) + taken).sorted()
        add(.merged, factor.name, sources.map { old[$0].name })
      } else if same == nil, let only = taken.first, members[only] == own {
        consumed.insert(only)
        pairs.append((only, factor.id))
        successor[only] = factor.id
        add(.renamed, factor.name, [old[only].name])
        if old[only].description != factor.description {
          add(.described, factor.name, [])
        }
      } else if same == nil {
        let sources = Set(own.flatMap { holder[$0] ?? [] }).subtracting(gone).sorted()
        if sources.count == 1, own.isSubset(of: members[sources[0]]) {
          add(.split, factor.name, [old[sources[0]].name])
        } else {
          add(.added, factor.name, [])
        }
      }
      if let same {
        if old[same].name != factor.name { add(.renamed, factor.name, [old[same].name]) }
        if old[same].description != factor.description { add(.described, factor.name, []) }
      }
    }
    for id in gone.subtracting(consumed).sorted() { add(.removed, old[id].name, []) }
  }

  private mutating func add(
    _ kind: ModelDiff.FactorChange.Kind, _ factor: String, _ from: [String]
  ) {
    changes.append(ModelDiff.FactorChange(kind: kind, factor: factor, from: from))
  }
}
