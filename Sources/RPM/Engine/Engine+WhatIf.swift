extension Engine {
  /// Asks a query, then masks parts of what it rests on and asks again (method, section 10).
  ///
  /// With a language model every mask is one call of `generate` where `isTotal`, and none where not;
  /// an edited text is one more, and a baseline that is not given is an ask.
  ///
  /// - Parameters:
  ///   - query: the target query; that of the baseline where one is given.
  ///   - model: the user's fitted model, as for `ask`.
  ///   - history: the history that the model was fitted on.
  ///   - masks: what is masked, each by itself; `nil` masks every factor of the query. The run
  ///     fails where one names a feature, factor or example that is not there.
  ///   - isTotal: whether each mask is run again, beside its bar.
  ///   - k: how many examples are retrieved.
  ///   - baseline: the first answer where it is there, by the same model; nothing is asked for it.
  ///   - earlier: what an earlier ask of the same query gave, as for `ask`.
  public func whatIf(
    _ query: String, of model: UserModel, history: [Interaction], masks: [Mask]? = nil,
    isTotal: Bool = true, k: Int = Engine.defaultK, baseline: Answer? = nil,
    reusing earlier: EarlierStages? = nil
  ) -> Run<WhatIf> {
    launch { [self] in
      let parts = try await askParts(
        baseline?.query ?? query, of: model, history: history, k: k, earlier: earlier)
      let machine = WhatIfMachine(
        ask: parts.machine, query: query, baseline: baseline, masks: masks, isTotal: isTotal,
        model: model, history: parts.history, k: max(0, k), makesKeysAnew: parts.makesKeysAnew,
        session: parts.session)
      return (machine, parts.session)
    }
  }

  /// Asks once, with everything masked that the masks name: the answer as if it were not there.
  public func ask(
    _ query: String, of model: UserModel, history: [Interaction], without masks: [Mask],
    k: Int = Engine.defaultK
  ) -> Run<Answer> {
    launch { [self] in
      var parts = try await askParts(query, of: model, history: history, k: k, earlier: nil)
      parts.machine.masks = masks
      return (parts.machine, parts.session)
    }
  }
}
