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
