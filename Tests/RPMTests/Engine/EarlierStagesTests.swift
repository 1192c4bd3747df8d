internal import Testing

@testable import RPM

@Suite struct EarlierStagesTests {
  private static let user = User(
    name: "Mara",
    task: TaskDefinition(
      name: "t", instruction: "", answers: .labels(["1", "2"], ordered: true)),
    history: [("red apple", "1"), ("green apple", "2"), ("red plum", "1")].map {
      Interaction(query: $0.0, response: $0.1)
    })

  private func engine(_ behaviour: ScriptedModel.Behaviour = .init()) -> Engine {
    Engine(
      blackBox: ScriptedModel(behaviour: behaviour), embedder: LetterEmbedder(), clock: .still)
  }

  @Test func featuresOfAnEarlierAskAreNotReadAgain() async throws {
    let model = try await engine().fit(Self.user).value
    let first = try await engine().ask("red pear", of: model, history: Self.user.history).value
    let log = ScriptedModel.Log()
    var behaviour = ScriptedModel.Behaviour()
    behaviour.extractions = log
    let run = engine(behaviour).ask(
      "red pear", of: model, history: Self.user.history,
      reusing: EarlierStages(features: first.features))
    let second = try await run.value
    #expect(log.all.isEmpty)
    #expect(second.features == first.features && second.retrieved == first.retrieved)
    #expect(
      await run.stages.map(\.state) == [.reused, .finished, .finished, .finished])
  }

  /// The scripted model looks at five entries: where there are not as many examples, they are
  /// looked up anew.
  @Test func examplesAreTakenOverWhereTheModelLooksAtNoMore() async throws {
    let model = try await engine().fit(Self.user).value
    let history = Self.user.history
    let examples = [RetrievedExample(interaction: 2, similarity: 0.25, answer: "1")]
    let earlier = EarlierStages(
      features: [Feature(name: "red", context: "", factor: 99)], retrieved: examples)
    let few = engine().ask("q", of: model, history: history, reusing: earlier)
    #expect(try await few.value.retrieved.count == 3)
    #expect(await few.stages.first { $0.stage == .retrieve }?.state == .finished)
    let all = engine().ask("q", of: model, history: history, k: 5, reusing: earlier)
    let answer = try await all.value
    #expect(answer.retrieved == examples)
    #expect(await all.stages.first { $0.stage == .retrieve }?.state == .reused)
    // A factor that the model does not have is none.
    #expect(answer.features.map(\.factor) == [nil])
  }

  @Test func aRunThatFailsTellsItsStages() async throws {
    let model = try await engine().fit(Self.user).value
    var behaviour = ScriptedModel.Behaviour()
    behaviour.fails = ["generate"]
    let run = engine(behaviour).ask("red", of: model, history: Self.user.history)
    await #expect(throws: RoleFailure.self) { try await run.value }
    let stages = await run.stages
    #expect(stages.map(\.stage) == [.extract, .retrieve, .generate])
    #expect(stages.last?.state == .failed && stages.last?.problem == "generate is broken")
  }
}
