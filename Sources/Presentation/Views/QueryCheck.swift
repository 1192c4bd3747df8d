package import RPM

/// Whether a query can be asked at all, and what to do when not.
package enum QueryCheck {
  /// A sentence that says what is missing, `nil` when the query can be asked.
  package static func complaint(_ query: String, answers: AnswerSpace) -> String? {
    if query.allSatisfy(\.isWhitespace) {
      return "The query is empty. Type a text and press Enter."
    }
    guard case .options = answers, SurveyQuestion(query: query).options.count < 2 else {
      return nil
    }
    return "This task needs two options or more after the question, one a line: A. Yes"
  }
}
