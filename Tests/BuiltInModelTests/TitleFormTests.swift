internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct TitleFormTests {
  /// An author of 24 titles: each begins with a number and leaves articles out; an animal, in every
  /// third story, stands in capitals.
  private static func statistics(numbers: Int = 24, capitals: Int = 8) -> UserStatistics {
    func habits(_ counts: [FormHabit: Int]) -> [Int] {
      FormHabit.allCases.map { counts[$0] ?? 0 }
    }
    var statistics = UserStatistics(
      interactions: 24,
      factors: [
        FactorStatistics(factor: 0, support: 8, occurrences: 8),
        FactorStatistics(factor: 1, support: 9, occurrences: 9),
      ])
    statistics.habits = habits([.beginsWithNumber: numbers, .hasCapitals: capitals])
    statistics.factors[0].habits = habits([.beginsWithNumber: numbers / 3, .hasCapitals: capitals])
    statistics.factors[1].habits = habits([
      .beginsWithNumber: numbers * 9 / 24, .hasCapitals: capitals / 3,
    ])
    return statistics
  }

  private static let fox = Feature(name: "bold foxes", context: "", factor: 0)
  private static let town = Feature(name: "town", context: "", factor: 1)
  private static let habits = TitleHabits(history: [
    Interaction(query: "x", response: "3 cats leave home early")
  ])

  private static func form(
    _ features: [Feature], _ statistics: UserStatistics = statistics()
  ) -> TitleForm {
    TitleForm(features: features, statistics: statistics, habits: habits)
  }

  @Test func whatGoesWithAFactorNeedsTheFactor() {
    let with = Self.form([Self.fox, Self.town])
    #expect(
      with.reasons == [
        .init(habit: .beginsWithNumber, factor: nil), .init(habit: .hasCapitals, factor: 0),
      ])
    #expect(with.shouted == ["bold", "foxes"])
    let without = Self.form([Self.town])
    #expect(without.reasons == [.init(habit: .beginsWithNumber, factor: nil)])
    #expect(without.shouted.isEmpty && without.leavesArticlesOut && !without.hasTitleCase)
  }

  @Test func whatChanceMayGiveIsNoHabit() {
    // Half of all titles, and four of eight with the factor.
    #expect(Self.form([Self.fox], Self.statistics(numbers: 12, capitals: 4)).reasons.isEmpty)
    #expect(abs(TitleForm.chance(of: 8, among: 8, of: 8, in: 24) - 1 / 735_471) < 1e-9)
    #expect(abs(TitleForm.chance(of: 2, among: 4, of: 4, in: 8) - 1) < 1e-9)
    #expect(TitleForm.chance(of: 3, among: 2, of: 3, in: 9) == 1)
  }

  @Test func aTitleIsComposedInItsForm() {
    let text = TitleText("The keeper said that 14 bold foxes left the town in the night.")
    let likely = Set(["14", "bold", "foxes", "left", "town"])
    let probabilities = text.words.map { likely.contains($0.text) ? 0.8 : 0.01 }
    func best(_ form: TitleForm) -> String? {
      let composer = TitleComposer(
        text, probabilities: probabilities, usualLength: 6, form: form)
      return composer.drafts().first.map(composer.title)
    }
    #expect(best(Self.form([Self.fox])) == "14 BOLD FOXES left town")
    #expect(best(.usual)?.contains("FOXES") == false)
  }

  @Test func pastTitlesSayWhatTheyFollow() {
    let titles = Titles(habits: Self.habits, knowledge: FlatWords())
    let path = titles.reason(
      ReasoningRequest(
        interaction: 0, item: Interaction(query: "Bold foxes.", response: "14 FOXES leave"),
        features: [Self.fox],
        factors: [
          Factor(id: 0, name: "foxes", members: []), Factor(id: 1, name: "town", members: []),
        ], statistics: Self.statistics()))
    let evidence = path.steps.map(\.evidence)
    #expect(evidence.contains { $0.hasPrefix("begins with a number 24 of 24 = 1.00") })
    #expect(
      evidence.contains {
        $0 == "has a word in capitals 8 of 8 = 1.00, base has a word in capitals 8 of 24 = .33"
      })
  }

  @Test func theLengthIsThatOfLateWhereItChanged() {
    func habits(_ lengths: [Int], dated: Bool = true) -> TitleHabits {
      TitleHabits(
        history: lengths.enumerated().map { index, length in
          Interaction(
            query: "x", response: Array(repeating: "word", count: length).joined(separator: " "),
            date: dated ? "2024-01-\(10 + index)" : nil)
        }.dated())
    }
    let changed = [12, 13, 11, 14, 12, 13, 12, 2, 3, 2, 1, 3, 2]
    #expect(habits(changed).length == 2)
    #expect(habits(changed, dated: false).length == 11)
    #expect(habits([3, 12, 2, 11, 3, 12, 2, 13, 3, 12, 2, 11, 3]).length == 3)
  }
}
