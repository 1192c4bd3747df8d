internal import Testing

@testable import RPM

@Suite struct DriftTests {
  /// A history in order of time; the flags say which factors an item has.
  private func model(
    _ items: [(label: String, factors: [Int])], ordered: Bool = false, dates: Bool = false
  ) -> (UserModel, [Interaction]) {
    let space = AnswerSpace.labels(["a", "b", "c"], ordered: ordered)
    let entries = items.enumerated().map { index, item in
      MemoryEntry(
        interaction: index,
        features: item.factors.map { Feature(name: "f\($0)", context: "", factor: $0) }, path: nil)
    }
    let count = (items.flatMap(\.factors).max() ?? -1) + 1
    let responses = items.map(\.label)
    let model = UserModel(
      task: TaskDefinition(name: "t", instruction: "", answers: space),
      identity: ModelIdentity(name: "m", version: "1"), fitted: EngineClock.still.now(),
      factors: (0..<count).map { Factor(id: $0, name: "F\($0)", members: []) },
      statistics: Counting.statistics(
        of: entries, responses: responses, answers: space, factorCount: count),
      memory: ReasoningMemory(entries: entries))
    let history = items.enumerated().map { index, item in
      Interaction(
        query: "q\(index)", response: item.label,
        date: dates ? "2024-01-\(10 + index)" : nil)
    }
    return (model, history)
  }

  @Test func aFactorThatTurnsIsFoundAndOneThatStaysIsNot() throws {
    // Factor 0 is a first and b later; factor 1 is always c; everything else stays.
    let items = (0..<60).map { index -> (label: String, factors: [Int]) in
      if index % 2 == 0 { return (index < 30 ? "a" : "b", [0]) }
      return ("c", [1])
    }
    let (model, history) = model(items, dates: true)
    let drift = try #require(Drift(model, history: history))
    #expect(drift.earlyCount == 30 && drift.lateCount == 30)
    #expect(drift.border == ["2024-01-39", "2024-01-40"])
    #expect(drift.factors[0].isSignificant && drift.factors[0].moved == 0)
    #expect(drift.factors[0].change == -1)
    #expect(drift.factors[1].chance == 1 && !drift.factors[1].isSignificant)
    #expect(drift.factors[1].reliability.map { $0 > 0.95 } == true)
  }

  @Test func fewQueriesAreNotTested() throws {
    let items = (0..<20).map { index in
      (label: index % 2 == 0 ? "a" : "b", factors: index % 10 == 0 ? [0] : [1])
    }
    let (model, history) = model(items)
    let drift = try #require(Drift(model, history: history))
    #expect(drift.border == nil)
    #expect(drift.factors[0].support == 2 && drift.factors[0].isWeak)
    #expect(drift.factors[0].chance == nil && drift.factors[0].reliability == nil)
    #expect(drift.tested == 2)
  }

  @Test func chanceIsRarelyCalledDrift() throws {
    // Labels and factors by a fixed generator: nothing changes but by luck.
    var generator = SplitMix64(seed: 7)
    let items = (0..<120).map { _ in
      (
        label: ["a", "b", "c"][Int(generator.next() % 3)],
        factors: (0..<20).filter { _ in generator.next() % 5 == 0 }
      )
    }
    let (model, history) = model(items)
    let drift = try #require(Drift(model, history: history))
    #expect(drift.tested == 21)
    #expect(!drift.all.isSignificant && drift.factors.count(where: \.isSignificant) == 0)
    #expect(drift == Drift(model, history: history))
  }

  @Test func aScaleIsComparedByItsMeans() throws {
    let items = (0..<40).map { (label: $0 < 20 ? "a" : "b", factors: [0]) }
    let (model, history) = model(items, ordered: true)
    let drift = try #require(Drift(model, history: history))
    #expect(drift.all.isSignificant)
  }
}
