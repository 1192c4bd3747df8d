internal import Evaluation
internal import RPM
internal import Testing

@Suite struct AnswerCleaningTests {
  private let ratings = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)
  private let tags = AnswerSpace.labels(["Sci-Fi", "comedy"], ordered: false)
  private let question = "Is it so?\nA. Yes\nB. No, never\nC. Don't know"

  @Test(arguments: [
    ("  \"Comedy.\" ", "Comedy"), ("“comedy”.", "comedy"), ("wait...", "wait..."), ("", ""),
    ("A title: with a stop.", "A title: with a stop"),
  ])
  func quotesAndFinalStopGo(response: String, text: String) {
    #expect(AnswerCleaning.text(response) == text)
  }

  @Test func labelsMatchWithoutCase() {
    #expect(AnswerCleaning.answer("'sci-fi'.", to: "", in: tags) == "Sci-Fi")
    #expect(AnswerCleaning.answer("COMEDY", to: "", in: tags) == "comedy")
    #expect(AnswerCleaning.answer("dark comedy", to: "", in: tags) == nil)
  }

  @Test(arguments: [
    ("4", "4"), ("Score: 4 out of 5.", "4"), ("10, or rather 2", "2"), ("4.5", "4"),
  ])
  func firstIntegerOnTheScale(response: String, label: String) {
    #expect(AnswerCleaning.answer(response, to: "", in: ratings) == label)
  }

  @Test(arguments: [
    ("Answer: -1.", "-1"), ("-2", "-2"), ("+2", "2"), ("between 0-1", "0"), ("-5, or 1", "1"),
    ("01", "01"), ("so 01", "01"), ("so 1", "1"),
  ])
  func scalesMayHoldNegativeNumbers(response: String, label: String) {
    let scale = AnswerSpace.labels(["-2", "-1", "0", "01", "1", "2"], ordered: true)
    #expect(AnswerCleaning.answer(response, to: "", in: scale) == label)
  }

  @Test func aLabelIsItselfHoweverItEnds() {
    let labels = AnswerSpace.labels(["Yes.", "'quoted'", " "], ordered: false)
    for label in labels.labels {
      #expect(AnswerCleaning.answer(label, to: "", in: labels) == label)
    }
  }

  @Test func noIntegerIsInvalid() {
    #expect(AnswerCleaning.answer("good", to: "", in: ratings) == nil)
    #expect(AnswerCleaning.answer("7", to: "", in: ratings) == nil)
    #expect(AnswerCleaning.answer("٣", to: "", in: ratings) == nil)
  }

  @Test(arguments: [
    ("B", "B"), ("b", "B"), ("(B)", "B"), ("B.", "B"), ("B. No, never", "B"), ("no, never", "B"),
    ("A: because", "A"),
  ])
  func optionsByLetterOrText(response: String, letter: String) {
    #expect(AnswerCleaning.answer(response, to: question, in: .options) == letter)
  }

  @Test(arguments: ["D", "A sentence", "", "maybe"])
  func otherOptionsAreInvalid(response: String) {
    #expect(AnswerCleaning.answer(response, to: question, in: .options) == nil)
  }

  @Test func openAnswersNeedText() {
    #expect(AnswerCleaning.answer("\"A Title.\"", to: "", in: .open) == "A Title")
    #expect(AnswerCleaning.answer(" . ", to: "", in: .open) == nil)
  }
}
