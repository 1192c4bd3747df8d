package import Evaluation

/// A rating with all that was compared, as `rate --export` writes it: one a line.
package struct RatingLine: Codable, Hashable {
  /// One of the two rationales.
  package struct Side: Codable, Hashable {
    package var method: String
    package var answer: String
    package var rationale: String
    /// In characters.
    package var length: Int
  }

  package var task: String
  package var user: String
  /// The position among the person's test items, from 0.
  package var item: Int
  package var query: String
  package var expected: String
  package var sides: [Side]
  /// `person`, or the model with its endpoint.
  package var rater: String
  /// The version and the hash of a model's prompt.
  package var prompt: String?
  /// By question the method that was preferred, or `equal` or `bad`.
  package var preferences: [RatingQuestion: String]
  /// The method that stood left; missing where both orders were shown.
  package var left: String?
  /// In which respects a verdict changed with the side.
  package var changed: [RatingQuestion]
  package var why: String

  package init(_ rating: Rating, of pair: RationalePair) {
    task = pair.task
    user = pair.user
    item = pair.index
    query = pair.query
    expected = pair.expected
    sides = [pair.first, pair.second].map {
      Side(
        method: $0.method, answer: $0.response, rationale: $0.reasoning ?? "",
        length: $0.reasoningLength)
    }
    rater = rating.rater.model == nil ? "person" : rating.rater.title
    prompt = rating.rater.prompt.map { "\($0.version), \($0.hash)" }
    preferences = rating.preferences.mapValues { preference in
      switch preference {
      case .first: pair.first.method
      case .second: pair.second.method
      case .equal, .bad: preference.rawValue
      }
    }
    left = rating.isTurned.map { $0 ? pair.second.method : pair.first.method }
    changed = rating.changed
    why = rating.why
  }
}
