internal import Testing

@testable import RPM

/// Several queries in one call, and keys that another model made.
@Suite struct SharedCallTests {
  private static let user = User(
    name: "Mara",
    task: TaskDefinition(
      name: "t", instruction: "", answers: .labels(["1", "2"], ordered: true)),
    history: ["red apple", "green apple", "red plum", "blue plum", "red pear"].map {
      Interaction(query: $0, response: "1")
    })

  private func engine(
    _ behaviour: ScriptedModel.Behaviour, identity: ModelIdentity? = nil
  ) -> Engine {
    var model = ScriptedModel(behaviour: behaviour)
    if let identity { model.identity = identity }
    return Engine(blackBox: model, embedder: LetterEmbedder(), clock: .still)
  }

  @Test func queriesShareCallsInOrder() async throws {
    var behaviour = ScriptedModel.Behaviour()
    let apart = try await engine(behaviour).fit(Self.user).value
    behaviour.extractionsPerCall = 2
    behaviour.extractions = ScriptedModel.Log()
    let together = try await engine(behaviour).fit(Self.user).value
    #expect(
      Set(behaviour.extractions?.all ?? [])
        == [["red apple", "green apple"], ["red plum", "blue plum"], ["red pear"]])
    #expect(together == apart)
  }

  @Test func whoeverASharedCallLeavesOutIsAskedAlone() async throws {
    var behaviour = ScriptedModel.Behaviour()
    let apart = try await engine(behaviour).fit(Self.user).value
    behaviour.extractionsPerCall = 5
    behaviour.answersOfSharedCall = 3
    behaviour.extractions = ScriptedModel.Log()
    let together = try await engine(behaviour).fit(Self.user).value
    #expect(
      Set(behaviour.extractions?.all.dropFirst() ?? []) == [["blue plum"], ["red pear"]])
    #expect(together == apart)
  }

  @Test func aSharedCallThatFailsIsMadeOneByOne() async throws {
    var behaviour = ScriptedModel.Behaviour()
    let apart = try await engine(behaviour).fit(Self.user).value
    behaviour.extractionsPerCall = 3
    behaviour.fails = ["extract several"]
    #expect(try await engine(behaviour).fit(Self.user).value == apart)
  }

  @Test func theKeysOfAnotherModelAreMadeAnew() async throws {
    var model = try await engine(.init()).fit(Self.user).value
    let wanted = try await engine(.init()).ask("red fig", of: model, history: Self.user.history)
      .value.retrieved
    #expect(wanted.count == 3)
    // Keys of another length are of no use to this embedder.
    for index in model.memory.entries.indices { model.memory.entries[index].key = [1, 0] }
    let same = try await engine(.init()).ask("red fig", of: model, history: Self.user.history)
      .value
    #expect(same.retrieved.isEmpty)
    let other = ModelIdentity(name: "other", version: "2")
    let crossed = try await engine(.init(), identity: other).ask(
      "red fig", of: model, history: Self.user.history
    ).value
    #expect(crossed.retrieved == wanted)
    #expect(crossed.identity == other)
    // So they are where only the embedder is another.
    model.embedder = "another"
    let embedded = try await engine(.init()).ask("red fig", of: model, history: Self.user.history)
      .value
    #expect(embedded.retrieved == wanted)
  }
}
