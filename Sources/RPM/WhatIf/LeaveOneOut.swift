/// The answers of a model to a user's own past queries, each as if it had not been there
/// (method, section 10).
///
/// Left out are the query's own answer from the statistics and its entry from retrieval, together
/// with those of every query that reads the same. Which features belong together stays, since
/// factors are formed without looking at answers; so does what the model noted of the texts. For
/// titles the words that this user takes up were counted with the title itself, which flatters.
public struct LeaveOneOut: Sendable, Hashable, Codable {
  /// One past query.
  public struct Item: Sendable, Hashable, Codable {
    /// Its index in the history.
    public var interaction: Int
    /// The user's answer.
    public var expected: String
    /// The model's, `nil` where the run failed.
    public var answer: String?
    /// The probability that the model gives its answer, where it gives one.
    public var confidence: Double?
    /// Whether hardly anything but the prior spoke.
    public var hasLittleEvidence: Bool
    /// The answer given most often otherwise: what knowing nothing of the query would say. `nil`
    /// for free text.
    public var usual: String?
    /// Whether the cited factors decide, where masks were run.
    public var faithfulness: Faithfulness?
    /// How often a mask changed the answer, of all masks.
    public var flips: Ratio
    /// Why the run failed.
    public var failure: String?

    /// Whether the model answered as the user did.
    public var isRight: Bool { answer == expected }
  }

  /// The items, in history order.
  public var items: [Item]
  /// The labels, lowest first, where they form a scale; empty otherwise.
  public var scale: [String]

  /// The items answered as the user did. Means nothing for free text.
  public var accuracy: Ratio { Ratio(items.count { $0.isRight }, of: answered.count) }

  /// What the usual answer alone would reach on the same items.
  public var usualAccuracy: Ratio {
    Ratio(answered.count { $0.usual == $0.expected }, of: answered.count)
  }

  /// How many labels the answers are off in the mean; `nil` where labels are no scale.
  public var meanError: Double? { meanError { $0.answer } }

  /// The same of the usual answer.
  public var usualMeanError: Double? { meanError { $0.usual } }

  /// The items that went wrong, the surest first: there the model misreads this user.
  public var failures: [Item] {
    answered.filter { !$0.isRight }.sorted {
      ($1.confidence ?? 0, $0.interaction) < ($0.confidence ?? 0, $1.interaction)
    }
  }

  /// The faithfulness of all of them, `nil` where no mask was run.
  public var faithfulness: FaithfulnessSummary? {
    let parts = items.compactMap(\.faithfulness)
    return parts.isEmpty ? nil : FaithfulnessSummary(parts)
  }

  private var answered: [Item] { items.filter { $0.answer != nil } }

  private func meanError(_ answer: (Item) -> String?) -> Double? {
    let errors = answered.compactMap { item -> Double? in
      guard let given = answer(item).flatMap(scale.firstIndex(of:)),
        let wanted = scale.firstIndex(of: item.expected)
      else { return nil }
      return Double(abs(given - wanted))
    }
    return errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
  }
}

extension UserModel {
  /// The model as it would be without what a query of its history says: no count has it and no
  /// retrieval finds it. Equal queries go with it.
  ///
  /// - Parameters:
  ///   - interaction: the index in the history.
  ///   - history: the history that the model was fitted on.
  public func leavingOut(_ interaction: Int, of history: [Interaction]) -> UserModel {
    var model = self
    guard history.indices.contains(interaction) else { return model }
    for (index, entry) in memory.entries.enumerated()
    where history.indices.contains(entry.interaction)
      && history[entry.interaction].query == history[interaction].query
    {
      model.statistics = Counting.excluding(
        entry, response: history[entry.interaction].response, answers: task.answers,
        from: model.statistics)
      model.memory.entries[index].key = []
    }
    return model
  }
}

extension Engine {
  /// Asks a model about its own history, each item left out in turn.
  ///
  /// With a language model every item is one call, and one more for each factor with masks.
  ///
  /// - Parameters:
  ///   - model: the fitted model.
  ///   - history: the history that it was fitted on.
  ///   - limit: at most so many items, the last ones; `nil` for all.
  ///   - withMasks: whether every factor is masked too, for faithfulness.
  ///   - k: how many examples are retrieved.
  ///   - onProgress: hears how many items of how many are done.
  /// - Throws: `CancellationError`, and `RoleFailure` where no further item could be asked. An item
  ///   that fails by itself is kept with its reason.
  public func leaveOneOut(
    of model: UserModel, history: [Interaction], limit: Int? = nil, withMasks: Bool = true,
    k: Int = Engine.defaultK,
    onProgress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> LeaveOneOut {
    let answers = model.task.answers
    var result = LeaveOneOut(items: [], scale: answers.isOrdered ? answers.labels : [])
    let entries = model.memory.entries.filter {
      !$0.features.isEmpty && !$0.marks.isExcluded
        && history.indices.contains($0.interaction)
    }.suffix(limit ?? .max)
    for (done, entry) in entries.enumerated() {
      try Task.checkCancellation()
      let item = history[entry.interaction]
      let without = model.leavingOut(entry.interaction, of: history)
      var line = LeaveOneOut.Item(
        interaction: entry.interaction, expected: item.response, hasLittleEvidence: false,
        usual: Self.usual(without, history: history, except: item), flips: Ratio(0, of: 0))
      do {
        let run = whatIf(
          item.query, of: without, history: history, masks: withMasks ? nil : [], k: k,
          reusing: EarlierStages(features: entry.features))
        let whatIf = try await run.value
        line.answer = whatIf.baseline.response
        line.confidence = whatIf.baseline.confidence
        line.hasLittleEvidence = whatIf.baseline.hasLittleEvidence
        line.faithfulness = whatIf.faithfulness
        line.flips = Ratio(
          whatIf.outcomes.count(where: whatIf.flips), of: whatIf.outcomes.count)
      } catch let failure as RoleFailure where !failure.endsRun {
        line.failure = failure.description
      }
      result.items.append(line)
      onProgress(done + 1, entries.count)
    }
    return result
  }

  /// The usual answer by all others: of a label set by the counts, of options by the letter.
  private static func usual(
    _ model: UserModel, history: [Interaction], except item: Interaction
  ) -> String? {
    switch model.task.answers {
    case .open:
      return nil
    case .labels(let labels, let ordered):
      return UsualAnswer(among: labels, counts: model.statistics.answers, ordered: ordered)?
        .response
    case .options:
      let usual = UsualAnswer(to: item.query, in: history.filter { $0.query != item.query })
      return usual.flatMap { $0.share.count > 0 ? $0.response : nil }
    }
  }
}
