package import Foundation
package import RPM
package import Storage

/// An earlier ask as `asks --json` prints it.
package struct AskDocument: Codable, Hashable {
  package var id: Int64
  package var asked: Date
  package var modelVersion: Int?
  package var query: String
  /// Missing unless `state` is `finished`.
  package var answer: String?
  package var confidence: Double?
  package var expected: String?
  /// `finished`, `cancelled` or `failed`.
  package var state: String
  /// What went wrong.
  package var message: String?
  /// The black box that was asked; missing where it was not noted.
  package var identity: ModelIdentity?
  /// What each stage took; missing where it was not noted.
  package var stages: [StageDocument]?

  package init(_ ask: RunSummary) {
    id = ask.id
    asked = ask.created
    modelVersion = ask.modelVersion
    query = ask.query
    answer = ask.response
    confidence = ask.confidence
    expected = ask.expected
    state = ask.state.rawValue
    message = ask.message
    identity = ask.identity
    stages = ask.stages?.map(StageDocument.init)
  }
}
