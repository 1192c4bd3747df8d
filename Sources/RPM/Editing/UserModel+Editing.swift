/// A model after an edit, and what the edit did.
public struct EditedModel: Sendable, Hashable {
  /// The model.
  public var model: UserModel
  /// What is different, with every number that changed and every path that is stale now.
  public var consequences: ModelDiff
}

extension UserModel {
  /// The model after an edit: factors still form a partition, ids are positions again, statistics
  /// are counted anew, and paths that no longer fit are marked stale with the reason.
  ///
  /// The model itself stays as it is, so that taking an edit back is going back to it.
  ///
  /// - Parameter history: the history that the model was fitted on.
  /// - Throws: `EditError` where there is no such factor, feature or item, a name is taken, or
  ///   nothing would change.
  public func applying(
    _ edit: ModelEdit, history: [Interaction]
  ) throws(EditError) -> EditedModel {
    guard history.count == memory.entries.count else {
      throw EditError(
        "The model was fitted on \(memory.entries.count) interactions and \(history.count) are "
          + "there. Fit it again.")
    }
    var draft = ModelDraft(self, history: history)
    try draft.apply(edit)
    return EditedModel(model: draft.model, consequences: ModelDiff(from: self, to: draft.model))
  }

  /// The entries whose path is stale.
  public var stalePaths: [MemoryEntry] {
    memory.entries.filter { $0.marks.staleness != nil }
  }

  /// The history as a black box may know it: excluded interactions have no answer.
  func counted(_ history: [Interaction]) -> [Interaction] {
    var history = history
    for entry in memory.entries
    where entry.marks.isExcluded && history.indices.contains(entry.interaction) {
      history[entry.interaction].response = ""
    }
    return history
  }
}
