internal import Foundation
internal import RPM
internal import Testing

@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct FactorTableTests {
  private static func model(_ factors: [FactorStatistics], chance: Double? = 1) -> UserModel {
    UserModel(
      task: TaskDefinition(
        name: "t", instruction: "", answers: .labels(["no", "yes"], ordered: false)),
      identity: ModelIdentity(name: "test", version: "1"), fitted: Date(timeIntervalSince1970: 0),
      factors: factors.map { Factor(id: $0.factor, name: "f\($0.factor)", members: []) },
      statistics: UserStatistics(
        interactions: 10, answers: [6, 4], factors: factors, chanceGain: chance),
      memory: ReasoningMemory(entries: []))
  }

  @Test func mostGainComesFirstAndWeakOrStockFactorsAreCounted() {
    let table = FactorTable(
      model: Self.model([
        FactorStatistics(factor: 0, support: 4, answers: [1, 3], gain: 0.5),
        FactorStatistics(factor: 1, support: 5, answers: [0, 5], gain: 3, isBeyondChance: true),
        FactorStatistics(factor: 2, support: 2, answers: [2, 0], gain: 9),
        FactorStatistics(factor: 3, support: 9, answers: [5, 4], gain: 1, isBoilerplate: true),
      ]))
    #expect(table.rows.map(\.id) == [1, 0])
    #expect(table.minor == 1)
    #expect(table.boilerplate == 1)
    #expect(table.standsOut == true)
    let cell = table.rows[0].cells[1]
    #expect(cell.propensity == Ratio(5, of: 5))
    #expect(abs(cell.delta - 0.6) < 1e-12)
    #expect(abs((cell.lift ?? 0) - 2.5) < 1e-12)
  }

  /// Who answers everything has three columns; who does not, one more.
  @Test func whatIsNotAnsweredHasAColumnOfItsOwn() {
    func table(_ stances: StanceCounts, _ own: StanceCounts) -> FactorTable {
      var model = Self.model([FactorStatistics(factor: 0, support: 9, stances: own)], chance: nil)
      model.task.answers = .options
      model.statistics.stances = stances
      return FactorTable(model: model)
    }
    let all = table([3, 2, 5], [1, 0, 3])
    #expect(all.columns.names == ["against", "middle", "for"])
    let some = table([3, 2, 5, 10], [0, 0, 1, 9])
    #expect(some.columns.names == ["against", "middle", "for", "unanswered"])
    #expect(some.rows[0].cells.map(\.propensity.count) == [0, 0, 1, 9])
    #expect(some.rows[0].cells[2].delta < 0, "One of ten for is less than usual.")
  }

  @Test func factorsThatHelpWithNoAnswerAreCountedAndNotShown() {
    let factors = [
      FactorStatistics(factor: 0, support: 4, answers: [1, 3], gain: 0.5),
      FactorStatistics(factor: 1, support: 5, answers: [3, 2], gain: -0.4),
      FactorStatistics(factor: 2, support: 5, answers: [3, 2], gain: 0),
      FactorStatistics(factor: 3, support: 2, answers: [2, 0], gain: 2),
    ]
    let table = FactorTable(model: Self.model(factors))
    #expect(table.rows.map(\.id) == [0])
    #expect(table.silent == 2)
    #expect(table.omitted(of: 4) == "2 that help with no answer, 1 in fewer than 3 queries")
    #expect(FactorTable(model: Self.model(factors), all: true).rows.count == 4)
    // Where none helps, or that was not tested, all that are common enough are shown.
    let silent = (0..<2).map {
      FactorStatistics(factor: $0, support: 5, answers: [3, 2], gain: -0.4)
    }
    #expect(FactorTable(model: Self.model(silent)).rows.count == 2)
    #expect(FactorTable(model: Self.model(factors, chance: nil)).rows.map(\.id) == [0, 2, 1])
  }

  @Test func allShowsEverything() {
    let model = Self.model([
      FactorStatistics(factor: 0, support: 1, answers: [1, 0]),
      FactorStatistics(factor: 1, support: 9, answers: [5, 4], isBoilerplate: true),
    ])
    #expect(FactorTable(model: model).rows.isEmpty)
    #expect(FactorTable(model: model, all: true).rows.count == 2)
    #expect(FactorTable(model: model).standsOut == false)
  }

  @Test func untestedChanceIsNotAVerdict() {
    #expect(FactorTable(model: Self.model([], chance: nil)).standsOut == nil)
  }

  @Test func theOrderNeverDependsOnLuck() {
    let factors = (0..<20).map {
      FactorStatistics(factor: $0, support: 4, answers: [2, 2], gain: 1)
    }
    let first = FactorTable(model: Self.model(factors)).rows.map(\.factor.name)
    #expect(first == first.sorted())
    #expect(first.count == FactorTable.shownByDefault)
  }
}
