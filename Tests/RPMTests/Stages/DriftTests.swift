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
        date: dates ? "2024-0\(1 + index / 28)-\(10 + index % 28 / 2)" : nil)
    }
    return (model, history.dated())
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
    #expect(drift.border == ["2024-02-10", "2024-02-11"])
    #expect(drift.factors[0].isSignificant && drift.factors[0].moved == 0)
    #expect(drift.factors[0].change == -1)
    #expect(drift.factors[1].chance == 1 && !drift.factors[1].isSignificant)
    #expect(drift.factors[1].reliability.map { $0 > 0.95 } == true)
  }

  @Test func aChangeThatTheModelTellsOfPartsEarlyAndLate() throws {
    let items = (0..<40).map { (label: $0 < 30 ? "a" : "b", factors: [0]) }
    var (model, history) = model(items, dates: true)
    func turned(at interaction: Int, belief: Double) -> EvidenceTrust {
      EvidenceTrust(
        habits: 1, words: 1, factors: 1, usual: 1, habitsAlone: 0, mistaken: Ratio(0, of: 0),
        turn: EvidenceTrust.Turn(interaction: interaction, isReversal: true, belief: belief))
    }
    model.statistics.trust = turned(at: 30, belief: 0.9)
    let drift = try #require(Drift(model, history: history))
    #expect(drift.isPartedAtTurn && drift.earlyCount == 30)
    #expect(drift.factors[0].early == [30, 0, 0] && drift.factors[0].late == [0, 10, 0])
    for trust in [turned(at: 30, belief: 0.7), turned(at: 0, belief: 1), turned(at: 99, belief: 1)]
    {
      model.statistics.trust = trust
      let halves = try #require(Drift(model, history: history))
      #expect(!halves.isPartedAtTurn && halves.earlyCount == 20)
    }
    history[3].instant = nil
    #expect(!history.areInOrderOfTime)
  }

  @Test func theHalvesAreThoseOfTime() throws {
    let items = (0..<20).map { (label: $0 < 10 ? "a" : "b", factors: [0]) }
    let (model, given) = model(items)
    // A history that was fitted newest first.
    var history = given
    for index in history.indices { history[index].date = "\(30 - index).01.2024" }
    let drift = try #require(Drift(model, history: history.dated()))
    #expect(drift.border == ["2024-01-20", "2024-01-21"] && drift.order == "by date")
    #expect(drift.all.early == [0, 10, 0] && drift.all.late == [10, 0, 0])
    // One without a date goes with its neighbour.
    history[9].date = nil
    let partly = try #require(Drift(model, history: history.dated()))
    #expect(partly.all.early == [0, 10, 0])
    #expect(partly.border == ["2024-01-20", "2024-01-22"])
    #expect(partly.order.hasPrefix("by date, but 1 of 20 have none"))
    // Times tell the days apart.
    for index in history.indices {
      history[index].date = "2024-01-05 \(index < 3 ? 12 : index % 12):\(10 + index) PM"
    }
    let clock = try #require(Drift(model, history: history.dated()))
    #expect(clock.border?.allSatisfy { $0.hasPrefix("2024-01-05 ") } == true)
  }

  @Test(arguments: ["", " ", "soon", "3/4/2024"])
  func noBorderWithoutDates(date: String) throws {
    let (model, given) = model((0..<20).map { (label: $0 < 10 ? "a" : "b", factors: [0]) })
    let history = given.map { Interaction(query: $0.query, response: $0.response, date: date) }
    let drift = try #require(Drift(model, history: history.dated()))
    #expect(drift.border == nil && drift.order.contains("by the file's order"))
    #expect(drift.all.early == [10, 0, 0])
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
