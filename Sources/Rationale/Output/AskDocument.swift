internal import Foundation
internal import RPM
internal import Storage

/// An earlier ask as `asks --json` prints it.
struct AskDocument: Codable, Hashable {
  var id: Int64
  var asked: Date
  var modelVersion: Int?
  var query: String
  /// Missing unless `state` is `finished`.
  var answer: String?
  var confidence: Double?
  var expected: String?
  /// `finished`, `cancelled` or `failed`.
  var state: String
  /// What went wrong.
  var message: String?
  /// The black box that was asked; missing where it was not noted.
  var identity: ModelIdentity?
  /// What each stage took; missing where it was not noted.
  var stages: [StageDocument]?

  init(_ ask: RunSummary) {
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
