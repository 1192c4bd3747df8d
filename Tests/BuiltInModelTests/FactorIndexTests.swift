internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct FactorIndexTests {
  private let knowledge = HandMadeWords(
    dimensions: 3,
    vectors: [
      "novel": [1, 0, 0], "book": [0.9, 0.4, 0], "sea": [0, 1, 0], "anna": [0, 0, 1],
      "good": [0.6, 0.6, 0], "bad": [0.6, 0.6, 0], "fine": [0.6, 0.6, 0],
    ])

  private func index(_ features: [Feature], hasValence: Bool = false) -> FactorIndex {
    FactorIndex(
      memory: ReasoningMemory(entries: [
        MemoryEntry(interaction: 0, features: features, path: nil)
      ]),
      space: FeatureSpace(knowledge: knowledge, hasValence: hasValence))
  }

  @Test func aFeatureJoinsTheNearestWithinReach() {
    let index = index([
      Feature(name: "novel", context: "", factor: 4), Feature(name: "sea", context: "", factor: 7),
    ])
    #expect(index.factor(of: Feature(name: "book", context: "")) == 4)
    #expect(index.factor(of: Feature(name: "sea", context: "x")) == 7)
    #expect(index.factor(of: Feature(name: "xyzzy", context: "")) == nil)
  }

  @Test func namesMatchByEqualStringOnly() {
    let index = index([Feature(name: "Anna", context: "", factor: 1)])
    #expect(index.factor(of: Feature(name: "Anna", context: "")) == 1)
    #expect(index.factor(of: Feature(name: "anna", context: "")) == 1)
    #expect(index.factor(of: Feature(name: "Maria", context: "")) == nil)
  }

  @Test func oppositeValencesDoNotMatch() {
    let index = index(
      [Feature(name: "fine", context: "", factor: 2, valence: 1)], hasValence: true)
    #expect(index.factor(of: Feature(name: "good", context: "", valence: 1)) == 2)
    #expect(index.factor(of: Feature(name: "bad", context: "", valence: -2)) == nil)
    #expect(index.factor(of: Feature(name: "fine", context: "", valence: -1)) == nil)
  }

  @Test func anEmptyMemoryKnowsNothing() {
    #expect(index([]).factor(of: Feature(name: "novel", context: "")) == nil)
    #expect(
      index([Feature(name: "novel", context: "")])
        .factor(of: Feature(name: "novel", context: "")) == nil)
  }
}
