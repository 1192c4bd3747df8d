internal import Testing

@testable import RPM

@Suite struct FactorClusteringTests {
  private static let features = [
    [Feature(name: "Taste", context: "the flavour"), Feature(name: "price", context: "cost")],
    [Feature(name: "taste", context: "The Flavour"), Feature(name: "box", context: "packing")],
  ]

  @Test func distinctFeaturesAreFoldedByCase() {
    let clustering = FactorClustering(features: Self.features)
    #expect(clustering.items.map(\.feature.name) == ["Taste", "price", "box"])
    #expect(clustering.items.map(\.count) == [2, 1, 1])
  }

  @Test(arguments: [(1, 3), (9, 3), (100, 10), (187, 14), (2000, 15)])
  func theCeilingFollowsTheRoot(distinct: Int, ceiling: Int) {
    #expect(FactorClustering.ceiling(distinct: distinct) == ceiling)
  }

  @Test func aReplyBecomesAPartition() {
    var clustering = FactorClustering(features: Self.features)
    clustering.accept([
      FactorProposal(name: "Flavour", members: [0, 0, 7, -1]),
      FactorProposal(name: "empty", members: [0]),
      FactorProposal(name: "money", members: [1, 0]),
    ])
    let (factors, features) = clustering.result(of: Self.features)
    #expect(factors.map(\.name) == ["Flavour", "money"])
    #expect(features[0].map(\.factor) == [0, 1])
    #expect(features[1].map(\.factor) == [0, nil])
    #expect(factors[0].members == [Factor.Member(name: "Taste", count: 2)])
  }

  @Test func groupsOfTheSameNameBecomeOne() {
    var clustering = FactorClustering(features: Self.features)
    clustering.accept([
      FactorProposal(name: "Things", members: [0]),
      FactorProposal(name: "things ", members: [1, 2]),
    ])
    let (factors, features) = clustering.result(of: Self.features)
    #expect(factors.count == 1)
    #expect(features.joined().allSatisfy { $0.factor == 0 })
  }

  @Test func aNamelessGroupIsCalledAfterItsFirstMember() {
    var clustering = FactorClustering(features: Self.features)
    clustering.accept([FactorProposal(name: "  ", members: [1])])
    #expect(clustering.result(of: Self.features).factors.map(\.name) == ["price"])
  }
}
