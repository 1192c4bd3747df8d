internal import Testing

@testable import RPM

/// What ends a run early, and what does not.
@Suite struct EndingTests {
  private static let user = User(
    name: "Mara",
    task: TaskDefinition(
      name: "t", instruction: "", answers: .labels(["1", "2"], ordered: true)),
    history: (0..<12).map {
      Interaction(query: "red apple \($0 % 2 == 0 ? "sweet" : "sour") n\($0)", response: "1")
    })

  private func engine(_ behaviour: ScriptedModel.Behaviour) -> Engine {
    Engine(
      blackBox: ScriptedModel(behaviour: behaviour), embedder: LetterEmbedder(), clock: .still)
  }

  @Test(
    arguments: [RoleFailure.Reach.offline, .refused, .rateLimited, .budget, .unusable],
    ["extract", "cluster", "reason"])
  func aFailureThatEveryCallWouldMeetEndsTheFit(reach: RoleFailure.Reach, role: String) async {
    var behaviour = ScriptedModel.Behaviour()
    behaviour.fails = [role]
    behaviour.reach = [role: reach]
    behaviour.extractions = ScriptedModel.Log()
    let run = engine(behaviour).fit(Self.user)
    var last: EngineEvent.Kind?
    for await event in run.events { last = event.kind }
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error == RoleFailure("\(role) is broken", reach: reach))
    #expect(last == .failed("\(role) is broken"))
    if role == "extract" {
      // Only those that were under way; nobody is asked a second time.
      #expect((1...4).contains(behaviour.extractions?.all.count ?? 0))
    }
  }

  @Test func aFailureThatEndsRunsEndsAnAskAsWell() async throws {
    let model = try await engine(.init()).fit(Self.user).value
    var behaviour = ScriptedModel.Behaviour()
    behaviour.fails = ["extract"]
    behaviour.reach = ["extract": .budget]
    behaviour.extractions = ScriptedModel.Log()
    let run = engine(behaviour).ask("red", of: model, history: Self.user.history)
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error?.reach == .budget)
    #expect(behaviour.extractions?.all.count == 1)
  }

  @Test(arguments: [
    RoleFailure("unreadable"), RoleFailure("broke off", reach: .offline, isCertain: false),
    RoleFailure("not taken", reach: .unusable, isCertain: false),
  ])
  func oneBadItemIsOneBadItem(_ failure: RoleFailure) async throws {
    var behaviour = ScriptedModel.Behaviour()
    let (bad, late) = (Self.user.history[4].query, Self.user.history[5].query)
    behaviour.troubles = [bad: (failure, 9), late: (failure, 1)]
    behaviour.extractions = ScriptedModel.Log()
    let model = try await engine(behaviour).fit(Self.user).value
    #expect(model.memory.entries[4].exclusion == .noFeatures)
    #expect(model.memory.entries[5].exclusion == nil)
    let asked = behaviour.extractions?.all ?? []
    #expect(asked.count == 14)
    // After all others.
    #expect(Set(asked.suffix(2)) == [[bad], [late]])
  }

  @Test func nobodyThereEndsAFitSoon() async {
    var behaviour = ScriptedModel.Behaviour()
    let failure = RoleFailure("gone", reach: .offline, isCertain: false)
    for item in Self.user.history { behaviour.troubles[item.query] = (failure, 9) }
    behaviour.extractions = ScriptedModel.Log()
    let run = engine(behaviour).fit(Self.user)
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error == RoleFailure("gone", reach: .offline))
    #expect((3...7).contains(behaviour.extractions?.all.count ?? 0))
  }

  @Test func whatWaitsForABatchIsCountedWhenTheRestIsDone() async {
    var behaviour = ScriptedModel.Behaviour()
    behaviour.deferred = Set(Self.user.history.dropFirst(3).map(\.query))
    behaviour.extractions = ScriptedModel.Log()
    let run = engine(behaviour).fit(Self.user)
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error == RoleFailure("9 calls wait for a batch.", reach: .deferred))
    // All that the stage asks is written down, each once.
    #expect(Set(behaviour.extractions?.all ?? []).count == 12)
    #expect(behaviour.extractions?.all.count == 12)
  }

  @Test func aSingleCallThatWaitsIsOne() async {
    var behaviour = ScriptedModel.Behaviour()
    behaviour.deferred = [Self.user.history[11].query]
    let run = engine(behaviour).fit(Self.user)
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error?.description == "1 call waits for a batch.")
  }
}
