extension Engine {
  /// Makes the stale paths of an edited model anew, and the retrieval keys of its edited features;
  /// everything else stays.
  ///
  /// A path that cannot be made stays stale, and a warning says why.
  ///
  /// - Parameters:
  ///   - model: the edited model.
  ///   - history: the history that it was fitted on; what came later may follow.
  public func rebuild(_ model: UserModel, history: [Interaction]) -> Run<UserModel> {
    launch { [self] in
      let parts = try await askParts("", of: model, history: history, k: 0, earlier: nil)
      let machine = RebuildMachine(
        model: model, history: parts.history, makesKeys: parts.hasOwnKeys, session: parts.session)
      return (machine, parts.session)
    }
  }
}
