internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct OptionLinesTests {
  @Test(arguments: [
    ("More trams?", "More trams?\nA. ", false),
    ("More trams?\n", "More trams?\n\nA. ", false),
    ("More trams?\nA. ", "More trams?\nA. ", false),
    ("More trams?\nA. Yes", "More trams?\nA. Yes\nB. ", false),
    ("More trams?\nA. Yes\nB.", "More trams?\nA. Yes\nB. ", false),
    ("More trams?\nA. Yes\nB. No", "More trams?\nA. Yes\nB. No", true),
    ("More trams?\nA. Yes\nB. No\nC. ", "More trams?\nA. Yes\nB. No", true),
    ("", "", false), (" \n", " \n", false),
  ])
  func whatIsMissingIsBegun(text: String, completed: String, isComplete: Bool) {
    let result = OptionLines.completed(text)
    #expect(result.text == completed)
    #expect(result.isComplete == isComplete)
  }

  @Test func theNextLineHasTheNextLetter() {
    #expect(OptionLines.continued("Q\nA. x") == "Q\nA. x\nB. ")
    #expect(OptionLines.continued("Q\nZ. x") == nil)
    #expect(OptionLines.continued("Q\nB. ") == nil)
    #expect(OptionLines.continued("") == nil)
    // A question may begin like an option.
    #expect(OptionLines.continued("A. Smith is right?") == "A. Smith is right?\nA. ")
  }

  @Test func aLetterTypedAgainStandsOnce() {
    #expect(OptionLines.unrepeated("Q\nB. B. ") == "Q\nB. ")
    #expect(OptionLines.unrepeated("Q\nB. C. ") == nil)
    #expect(OptionLines.unrepeated("Q\nB. Bo ") == nil)
  }
}
