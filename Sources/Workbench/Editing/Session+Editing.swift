package import RPM
package import Storage

/// A model after a change, with what the change did.
package struct ChangedModel: Sendable {
  /// The model that is in use now.
  package var stored: StoredModel
  /// The version that was in use before.
  package var before: Int
  /// What is different from it.
  package var diff: ModelDiff
}

/// For commands and cockpit alike: changes of the model in use.
extension Session {
  /// Edits the model in use and keeps it as the next version.
  ///
  /// - Throws: `EditError` where that makes no sense, `LibraryError`.
  package func edit(_ edit: ModelEdit, of id: Library.UserID) async throws -> ChangedModel {
    let stored = try await library.model(for: id)
    let edited = try stored.model.applying(edit, history: stored.history)
    return try await keep(
      edited.model, .edit(edit), of: stored, for: id, diff: edited.consequences)
  }

  /// Takes the last change back.
  package func undoEdit(of id: Library.UserID) async throws -> (JournalEntry, ChangedModel) {
    let entry = try await library.undoEdit(for: id)
    return (entry, try await changed(from: entry.version, to: entry.parent, of: id))
  }

  /// Makes the change again that was taken back last.
  package func redoEdit(of id: Library.UserID) async throws -> (JournalEntry, ChangedModel) {
    let entry = try await library.redoEdit(for: id)
    return (entry, try await changed(from: entry.parent, to: entry.version, of: id))
  }

  /// What is different between two versions.
  package func changed(
    from old: Int, to new: Int, of id: Library.UserID
  ) async throws -> ChangedModel {
    let before = try await library.model(for: id, version: old)
    let after = try await library.model(for: id, version: new)
    return ChangedModel(
      stored: after, before: old, diff: ModelDiff(from: before.model, to: after.model))
  }

  /// Keeps a model whose stale paths were made anew. Nothing is kept where none was.
  func keep(
    rebuilt model: UserModel, of stored: StoredModel, for id: Library.UserID,
    by identity: ModelIdentity
  ) async throws -> ChangedModel {
    let diff = ModelDiff(from: stored.model, to: model)
    guard model != stored.model else {
      return ChangedModel(stored: stored, before: stored.version, diff: diff)
    }
    return try await keep(
      model, .rebuild(items: diff.rebuilt, by: identity), of: stored, for: id, diff: diff)
  }

  private func keep(
    _ model: UserModel, _ change: JournalEntry.Change, of stored: StoredModel,
    for id: Library.UserID, diff: ModelDiff
  ) async throws -> ChangedModel {
    let version = try await library.save(
      model, changedBy: change, from: stored.version, for: id)
    return ChangedModel(
      stored: StoredModel(version: version, model: model, history: stored.history),
      before: stored.version, diff: diff)
  }

  /// Stores a model that was just fitted, and makes the edits of the model before it again, as far
  /// as that can be: each is a version of its own.
  ///
  /// - Returns: the model in use now, and what came of each edit.
  package func storeKeepingEdits(
    _ model: UserModel, for id: Library.UserID, of user: User, stages: [StageRecord]? = nil
  ) async throws -> (StoredModel, [EditReplay.Outcome]) {
    let edits = try await library.changes(for: id).compactMap { entry -> ModelEdit? in
      if case .edit(let edit) = entry.change { edit } else { nil }
    }
    let old = edits.isEmpty ? [] : try await library.model(for: id).history
    let version = try await library.save(
      model, for: id, fittedOn: user.history, stages: stages)
    var stored = StoredModel(version: version, model: model, history: user.history)
    let replay = EditReplay(edits, madeOn: old, to: model, history: user.history)
    for step in replay.steps {
      stored = try await keep(
        step.edited.model, .edit(step.edit), of: stored, for: id, diff: step.edited.consequences
      ).stored
    }
    return (stored, replay.outcomes)
  }
}
