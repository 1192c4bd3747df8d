internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct WhatIfTests {
  private func whatIf(
    _ person: SmallPerson, _ masks: [Mask]? = nil, isTotal: Bool = true
  ) async throws -> (WhatIf, UserModel) {
    let model = try await SmallPerson.engine.fit(person.user).value
    let run = SmallPerson.engine.whatIf(
      person.query, of: model, history: person.user.history, masks: masks, isTotal: isTotal)
    return (try await run.value, model)
  }

  @Test(arguments: SmallPerson.all)
  func nothingMaskedIsTheFirstAnswer(_ person: SmallPerson) async throws {
    let (result, _) = try await whatIf(person, [.together([])])
    let evidence = try #require(result.baseline.evidence)
    #expect(result.outcomes.count == 1)
    let outcome = result.outcomes[0]
    #expect(outcome.logits == evidence.logits)
    #expect(outcome.answer == result.baseline.response)
    #expect(outcome.total?.deltas.allSatisfy { $0 == 0 } == true)
    #expect(outcome.direct?.deltas.allSatisfy { $0 == 0 } == true)
    #expect(outcome.fallenSteps.isEmpty)
  }

  @Test(arguments: SmallPerson.all)
  func aFactorThatNoFeatureHasChangesNothing(_ person: SmallPerson) async throws {
    let (known, model) = try await whatIf(person, [])
    let active = known.baseline.features.activeFactors
    let absent = try #require(model.factors.map(\.id).first { !active.contains($0) })
    let (result, _) = try await whatIf(person, [.factor(absent)])
    let outcome = try #require(result.outcome(of: .factor(absent)))
    #expect(outcome.logits == result.baseline.evidence?.logits)
    #expect(outcome.direct?.logOdds == 0 && outcome.total?.logOdds == 0)
    #expect(!result.flips(outcome))
  }

  @Test(arguments: [SmallPerson.viewer, .critic, .voter])
  func theDirectChangeOfAFactorIsItsBar(_ person: SmallPerson) async throws {
    let (result, _) = try await whatIf(person)
    let evidence = try #require(result.baseline.evidence)
    let bars = evidence.terms.flatMap(\.parts).filter { $0.kind == .factor }
    #expect(!bars.isEmpty && result.outcomes.count == bars.count)
    for bar in bars {
      let factor = try #require(bar.factor)
      let direct = try #require(result.outcome(of: .factor(factor))?.direct)
      for (delta, value) in zip(direct.deltas, bar.values) { #expect(abs(delta + value) < 1e-12) }
    }
  }

  /// The damping stays, so that what a mask takes in a second run is exactly its bar, its words and
  /// what the examples change.
  @Test(arguments: [SmallPerson.viewer, .critic, .voter])
  func aSecondRunKeepsEveryOtherBar(_ person: SmallPerson) async throws {
    let (first, model) = try await whatIf(person, [])
    let masked = try #require(first.baseline.features.activeFactors.first)
    let answer = try await SmallPerson.engine.ask(
      person.query, of: model, history: person.user.history, without: [.factor(masked)]
    ).value
    func bars(_ answer: Answer) -> [Factor.ID: [Double]] {
      let parts = answer.evidence?.terms.flatMap(\.parts).filter { $0.kind == .factor } ?? []
      return Dictionary(parts.map { ($0.factor ?? -1, $0.values) }) { one, _ in one }
    }
    let (before, after) = (bars(first.baseline), bars(answer))
    #expect(after == before.filter { $0.key != masked })
    #expect(!after.isEmpty)
    let (again, _) = try await whatIf(person, [.factor(masked)])
    #expect(again.outcomes[0].logits == answer.evidence?.logits)
    #expect(again.outcomes[0].answer == answer.response)
    #expect(!answer.features.contains { $0.factor == masked })
  }

  @Test(arguments: SmallPerson.all)
  func itIsTheSameEveryTime(_ person: SmallPerson) async throws {
    let first = try await whatIf(person).0
    let second = try await whatIf(person).0
    #expect(first == second)
    let sizes = first.outcomes.map { outcome in
      (first.flips(outcome) ? 1000 : 0) + abs((outcome.total ?? outcome.direct)?.logOdds ?? 0)
    }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test func barsAloneAskNobody() async throws {
    let (result, _) = try await whatIf(.viewer, nil, isTotal: false)
    #expect(!result.outcomes.isEmpty)
    #expect(result.outcomes.allSatisfy { $0.total == nil && $0.logits == nil })
    #expect(result.outcomes.allSatisfy { $0.direct != nil && $0.answer == $0.direct?.answer })
    #expect(result.faithfulness == nil)
  }

  @Test(arguments: [SmallPerson.viewer, .critic])
  func aDroppedExampleMakesRoomForTheNext(_ person: SmallPerson) async throws {
    let (first, model) = try await whatIf(person, [])
    let nearest = try #require(first.baseline.retrieved.first)
    let answer = try await SmallPerson.engine.ask(
      person.query, of: model, history: person.user.history,
      without: [.example(nearest.interaction)]
    ).value
    #expect(answer.retrieved.count == first.baseline.retrieved.count)
    #expect(Array(answer.retrieved.prefix(2)) == Array(first.baseline.retrieved.dropFirst()))
    #expect(answer.features == first.baseline.features)
    let (result, _) = try await whatIf(person, [.example(nearest.interaction)])
    let bar = try #require(
      first.baseline.evidence?.terms.flatMap(\.parts)
        .first { $0.interaction == nearest.interaction })
    #expect(result.outcomes[0].direct?.deltas == bar.values.map { 0 - $0 })
  }

  @Test func allMaskedLeavesHabitsAndTheRestOfTheText() async throws {
    let (first, _) = try await whatIf(.viewer, [])
    let all = Mask.together(first.baseline.features.indices.map(Mask.feature))
    let (result, _) = try await whatIf(.viewer, [all])
    let outcome = result.outcomes[0]
    // Without features there is no retrieval either, and every step on a factor has fallen.
    let cited = first.baseline.path.steps.indices.filter {
      first.baseline.path.steps[$0].factor != nil
    }
    #expect(!cited.isEmpty && Set(cited).isSubset(of: outcome.fallenSteps))
    #expect(outcome.viaExamplesAndWording.map { abs($0) > 0.01 } == true)
  }

  @Test func anEditedFeatureIsReadAnew() async throws {
    let (first, model) = try await whatIf(.viewer, [])
    let index = try #require(first.baseline.features.firstIndex { $0.name == "ship" })
    let (result, _) = try await whatIf(
      .viewer, [.edit(feature: index, text: "astronaut"), .edit(feature: index, text: "ship")])
    let changed = try #require(result.outcome(of: .edit(feature: index, text: "astronaut")))
    let same = try #require(result.outcome(of: .edit(feature: index, text: "ship")))
    #expect(model.factors.contains { $0.name == "astronaut" || $0.name == "rocket" })
    #expect(changed.direct.map { $0.logOdds < 0 } == true)
    #expect(same.total.map { abs($0.logOdds) < 1e-9 } == true)
    #expect(changed.name == "ship = astronaut")
  }

  @Test func whatIsNotThereIsSaid() async throws {
    let masks: [Mask] = [
      .feature(99), .factor(999), .example(99), .edit(feature: 99, text: "x"),
    ]
    for mask in masks {
      await #expect(throws: RoleFailure.self) { try await whatIf(.viewer, [mask]) }
    }
  }

  @Test func titlesKeepTheFirstCandidatesToCompareWith() async throws {
    let (result, _) = try await whatIf(.author)
    #expect(!result.outcomes.isEmpty)
    #expect(result.outcomes.allSatisfy { $0.logits != nil })
    // A word of the title that is gone costs the title.
    let strongest = try #require(result.outcomes.first)
    #expect(strongest.total.map { $0.deltas.contains { $0 < 0 } } == true)
  }
}
