internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct OptionSheetTests {
  @Test func aScaleTakesSides() {
    let sheet = OptionSheet(query: "Is it good?\nA. Very good\nB. Bad\nC. Don't know")
    #expect(sheet.stem == "Is it good?")
    #expect(sheet.stances == [1, -0.8, nil])
    #expect(sheet.isDontKnow == [false, false, true])
    #expect(sheet.scale == "very good|bad")
    #expect(sheet.stance(of: 0) == .favour)
    #expect(sheet.stance(of: 2) == .unanswered)
  }

  @Test func optionsWithoutAScaleTakeNone() {
    #expect(!OptionSheet(query: "Which?\nA. Red\nB. Green\nC. Blue").takesSides)
    // All on one side is no scale either.
    #expect(!OptionSheet(query: "Who?\nA. Good for us\nB. Good for them").takesSides)
  }

  @Test func notesForInterviewersDoNotChangeAWording() {
    let sheet = OptionSheet(query: "Who?\nA. Both (VOL)\nB. Neither  (DO NOT READ)\nC. Me (alone)")
    #expect(sheet.wordings == ["both", "neither", "me (alone)"])
    #expect(sheet.isVolunteered == [true, true, false])
  }

  @Test func aSingleOptionCounts() {
    let sheet = OptionSheet(query: "Do you avoid it?\nA. Not selected")
    #expect(sheet.options.map(\.letter) == ["A"])
    #expect(sheet.stem == "Do you avoid it?")
  }

  @Test func linesOfTheQuestionThatLookLikeOptionsStayInIt() {
    let sheet = OptionSheet(query: "A. this or\nB. that?\nA. This\nB. That\n")
    #expect(sheet.options.map(\.text) == ["This", "That"])
    #expect(sheet.stem == "A. this or\nB. that?")
  }

  @Test func noOptionsAreNone() {
    #expect(OptionSheet(query: "Why?").options.isEmpty)
    #expect(OptionSheet(query: "").options.isEmpty)
    #expect(OptionSheet(query: "Why?\nA. First\nC. Third").options.isEmpty)
  }

  @Test func responsesAreFoundByLetterOrText() {
    let sheet = OptionSheet(query: "Which?\nA. Red\nB. Green (VOL)")
    #expect(sheet.index(of: " B ") == 1)
    #expect(sheet.index(of: "green") == 1)
    #expect(sheet.index(of: "C") == nil)
  }

  @Test(arguments: [(0.21, Stance.favour), (0.2, .middle), (-0.2, .middle), (-0.21, .against)])
  func sides(value: Double, side: Stance) {
    #expect(OptionSheet.side(value) == side)
  }
}
