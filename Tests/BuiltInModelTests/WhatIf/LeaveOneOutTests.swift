internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct LeaveOneOutTests {
  @Test(arguments: [SmallPerson.viewer, .critic, .voter])
  func everyItemIsAskedAsIfItWereNotThere(_ person: SmallPerson) async throws {
    let engine = SmallPerson.engine
    let history = person.user.history
    let model = try await engine.fit(person.user).value
    let result = try await engine.leaveOneOut(of: model, history: history)
    #expect(result.items.map(\.interaction) == Array(history.indices))
    #expect(result.accuracy.total == history.count)
    #expect(result.failures.count == result.accuracy.total - result.accuracy.count)
    // What the user said to it has no say: with another answer there, the model says the same.
    var other = person.user
    other.history[0].response = history[1].response
    try #require(other.history[0].response != history[0].response)
    var changed = model
    changed.statistics = Counting.statistics(
      of: model.memory.entries, responses: other.history.map(\.response),
      answers: person.user.task.answers, factorCount: model.factors.count)
    if case .options = person.user.task.answers { return }
    let again = try await engine.leaveOneOut(of: changed, history: other.history)
    #expect(again.items[0].answer == result.items[0].answer)
    #expect(again.items[0].confidence == result.items[0].confidence)
  }

  @Test func aLimitTakesTheLastOnes() async throws {
    let person = SmallPerson.viewer
    let model = try await SmallPerson.engine.fit(person.user).value
    let result = try await SmallPerson.engine.leaveOneOut(
      of: model, history: person.user.history, limit: 3, withMasks: false)
    #expect(result.items.map(\.interaction) == [7, 8, 9])
    #expect(result.faithfulness == nil)
  }

  @Test func faithfulnessAddsUp() async throws {
    let person = SmallPerson.viewer
    let model = try await SmallPerson.engine.fit(person.user).value
    let result = try await SmallPerson.engine.leaveOneOut(of: model, history: person.user.history)
    let summary = try #require(result.faithfulness)
    let parts = result.items.compactMap(\.faithfulness)
    #expect(summary.answers == parts.count && !parts.isEmpty)
    #expect(summary.cited.total == parts.reduce(0) { $0 + $1.cited.total })
    #expect(summary.cited.total > 0)
    #expect(summary.oppositeSigns.total > 0)
    #expect(summary.rankAgreement.map { (-1...1).contains($0) } == true)
  }
}
