internal import ChatModel
internal import Foundation
internal import RPM
package import Storage
package import TerminalKit
package import Workbench

/// All that two runs are compared by: sections of rows, each with a key that finds its counterpart.
package struct TraceDetail: Hashable, Sendable, Identifiable {
  /// One thing that can be the same or not.
  package struct Row: Hashable, Sendable {
    /// What it is about: the same in another run means the same thing.
    package var key: String
    /// What is shown and compared; line ends are kept.
    package var text: String
    package var role: Role = .text
    /// What is compared beside the text, because it is too long to be shown.
    package var further = ""

    /// The row with what is compared beside its text.
    package var inFull: Row { Row(key: key, text: "\(text)\n\(further)", role: role) }

    /// Whether both say the same.
    package func isSame(as other: Row) -> Bool { text == other.text && further == other.further }
  }

  /// Rows under a heading.
  package struct Section: Hashable, Sendable {
    package var title: String
    package var rows: [Row]
  }

  package var id: TracedRun.ID
  /// The number and the answer, such as `#12 2`.
  package var title: String
  package var sections: [Section]

  package init(of run: TracedRun, _ result: RunResult) {
    switch result {
    case .answer(let record): self.init(of: run, record: record)
    case .model(let stored): self.init(of: run, stored: stored)
    case .nothing(let problem): self.init(of: run, problem: problem)
    }
  }

  /// What is known of a run without an answer or a model.
  package init(of run: TracedRun, problem: String? = nil) {
    id = run.id
    title = TraceText.title(of: run)
    var ending = [Row(key: "state", text: run.state.rawValue, role: TraceText.role(of: run.state))]
    if let message = problem ?? run.message {
      ending.append(Row(key: "message", text: message, role: .error))
    }
    sections = [
      Section(title: "query", rows: run.isFit ? [] : [Row(key: "query", text: run.query)]),
      Section(title: "answer", rows: ending),
      Section(title: "use", rows: Self.use(of: run)),
    ].filter { !$0.rows.isEmpty }
  }

  // MARK: Asks

  /// An answer with all it rests on.
  package init(of run: TracedRun, record: AskRecord) {
    let answer = record.answer
    let model = record.stored.model
    id = run.id
    title = TraceText.title(of: run)
    sections = [
      Section(title: "query", rows: [Row(key: "query", text: answer.query)]),
      Section(title: "features", rows: Self.features(of: answer, in: model)),
      Section(title: "path", rows: Self.path(of: answer, in: model)),
      Section(title: "numbers", rows: Self.numbers(of: answer)),
      Section(title: "answer", rows: Self.answer(of: record)),
      Section(title: "examples", rows: Self.examples(of: record)),
      Section(title: "use", rows: Self.use(of: run)),
    ]
  }

  private static func features(of answer: Answer, in model: UserModel) -> [Row] {
    answer.features.map { feature in
      let factor = name(of: feature.factor, in: model) ?? "none"
      return Row(
        key: feature.name.lowercased(), text: "\(feature.name)  [\(factor)]",
        further: feature.context)
    }
  }

  private static func name(of factor: Factor.ID?, in model: UserModel) -> String? {
    factor.flatMap { model.factors.indices.contains($0) ? model.factors[$0].name : nil }
  }

  /// Steps are the same step where they speak of the same features and the same factor.
  private static func path(of answer: Answer, in model: UserModel) -> [Row] {
    var rows = answer.path.steps.enumerated().map { index, step in
      let features = step.features.map { id in
        answer.features.indices.contains(id) ? answer.features[id].name : "f\(id + 1)"
      }
      let factor = name(of: step.factor, in: model)
      let head = (features + (factor.map { ["[\($0)]"] } ?? [])).joined(separator: "  ")
      let findings = answer.audit.findings.filter { $0.step == index }.map {
        "! says \($0.quoted), stored is \($0.stored)"
      }
      let lines = ([head, step.evidence, step.effect] + findings).filter { !$0.isEmpty }
      return Row(
        key: head, text: lines.joined(separator: "\n"), role: findings.isEmpty ? .text : .error)
    }
    rows += answer.audit.findings.filter { $0.step == nil }.map {
      Row(
        key: "conclusion", text: "! concludes \($0.quoted), the answer is \($0.stored)",
        role: .error)
    }
    return rows
  }

  /// What the answer was weighed by: the probabilities, and the sum where there is one.
  private static func numbers(of answer: Answer) -> [Row] {
    var rows: [Row] = []
    if let confidence = answer.confidence {
      rows.append(Row(key: "p", text: "p of the answer \(Quotation.share(confidence))"))
    }
    if let evidence = answer.evidence {
      rows += zip(evidence.labels, evidence.probabilities).map {
        Row(key: "p \($0)", text: "p \($0)  \(Quotation.share($1))")
      }
    }
    if let table = EvidenceTable(answer: answer) {
      let against = table.runnerUp.map { " against \($0)" } ?? ""
      rows += table.rows.filter { $0.depth == 0 && $0.isTelling }.map {
        Row(
          key: "sum \($0.name)", text: "\($0.name)\(against)  \(AnswerReport.signed($0.difference))"
        )
      }
    }
    let count = answer.audit.numbersChecked
    let wrong = answer.audit.findings.count
    rows.append(
      Row(
        key: "audit",
        text: "audit  \(Count.of(count, "number")) checked, \(Count.of(wrong, "finding"))",
        role: wrong == 0 ? .text : .error))
    return rows
  }

  private static func answer(of record: AskRecord) -> [Row] {
    let answers = record.stored.model.task.answers
    func full(_ response: String) -> String {
      AnswerText.full(response, query: record.answer.query, answers: answers)
    }
    var rows = [Row(key: "answer", text: full(record.answer.response), role: .strong)]
    if let expected = record.expected {
      rows.append(Row(key: "true", text: "true answer \(full(expected))"))
    }
    if record.answer.hasLittleEvidence {
      rows.append(Row(key: "little", text: "little evidence", role: .warning))
    }
    return rows
  }

  private static func examples(of record: AskRecord) -> [Row] {
    let history = record.stored.history
    let answers = record.stored.model.task.answers
    return record.answer.retrieved.map { example in
      let query =
        history.indices.contains(example.interaction)
        ? AnswerText.stem(history[example.interaction].query, answers: answers) : ""
      let start = String(query.prefix(70))
      return Row(
        key: "item \(example.interaction)",
        text: "\(Quotation.decimal(example.similarity, digits: 3))  item \(example.interaction + 1)"
          + "  \(example.answer)  \(start)")
    }
  }

  // MARK: Fits

  /// A fit with the model that came of it.
  package init(of run: TracedRun, stored: StoredModel) {
    let model = stored.model
    id = run.id
    title = TraceText.title(of: run)
    let entries = model.memory.entries
    let marked = entries.count { $0.exclusion != nil }
    let statistics = model.statistics
    var numbers = [
      Row(key: "interactions", text: Count.of(statistics.interactions, "interaction")),
      Row(key: "factors", text: Count.of(model.factors.count, "factor")),
      Row(key: "paths", text: "\(Count.of(entries.count - marked, "path")), \(marked) marked"),
    ]
    if !statistics.answers.isEmpty {
      let counts = zip(model.task.answers.labels, statistics.answers).map { "\($0): \($1)" }
      numbers.append(Row(key: "answers", text: counts.joined(separator: "  ")))
    }
    if let stability = statistics.stability {
      numbers.append(
        Row(key: "stability", text: "stability of two halves \(Quotation.share(stability))"))
    }
    sections = [
      Section(title: "numbers", rows: numbers),
      Section(title: "factors", rows: Self.factors(of: model)),
      Section(title: "use", rows: Self.use(of: run)),
    ]
  }

  private static func factors(of model: UserModel) -> [Row] {
    FactorTable(model: model, all: true).rows.map { row in
      let own = row.statistics
      let figures =
        own.answers.isEmpty
        ? "influence \(Quotation.ratio(own.influenceRate))"
        : own.answers.map(String.init).joined(separator: " ")
      return Row(
        key: row.factor.name.lowercased(),
        text: "\(row.factor.name)  n \(own.support)  \(figures)",
        role: own.isWeak || own.isBoilerplate ? .dim : .text)
    }
  }

  // MARK: Use

  private static func use(of run: TracedRun) -> [Row] {
    var rows: [Row] = []
    if let identity = run.identity {
      rows.append(Row(key: "model", text: identity.title))
    }
    if let version = run.modelVersion {
      rows.append(Row(key: "version", text: "memory v\(version)"))
    }
    guard let stages = run.stages else {
      return rows + [Row(key: "stages", text: "stages not recorded", role: .dim)]
    }
    rows += stages.map { record in
      let used = TraceText.used(record.usage)
      return Row(
        key: record.stage.rawValue,
        text: ["\(record.stage.verb)  \(TraceText.time(of: record))", used].filter { !$0.isEmpty }
          .joined(separator: "  "), role: record.state == .failed ? .error : .text)
    }
    let all = [TraceText.time(stages.seconds), TraceText.used(stages.usage)]
    rows.append(
      Row(key: "all", text: "in all  " + all.filter { !$0.isEmpty }.joined(separator: "  ")))
    return rows
  }
}
