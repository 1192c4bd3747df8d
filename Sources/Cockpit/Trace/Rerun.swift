internal import RPM
internal import Storage
internal import Workbench

/// An earlier ask that is asked again, from one of its stages on.
struct Rerun: Hashable, Sendable {
  /// The ask.
  var run: Int64
  var query: String
  var expected: String?
  /// The person, with the model that was asked then.
  var person: OpenPerson
  /// What is taken over from it, `nil` to begin from the beginning.
  var earlier: EarlierStages?

  /// What a stage needs of the ones before it; `nil` where it needs nothing, or nothing is known.
  ///
  /// The audit reads the answer, so it begins with making one.
  static func earlier(from stage: Stage, of answer: Answer?) -> EarlierStages? {
    guard let answer else { return nil }
    switch stage {
    case .retrieve: return EarlierStages(features: answer.features)
    case .generate, .audit:
      return EarlierStages(features: answer.features, retrieved: answer.retrieved)
    case .extract, .cluster, .count, .reason: return nil
    }
  }
}
