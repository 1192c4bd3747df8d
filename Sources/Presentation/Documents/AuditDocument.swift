package import RPM
internal import Storage
package import Workbench

/// What `audit` prints.
package struct AuditDocument: Codable, Hashable {
  /// How many paths of the memory stand how.
  package struct Memory: Codable, Hashable {
    package var items: Int
    /// Right at once.
    package var clean: Int
    /// Right in the second try.
    package var repaired: Int
    /// No part in retrieval.
    package var excluded: Int
    /// How many for which reason: `noFeatures`, `pathFailed`, `auditFailed`.
    package var reasons: [String: Int]
    package var numbersChecked: Int
    /// The items, by their position in the history from 0, whose path is right and rests on nothing
    /// that can be looked up.
    package var notGrounded: [Int]
  }

  package struct Asks: Codable, Hashable {
    package var asks: Int
    package var clean: Int
    package var wrong: Int
    /// Those whose model is gone, so that they cannot be compared.
    package var withoutModel: Int
    package var numbersChecked: Int
  }

  /// One thing that is wrong, with its place.
  package struct Finding: Codable, Hashable {
    /// `memory` or `ask`.
    package var place: String
    /// The position in the history, from 0, for `memory`.
    package var interaction: Int?
    /// The number of the ask, for `ask`.
    package var ask: Int64?
    package var modelVersion: Int
    /// The step, from 0; missing for the conclusion and the sum.
    package var step: Int?
    package var kind: AuditReport.Finding.Kind
    package var quoted: String
    package var stored: String
    /// Whether it was right when it was made; then something was changed since.
    package var isNew: Bool
  }

  package var user: String
  package var task: String
  package var modelVersion: Int
  package var clean: Bool
  package var memory: Memory
  package var asks: Asks
  package var findings: [Finding]

  /// - Parameter user: what the person is called in the document.
  package init(_ stored: StoredAudit, user: String) {
    let (audit, model) = (stored.memory, stored.stored)
    self.user = user
    task = model.model.task.name
    modelVersion = model.version
    let reasons = audit.items.filter { $0.state == .excluded }
      .map { $0.exclusion ?? MemoryEntry.Exclusion.auditFailed }
    memory = Memory(
      items: audit.items.count, clean: audit.count(.clean), repaired: audit.count(.repaired),
      excluded: audit.count(.excluded),
      reasons: Dictionary(grouping: reasons, by: \.rawValue).mapValues(\.count),
      numbersChecked: audit.numbersChecked,
      notGrounded: audit.items.filter { $0.exclusion == nil && $0.report.isUngrounded }
        .map(\.interaction))
    asks = Asks(asks: 0, clean: 0, wrong: 0, withoutModel: 0, numbersChecked: 0)
    findings = audit.wrong.flatMap { item in
      item.report.findings.map { finding in
        Finding(
          place: "memory", interaction: item.interaction, modelVersion: model.version,
          step: finding.step, kind: finding.kind, quoted: finding.quoted, stored: finding.stored,
          isNew: item.hasChanged)
      }
    }
    clean = true
    for ask in stored.asks { add(ask) }
    clean = findings.isEmpty
  }

  private mutating func add(_ ask: StoredAudit.Ask) {
    asks.asks += 1
    guard let report = ask.report else {
      asks.withoutModel += 1
      return
    }
    asks.numbersChecked += report.numbersChecked
    if report.isClean { asks.clean += 1 } else { asks.wrong += 1 }
    let known = Set(ask.answer.audit.findings)
    findings += report.findings.map { finding in
      Finding(
        place: "ask", ask: ask.run, modelVersion: ask.version, step: finding.step,
        kind: finding.kind,
        quoted: finding.quoted, stored: finding.stored, isNew: !known.contains(finding))
    }
  }

  /// What stands how, by name; not yet safe for a terminal.
  package var facts: [ReportLine] {
    let why = MemoryEntry.Exclusion.allCases.compactMap { reason in
      memory.reasons[reason.rawValue].map { "\($0) \(reason.title)" }
    }
    return [
      ReportLine(
        "memory",
        "\(Count.of(memory.items, "past answer")): \(memory.clean) clean, "
          + "\(memory.repaired) repaired, \(memory.excluded) excluded"
          + (why.isEmpty ? "" : " (\(why.joined(separator: ", ")))")
          + (memory.notGrounded.isEmpty
            ? ""
            : "; \(memory.notGrounded.count) not grounded (item "
              + memory.notGrounded.map { String($0 + 1) }.joined(separator: ", ") + ")")
      ),
      ReportLine(
        "asks",
        "\(Count.of(asks.asks, "earlier ask")): \(asks.clean) clean, \(asks.wrong) wrong"
          + (asks.withoutModel > 0 ? ", \(asks.withoutModel) whose model is gone" : "")
      ),
      ReportLine(
        "numbers", "\(memory.numbersChecked + asks.numbersChecked) quoted and compared"),
    ]
  }

  /// The same in lines, and whether anything is wrong.
  package var counts: [ReportLine] {
    let found = findings.isEmpty ? "nothing is wrong" : Count.of(findings.count, "finding")
    return facts + [ReportLine("", found)]
  }

  /// The same for a person; not yet safe for a terminal.
  package var lines: [String] {
    var lines = ["\(user) (\(task)), version \(modelVersion)", ""] + counts.printed
    lines.insert("", at: lines.count - 1)
    return lines + findings.map { "  \($0.text)" }
  }
}

extension MemoryEntry.Exclusion {
  /// Why, in a few words.
  package var title: String {
    switch self {
    case .noFeatures: "without a feature"
    case .pathFailed: "without a path"
    case .auditFailed: "with a wrong path"
    }
  }
}

extension AuditDocument.Finding {
  package var `where`: String {
    let place = interaction.map { "item \($0 + 1)" } ?? ask.map { "ask \($0)" } ?? ""
    return "\(place), \(step.map { "step \($0 + 1)" } ?? "conclusion")"
  }

  /// The place, and what is wrong there.
  package var text: String { "\(self.where): \(kind.title): \(words)" }
}

extension AuditReport.Finding.Kind {
  /// What is wrong, in a few words.
  package var title: String {
    switch self {
    case .unknownFeature: "no such feature"
    case .unknownFactor: "no such factor"
    case .wrongNumber: "another number"
    case .singleSupport: "a factor seen nowhere else"
    case .unknownExample: "an example that was not retrieved"
    case .wrongConclusion: "another conclusion"
    }
  }
}
