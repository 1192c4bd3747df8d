internal import RPM
package import Storage

/// What came of a run that was kept.
package enum RunResult: Sendable {
  case answer(AskRecord)
  case model(StoredModel)
  /// Nothing, or nothing that can be read; why.
  case nothing(String?)
}

extension Session {
  /// Reads what came of a run. What cannot be read is said where it would stand.
  package func result(of run: TracedRun) async -> RunResult {
    do {
      switch run.id {
      case .ask(let number):
        guard run.state == .finished, run.modelVersion != nil else { return .nothing(nil) }
        return .answer(try await record(ofRun: number))
      case .fit, .model:
        guard let version = run.modelVersion else { return .nothing(nil) }
        return .model(try await library.model(for: run.user, version: version))
      }
    } catch {
      return .nothing("\(error)")
    }
  }
}
