internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct TitleHabitsTests {
  private let habits = TitleHabits(history: [
    Interaction(query: "We parse trees. Trees are tall.", response: "Parsing Trees"),
    Interaction(query: "Trees again, and graphs.", response: "On Graphs and their uses"),
    Interaction(query: "Nothing.", response: ""),
  ])

  @Test func wordsAreCountedOnceAPassage() {
    #expect(habits["trees"] == .init(coverage: 2, influence: 1, titles: 1))
    #expect(habits["graphs"] == .init(coverage: 1, influence: 1, titles: 1))
    #expect(habits["parsing"] == .init(coverage: 0, influence: 0, titles: 1))
    #expect(habits["unheard"] == .init())
  }

  @Test func theLengthIsTheMedianOfTitlesThereAre() {
    #expect(habits.length == 3.5)
    #expect(TitleHabits(history: []).length == 8)
  }

  @Test func whatIsStoredIsReadBack() {
    #expect(TitleHabits(habits.stored) == habits)
    #expect(TitleHabits(TitleHabits(history: []).stored) == TitleHabits(history: []))
    #expect(habits.stored == habits.stored)
  }

  @Test(arguments: ["", "x", "3.5\nword 1 2", "3.5\nword 1 2 three"])
  func somethingElseIsNot(text: String) {
    #expect(TitleHabits(Data(text.utf8)) == nil)
  }
}
