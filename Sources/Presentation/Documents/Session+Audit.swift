package import RPM
package import Storage
package import Workbench

extension Session {
  /// Reads every stored path of a person again, and every earlier ask against the version of the
  /// model that answered it.
  ///
  /// - Parameters:
  ///   - name: what the person is called in the document.
  ///   - stored: the model whose memory is read.
  /// - Throws: `LibraryError`, and `CancellationError`.
  package func audit(
    of id: Library.UserID, named name: String, _ stored: StoredModel
  ) async throws -> (memory: ModelAudit, document: AuditDocument) {
    let audit = ModelAudit(stored.model, history: stored.history)
    var document = AuditDocument(audit, user: name, stored: stored)
    var models = [stored.version: stored.model]
    for ask in try await library.runs(for: id, limit: .max).reversed()
    where ask.state == .finished {
      try Task.checkCancellation()
      guard let version = ask.modelVersion, let answer = try await library.run(ask.id).run.answer
      else { continue }
      if models[version] == nil {
        models[version] = try? await library.model(for: id, version: version).model
      }
      document.add(answer, run: ask.id, version: version, model: models[version])
    }
    return (audit, document)
  }
}
