internal import Foundation
internal import Storage

/// A user as `users --json` prints it.
struct UserDocument: Codable, Hashable {
  struct ModelDocument: Codable, Hashable {
    var version: Int
    var fitted: Date
    /// How many interactions it was fitted on.
    var interactions: Int
    /// Whether the history has changed since.
    var stale: Bool
  }

  var user: String
  var task: String
  /// `labels`, `scale`, `options` or `open`.
  var answers: String
  var interactions: Int
  var test: Int
  /// One count a label, or one an option letter; empty for free text.
  var answerCounts: [Int]
  /// Missing before the first fit.
  var model: ModelDocument?

  init(_ summary: UserSummary) {
    user = summary.name
    task = summary.task
    answers = summary.answers.rawValue
    interactions = summary.interactions
    test = summary.tests
    answerCounts = summary.answerCounts
    model = summary.model.map {
      ModelDocument(
        version: $0.version, fitted: $0.fitted, interactions: $0.interactions, stale: $0.isStale)
    }
  }
}
