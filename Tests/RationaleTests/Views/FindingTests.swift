internal import Foundation
internal import RPM
internal import Testing

@testable import Presentation

@Suite struct FindingTests {
  private func model(
    _ answers: AnswerSpace, _ statistics: UserStatistics, names: [String]
  ) -> UserModel {
    UserModel(
      task: TaskDefinition(name: "t", instruction: "", answers: answers),
      identity: ModelIdentity(name: "test", version: "1"), fitted: .distantPast,
      factors: names.enumerated().map { Factor(id: $0, name: $1, members: []) },
      statistics: statistics, memory: ReasoningMemory(entries: []))
  }

  private func finding(_ model: UserModel) -> Finding {
    Finding(model, in: FactorTable(model: model))
  }

  private let stars = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)

  @Test func theStrongestCertainFactsComeFirst() {
    let statistics = UserStatistics(
      interactions: 40, answers: [4, 6, 10, 10, 10],
      factors: [
        FactorStatistics(
          factor: 0, support: 6, answers: [2, 3, 1, 0, 0], gain: 4, isBeyondChance: true),
        FactorStatistics(
          factor: 1, support: 8, answers: [0, 0, 0, 0, 8], gain: 6, isBeyondChance: true),
        // The same answers in another word.
        FactorStatistics(
          factor: 2, support: 8, answers: [0, 0, 0, 0, 8], gain: 5, isBeyondChance: true),
        FactorStatistics(
          factor: 3, support: 4, answers: [0, 4, 0, 0, 0], gain: 3, isBeyondChance: true),
        FactorStatistics(factor: 4, support: 9, answers: [9, 0, 0, 0, 0], gain: 1),
      ], chanceGain: 2)
    let finding = self.finding(
      model(stars, statistics, names: ["thin plot", "prose", "style", "typo", "loud"]))
    #expect(
      finding.sentences == [
        "Answers 5 on \"prose\" (8 of 8, elsewhere 2 of 32).",
        "Answers 2 or less on \"thin plot\" (5 of 6, elsewhere 5 of 34).",
        "2 other factors beyond chance.",
      ])
  }

  @Test func chanceIsNoFact() {
    let factor = FactorStatistics(factor: 0, support: 6, answers: [0, 0, 0, 0, 6], gain: 1)
    let tested = UserStatistics(
      interactions: 20, answers: [2, 3, 3, 3, 9], factors: [factor], chanceGain: 2)
    #expect(
      finding(model(stars, tested, names: ["prose"])).text
        == "Too little to say: no factor stands out beyond chance. Most often 5 (9 of 20).")
    var untested = tested
    untested.chanceGain = nil
    #expect(
      finding(model(stars, untested, names: ["prose"])).text
        == "Too little to say: 20 answers. Most often 5 (9 of 20).")
  }

  /// Who answers nine of ten with "don't know" is not said to be for it.
  @Test func sidesAreToldInWords() {
    let statistics = UserStatistics(
      interactions: 40, stances: [10, 5, 15, 10],
      factors: [
        FactorStatistics(
          factor: 0, support: 10, stances: [0, 0, 1, 9], gain: 6, isBeyondChance: true)
      ], chanceGain: 2)
    #expect(
      finding(model(.options, statistics, names: ["bank"])).sentences == [
        "Gives no answer on \"bank\" (9 of 10, elsewhere 1 of 30).",
        "Nothing else stands out.",
      ])
  }

  @Test func freeAnswersAreToldByTheirForm() {
    var statistics = UserStatistics(
      interactions: 8,
      factors: [
        FactorStatistics(
          factor: 0, support: 5, occurrences: 6, influence: 5, polarity: .init(positive: 5)),
        FactorStatistics(factor: 1, support: 4, occurrences: 4, influence: 1),
      ])
    var habits = FormHabit.allCases.map { _ in 0 }
    habits[FormHabit.beginsWithNumber.rawValue] = 7
    habits[FormHabit.hasColon.rawValue] = 5
    statistics.habits = habits
    #expect(
      finding(model(.open, statistics, names: ["graph", "proof"])).sentences == [
        "Takes up \"graph\" (5 of 6 times).", "An answer begins with a number (7 of 8).",
      ])
    #expect(
      finding(model(.open, UserStatistics(interactions: 2), names: [])).text
        == "Too little to say: nothing repeats in these answers.")
  }
}
