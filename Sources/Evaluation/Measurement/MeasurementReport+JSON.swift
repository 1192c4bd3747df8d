public import Foundation
internal import RPM

extension MeasurementReport {
  /// The report as one JSON object with sorted keys: model, embedder, k, and the scores and times of
  /// each task and user. Queries and answers stay out, because they belong to the people measured.
  ///
  /// - Throws: `EncodingError` when a score is not finite.
  public func json() throws -> Data {
    struct Document: Encodable {
      var model: ModelIdentity
      var embedder: String
      var k: Int
      var tasks: [TaskScores]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Document(model: model, embedder: embedder, k: k, tasks: tasks))
  }
}
