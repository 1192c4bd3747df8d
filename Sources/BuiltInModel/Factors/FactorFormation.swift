internal import Embeddings
internal import RPM

/// Stage 1b of the built-in model: tight groups of features that mean the same.
///
/// Every feature gets a factor, also one that stands alone: a partition. Answers are never looked
/// at, for factors chosen by them look good and predict worse.
struct FactorFormation: Sendable {
  /// Where features lie.
  var space: FeatureSpace
  /// Only so many names, the commonest, are compared each with each.
  var comparedLimit = 2500

  /// The largest mean distance within a factor; for unit vectors a cosine of about .45.
  static let cut: Float = 1.05
  /// A feature belongs to the factor of the nearest one within this squared distance.
  static let reach: Float = 0.85
  private static let countedBonus: Float = 0.06
  /// What a name loses that says nothing by itself.
  private static let genericMalus: Float = 0.4
  /// What a name loses with every word after its first: short names read better.
  private static let lengthMalus: Float = 0.05

  /// Distinct names of the request and where they are in it.
  private struct Name {
    var point: FeatureSpace.Point
    /// As it is shown: the first spelling that is not a name's.
    var shown: String
    var items: [Int]
    var count: Int
  }

  /// Groups the features of a request.
  func proposals(
    for request: ClusteringRequest, checkCancellation: @Sendable () throws -> Void = {}
  ) throws -> [FactorProposal] {
    let names = distinctNames(of: request)
    // Names are not compared by meaning and need no vector.
    let vectors = Parallel.map(names.map(\.point)) { point in
      point.isUnique ? [] : space.vector(of: point)
    }
    // A zero vector is near to everything and means nothing.
    let mayJoin = vectors.map { $0.contains { $0 != 0 } }
    // Names by how common they are; of equals, the first seen.
    let common = names.indices.filter { mayJoin[$0] }
      .sorted { (names[$1].count, $0) < (names[$0].count, $1) }
    let compared = common.prefix(comparedLimit).sorted()
    let matrix = VectorMatrix(compared.map { vectors[$0] }, dimensions: space.dimensions)
    let clusters = try AverageLinkage.clusters(
      of: matrix, cut: Self.cut,
      mayJoin: { names[compared[$0]].point.mayJoin(names[compared[$1]].point) },
      checkCancellation: checkCancellation)
    var groups = clusters.map { $0.map { compared[$0] } }
    try place(
      Array(common.dropFirst(comparedLimit)), names: names, vectors: vectors, compared: compared,
      matrix: matrix, into: &groups, checkCancellation: checkCancellation)
    groups += names.indices.filter { !mayJoin[$0] }.map { [$0] }
    return named(groups, names: names, vectors: vectors)
  }

  /// Distinct (name, valence), except that a name which is sometimes written like an ordinary word
  /// is one.
  private func distinctNames(of request: ClusteringRequest) -> [Name] {
    let points = request.items.map { space.point(of: $0.feature) }
    let ordinary = Set(points.filter { !$0.isUnique }.map(\.key))
    var names: [Name] = []
    var index: [FeatureSpace.Point: Int] = [:]
    for (position, item) in request.items.enumerated() {
      var point = points[position]
      if ordinary.contains(point.key) { point.isUnique = false }
      let isSpelledSo = point.isUnique == points[position].isUnique
      if let known = index[point] {
        names[known].items.append(position)
        names[known].count += item.count
        if isSpelledSo, names[known].shown.isEmpty { names[known].shown = item.feature.name }
      } else {
        index[point] = names.count
        let shown = isSpelledSo ? item.feature.name : ""
        names.append(Name(point: point, shown: shown, items: [position], count: item.count))
      }
    }
    return names
  }

  /// Puts the rarer names with the nearest compared one within reach, or by themselves.
  private func place(
    _ rest: [Int], names: [Name], vectors: [[Float]], compared: [Int], matrix: VectorMatrix,
    into groups: inout [[Int]], checkCancellation: @Sendable () throws -> Void
  ) throws {
    guard !rest.isEmpty else { return }
    var groupOf: [Int: Int] = [:]
    for (group, members) in groups.enumerated() {
      for member in members { groupOf[member] = group }
    }
    let nearest = try Parallel.tryMap(rest, minimumPerPiece: 8) { name -> Int? in
      try checkCancellation()
      let distances = matrix.squaredDistances(to: vectors[name])
      var best: Int?
      var least = Self.reach
      for row in distances.indices
      where distances[row] < least && names[name].point.mayJoin(names[compared[row]].point) {
        (best, least) = (row, distances[row])
      }
      return best
    }
    for (name, row) in zip(rest, nearest) {
      if let group = row.flatMap({ groupOf[compared[$0]] }) {
        groups[group].append(name)
      } else {
        groups.append([name])
      }
    }
  }

  /// Names each group after the member nearest to its centre, common and short ones preferred.
  private func named(_ groups: [[Int]], names: [Name], vectors: [[Float]]) -> [FactorProposal] {
    var taken: Set<String> = []
    return groups.map { group in
      if group.count == 1, let only = group.first {
        return FactorProposal(
          name: unused(names[only].shown, others: [], taken: &taken), members: names[only].items)
      }
      let byCount = group.sorted { (names[$1].count, $0) < (names[$0].count, $1) }
      let centre = centroid(of: group, names: names, vectors: vectors)
      func rank(_ name: Int) -> Float {
        let furtherWords = Float(names[name].point.key.count { $0 == " " })
        let words = names[name].shown.lowercased().split(separator: " ").map(String.init)
        let isGeneric = words.allSatisfy(GenericWords.all.contains)
        return squaredDistance(vectors[name], centre) + Self.lengthMalus * furtherWords
          + (isGeneric ? Self.genericMalus : 0) - Self.countedBonus
          * Float(min(names[name].count, 5))
      }
      let central = byCount.min { rank($0) < rank($1) } ?? group[0]
      var others: [String] = []
      for name in byCount where names[name].shown != names[central].shown {
        if !others.contains(names[name].shown) { others.append(names[name].shown) }
      }
      let label = unused(names[central].shown, others: others, taken: &taken)
      return FactorProposal(
        name: label, description: others.prefix(3).joined(separator: ", "),
        members: group.flatMap { names[$0].items }.sorted())
    }
  }

  private func centroid(of group: [Int], names: [Name], vectors: [[Float]]) -> [Float] {
    var sum = [Float](repeating: 0, count: space.dimensions)
    var weight: Float = 0
    for name in group {
      let count = Float(names[name].count)
      weight += count
      for index in sum.indices { sum[index] += count * vectors[name][index] }
    }
    return sum.map { $0 / weight }
  }

  /// The name, with the second member where it is taken: two factors never share one.
  private func unused(_ name: String, others: [String], taken: inout Set<String>) -> String {
    var candidates = [name] + others.map { "\(name) / \($0)" }
    if candidates.allSatisfy({ taken.contains($0.lowercased()) }) {
      var number = 2
      while taken.contains("\(name) \(number)".lowercased()) { number += 1 }
      candidates = ["\(name) \(number)"]
    }
    let free = candidates.first { !taken.contains($0.lowercased()) } ?? name
    taken.insert(free.lowercased())
    return free
  }
}
