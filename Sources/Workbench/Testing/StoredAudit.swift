package import RPM
package import Storage

/// Every stored path of a person read again, and every earlier ask against the version of the model
/// that answered it.
package struct StoredAudit: Sendable {
  /// An earlier ask.
  package struct Ask: Sendable {
    package var run: Int64
    package var version: Int
    package var answer: Answer
    /// What was found now; `nil` where the model that answered is gone.
    package var report: AuditReport?
  }

  /// The model whose memory was read.
  package var stored: StoredModel
  package var memory: ModelAudit
  /// The earliest first.
  package var asks: [Ask]
}

extension Session {
  /// Reads all that a model quoted again.
  ///
  /// - Throws: `LibraryError`, and `CancellationError`.
  package func audit(of id: Library.UserID, _ stored: StoredModel) async throws -> StoredAudit {
    var audit = StoredAudit(
      stored: stored, memory: ModelAudit(stored.model, history: stored.history), asks: [])
    var models = [stored.version: stored.model]
    for ask in try await library.runs(for: id, limit: .max).reversed()
    where ask.state == .finished {
      try Task.checkCancellation()
      guard let version = ask.modelVersion, let answer = try await library.run(ask.id).run.answer
      else { continue }
      if models[version] == nil {
        models[version] = try? await library.model(for: id, version: version).model
      }
      audit.asks.append(
        .init(
          run: ask.id, version: version, answer: answer,
          report: models[version].map { answer.audited(against: $0) }))
    }
    return audit
  }
}
