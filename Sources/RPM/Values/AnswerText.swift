/// How an answer is shown to a person: a label as it is, an option with its text.
public enum AnswerText {
  /// The response in full, such as `B. Rather not` for a question with options.
  public static func full(_ response: String, query: String, answers: AnswerSpace) -> String {
    guard case .options = answers else { return response }
    let question = SurveyQuestion(query: query)
    guard let index = question.index(of: response) else { return response }
    return "\(question.options[index].letter). \(question.options[index].text)"
  }

  /// The query without its options, where each question has its own.
  public static func stem(_ query: String, answers: AnswerSpace) -> String {
    guard case .options = answers else { return query }
    return SurveyQuestion(query: query).stem
  }
}
