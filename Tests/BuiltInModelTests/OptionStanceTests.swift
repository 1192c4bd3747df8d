internal import Testing

@testable import BuiltInModel

@Suite struct OptionStanceTests {
  @Test(arguments: [
    ("Strongly agree", 1.0), ("Agree", 0.8), ("Somewhat agree", 0.5), ("Somewhat disagree", -0.5),
    ("Disagree", -0.8), ("Strongly disagree", -1), ("Neither agree nor disagree", 0),
    ("Very important", 1), ("Not too important", -0.4), ("Not at all important", -1),
    ("Yes", 0.8), ("No, never", -1), ("Too much power", 0.8), ("Too little power", -0.8),
    ("About the right amount", 0), ("Not too much", -0.4), ("A little", -0.25),
    ("A little more", 0.4), ("Slightly worse", -0.4),
    ("A bit less", -0.4), ("A little concerned", -0.25), ("Some", 0.4),
  ])
  func scalesInWords(text: String, value: Double) {
    #expect(OptionStance(text).value == value)
  }

  @Test(arguments: [
    ("Will definitely happen", 1.0), ("Will definitely not happen", -1),
    ("Would never do", -0.8), ("Does not describe my friends well", -0.8),
    ("Important, but not essential", 0.8),
  ])
  func negationsTurnRound(text: String, value: Double) {
    #expect(OptionStance(text).value == value)
  }

  @Test(arguments: ["Don’t know", "DK/Refused", "No opinion (VOL.)", "Not sure"])
  func noAnswerTakesNoSide(text: String) {
    let stance = OptionStance(text)
    #expect(stance.isDontKnow)
    #expect(stance.value == nil)
  }

  @Test func volunteeredOptionsAreMarked() {
    #expect(OptionStance("Both (VOL)").isVolunteered)
    #expect(OptionStance("Neither (DO NOT READ)").isVolunteered)
    #expect(!OptionStance("A volunteer").isVolunteered)
  }

  @Test(arguments: ["Blue", "", "Целиком согласен", "とても重要", "مهم جدا"])
  func otherWordsAndScriptsTakeNoSide(text: String) {
    #expect(OptionStance(text).value == nil)
  }
}
