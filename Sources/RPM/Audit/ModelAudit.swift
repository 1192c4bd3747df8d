/// The audit of all that a model keeps: every path of its memory read again (method, section 9).
public struct ModelAudit: Sendable, Hashable, Codable {
  /// How an item of the memory stands.
  public enum State: String, Sendable, Hashable, Codable {
    /// Its path is right.
    case clean
    /// Its path is right, but a first one was wrong.
    case repaired
    /// It takes no part in retrieval: no features, no path, or a path that is wrong.
    case excluded
  }

  /// One item.
  public struct Item: Sendable, Hashable, Codable {
    /// The index of the interaction in the history.
    public var interaction: Int
    /// How it stands.
    public var state: State
    /// Why it takes no part in retrieval; `nil` when it does.
    public var exclusion: MemoryEntry.Exclusion?
    /// What the audit finds now.
    public var report: AuditReport
    /// Whether that differs from what the fit found: then something was changed since.
    public var hasChanged: Bool
  }

  /// The items, in history order.
  public var items: [Item]

  /// How many items stand so.
  public func count(_ state: State) -> Int { items.count { $0.state == state } }

  /// The items with findings.
  public var wrong: [Item] { items.filter { !$0.report.isClean } }

  /// How many quoted numbers were compared.
  public var numbersChecked: Int { items.reduce(0) { $0 + $1.report.numbersChecked } }

  /// Reads every path of a model again.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - history: the history that it was fitted on.
  public init(_ model: UserModel, history: [Interaction]) {
    items = model.memory.entries.map { entry in
      guard let path = entry.path, history.indices.contains(entry.interaction) else {
        return Item(
          interaction: entry.interaction, state: .excluded,
          exclusion: entry.exclusion ?? .pathFailed, report: entry.audit, hasChanged: false)
      }
      var report = Audit.report(
        on: path, of: entry, to: history[entry.interaction], factors: model.factors,
        statistics: model.statistics, answers: model.task.answers)
      report.isRepaired = entry.audit.isRepaired
      var before = entry.audit
      // What was not noted has not changed.
      before.grounding = before.grounding ?? report.grounding
      let state: State =
        entry.exclusion != nil || !report.isClean
        ? .excluded : report.isRepaired == true ? .repaired : .clean
      return Item(
        interaction: entry.interaction, state: state, exclusion: entry.exclusion, report: report,
        hasChanged: report != before)
    }
  }
}

extension Answer {
  /// The audit of an answer, read again against the model that gave it.
  public func audited(against model: UserModel) -> AuditReport {
    var report = Audit(
      features: features, factors: model.factors, statistics: model.statistics,
      answers: model.task.answers, query: query
    ).report(
      on: path, response: response, isStored: false, evidence: evidence, retrieved: retrieved)
    for example in retrieved {
      let entry = model.memory.entries.first { $0.interaction == example.interaction }
      guard entry == nil || entry?.exclusion != nil else { continue }
      report.findings.append(
        AuditReport.Finding(
          step: nil, kind: .unknownExample, quoted: "item \(example.interaction + 1)",
          stored: entry == nil ? "the memory has no such item" : "it takes no part in retrieval"))
    }
    return report
  }
}
