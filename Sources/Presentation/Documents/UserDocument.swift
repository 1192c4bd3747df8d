package import Foundation
package import Storage

/// A user as `users --json` prints it.
package struct UserDocument: Codable, Hashable {
  package struct ModelDocument: Codable, Hashable {
    package var version: Int
    package var fitted: Date
    /// How many interactions it was fitted on.
    package var interactions: Int
    /// Whether the history has changed since.
    package var stale: Bool
  }

  package var user: String
  package var task: String
  /// `labels`, `scale`, `options` or `open`.
  package var answers: String
  package var interactions: Int
  package var test: Int
  /// One count a label, or one an option letter; empty for free text.
  package var answerCounts: [Int]
  /// Missing before the first fit.
  package var model: ModelDocument?

  package init(_ summary: UserSummary) {
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
