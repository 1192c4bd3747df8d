internal import Testing

@testable import RPM

@Suite struct MaskTests {
  private let features = [
    Feature(name: "thin plot", context: "such a thin plot here", factor: 0),
    Feature(name: "cast", context: "the cast", factor: 1),
    Feature(name: "plot twist", context: "a plot twist", factor: 0),
    Feature(name: "noise", context: "some noise"),
  ]

  private func model(_ interactions: Int = 2) -> UserModel {
    UserModel(
      task: TaskDefinition(name: "t", instruction: "", answers: .open),
      identity: ModelIdentity(name: "m", version: "1"), fitted: EngineClock.still.now(),
      factors: [
        Factor(id: 0, name: "plot", members: []), Factor(id: 1, name: "cast", members: []),
      ], statistics: UserStatistics(interactions: interactions),
      memory: ReasoningMemory(
        entries: (0..<interactions).map {
          MemoryEntry(interaction: $0, features: [], path: nil)
        }))
  }

  private func masked(
    _ mask: Mask, query: String = "Thin plot, fine cast.", readings: [String: Feature] = [:]
  ) throws -> MaskedQuery {
    try MaskedQuery(
      mask, query: query, features: features, model: model(), readings: readings)
  }

  @Test func aFactorTakesAllItsFeatures() throws {
    let result = try masked(.factor(0))
    #expect(result.features == [features[1], features[3]])
    #expect(result.masked == [features[0], features[2]])
    #expect(result.query == "Thin plot, fine cast.")
  }

  @Test func severalMasksAreOne() throws {
    let result = try masked(.together([.feature(1), .example(1), .together([.feature(3)])]))
    #expect(result.features == [features[0], features[2]])
    #expect(result.dropped == [1])
    let ranking = [1, 0].map { RetrievedExample(interaction: $0, similarity: 1, answer: "") }
    #expect(result.ranking(from: ranking, breadth: 5).map(\.interaction) == [0])
  }

  @Test func anEditChangesTheWordsWhereTheyStand() throws {
    let reading = Feature(name: "strong", context: "", factor: 1, valence: 2)
    let result = try masked(
      .edit(feature: 0, text: "strong plot"), query: "THIN PLOT! A thin plotter. Thin plot.",
      readings: ["strong plot": reading])
    #expect(result.query == "strong plot! A thin plotter. strong plot.")
    #expect(
      result.features[0]
        == Feature(
          name: "strong plot", context: "such a strong plot here", factor: 1, valence: 2))
    #expect(result.masked.isEmpty)
  }

  @Test func everyFactorOnce() {
    #expect(Mask.everyFactor(of: features) == [.factor(0), .factor(1)])
  }

  @Test func aMaskKnowsWhatItIsOf() {
    #expect(Mask.edit(feature: 2, text: "x").id == 2)
    #expect(Mask.together([.factor(1)]).id == nil)
    #expect(
      Mask.together([.factor(1), .together([.example(0)])]).parts == [.factor(1), .example(0)])
  }
}
