package import RPM
internal import Storage

/// An earlier ask that is asked again, from one of its stages on.
package struct Rerun: Hashable, Sendable {
  /// The ask.
  package var run: Int64
  package var query: String
  package var expected: String?
  /// The person, with the model that was asked then.
  package var person: OpenPerson
  /// What is taken over from it, `nil` to begin from the beginning.
  package var earlier: EarlierStages?

  /// What a stage needs of the ones before it; `nil` where it needs nothing, or nothing is known.
  ///
  /// The audit reads the answer, so it begins with making one.
  package static func earlier(from stage: Stage, of answer: Answer?) -> EarlierStages? {
    guard let answer else { return nil }
    switch stage {
    case .retrieve: return EarlierStages(features: answer.features)
    case .generate, .audit:
      return EarlierStages(features: answer.features, retrieved: answer.retrieved)
    case .extract, .cluster, .count, .reason: return nil
    }
  }
}

extension Session {
  /// An earlier ask with what is needed to ask it again from a stage on.
  package func rerun(_ id: Int64, from stage: Stage) async throws -> Rerun {
    let (summary, run) = try await library.run(id)
    var person = try await person(summary.user)
    person.stored = try await library.model(for: summary.user, version: summary.modelVersion)
    return Rerun(
      run: id, query: run.query, expected: run.expected, person: person,
      earlier: Rerun.earlier(from: stage, of: run.answer))
  }
}
