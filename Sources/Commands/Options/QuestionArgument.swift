internal import ArgumentParser

/// The one question that a command asks, where it is not a test item.
struct QuestionArgument: ParsableArguments {
  @Argument(help: "The question; - reads it from standard input.")
  var query: String?

  @OptionGroup var choices: ChoiceOptions

  var options: [String] { choices.options }

  /// - Throws: `ValidationError` for options without a question.
  func check() throws {
    if !options.isEmpty, query == nil {
      throw ValidationError("--option goes with a question on the command line")
    }
  }
}
