internal import RPM

/// The calls of all roles for one task: what fills their prompts, and what their replies must look
/// like.
struct RoleCalls: Sendable {
  private let answers: AnswerSpace
  private let kind: AnswerKind
  let taskText: String

  init(_ task: TaskDefinition) {
    answers = task.answers
    kind = AnswerKind(task.answers)
    taskText = TaskSheet.text(task)
  }

  /// 1a and 3a.
  func extract(_ contract: ExtractContract) -> RoleCaller.Call {
    let queries = contract.queries
    let texts =
      queries.count == 1
      ? "The text:\n\(DataText.block(queries[0]))"
      : "The texts, each with its id. Read each for itself.\n\n"
        + queries.enumerated().map { "q\($0 + 1):\n\(DataText.block($1))" }
        .joined(separator: "\n\n")
    return RoleCaller.Call(
      role: .extract, stage: .extract,
      values: [.task: taskText, .guide: kind.features, .queries: texts], schema: contract.schema,
      maxTokens: 100 + 600 * queries.count)
  }

  /// 1b, the names of factors: what each group of features says.
  func cluster(_ groups: [[Feature]], _ contract: ClusterContract) -> RoleCaller.Call {
    RoleCaller.Call(
      role: .cluster, stage: .cluster,
      values: [.task: taskText, .groups: FeatureSheet.groups(groups)], schema: contract.schema,
      maxTokens: 60 + 40 * groups.count)
  }

  /// 1b and 3a, the factor of each feature.
  func assign(_ contract: AssignContract, stage: Stage) -> RoleCaller.Call {
    RoleCaller.Call(
      role: .assign, stage: stage,
      values: [.task: taskText, .features: FeatureSheet.choices(contract.choices)],
      schema: contract.schema, maxTokens: 60 + 24 * contract.choices.count)
  }

  /// 1c.
  func judge(_ request: JudgementRequest, _ contract: JudgeContract) -> RoleCaller.Call {
    RoleCaller.Call(
      role: .judge, stage: .count,
      values: [
        .task: taskText, .guide: kind.judging, .query: DataText.block(request.item.query),
        .answer: answer(request.item), .features: FeatureSheet.list(request.features),
      ], schema: contract.schema, maxTokens: 200 + 20 * request.features.count)
  }

  /// What a path to a past answer may cite.
  func citations(for request: ReasoningRequest) -> [Citation] {
    StatisticsSheet(
      statistics: request.statistics, answers: answers, sheet: FactorSheet(request.factors)
    ).cited(features: request.features, label: answers.index(of: request.item.response))
  }

  /// 2.
  func reason(_ request: ReasoningRequest, _ contract: PathContract) -> RoleCaller.Call {
    RoleCaller.Call(
      role: .reason, stage: .reason,
      values: [
        .task: taskText, .guide: kind.step, .query: DataText.block(request.item.query),
        .features: FeatureSheet.list(request.features, factors: request.factors),
        .statistics: statistics(
          contract.citations, of: "Statistics on this person's other answers, each with its id:"),
        .answer: answer(request.item), .complaint: ComplaintSheet.text(request.complaint),
      ], schema: contract.schema, maxTokens: 700)
  }

  /// What the reasoning to a new answer may cite.
  struct Citable: Sendable {
    /// The same for every query.
    var stable: [Citation]
    /// What is added for this one.
    var further: [Citation]

    var all: [Citation] { stable + further }
  }

  /// What the reasoning to a new answer may cite.
  func citations(for request: GenerationRequest) -> Citable {
    let sheet = StatisticsSheet(
      statistics: request.model.statistics, answers: answers,
      sheet: FactorSheet(request.model.factors))
    let stable = sheet.stable
    let wanted = request.features.activeFactors + ExampleSheet(request).factors
    return Citable(stable: stable, further: sheet.further(wanted, after: stable))
  }

  /// 3c.
  ///
  /// - Parameters:
  ///   - citable: what the contract allows to cite.
  ///   - context: how many tokens prompt and reply may have together, `nil` where nobody knows.
  ///     Texts of examples are shortened until they fit.
  func generate(
    _ request: GenerationRequest, _ contract: PathContract, citing citable: Citable,
    context: Int? = nil, onText: (@Sendable (String) -> Void)?
  ) -> RoleCaller.Call {
    let longest = request.history.map { tokens($0.response) }.max() ?? 0
    func call(most: Int) -> RoleCaller.Call {
      RoleCaller.Call(
        role: .generate, stage: .generate,
        values: [
          .task: taskText, .guide: kind.step,
          .factors: statistics(
            citable.stable, of: "Statistics on this person's past answers, each with its id:"),
          .statistics: citable.further.isEmpty
            ? "" : statistics(citable.further, of: "Further statistics:"),
          .examples: ExampleSheet(request, most: most).text,
          .query: DataText.block(request.query),
          .features: FeatureSheet.list(request.features, factors: request.model.factors),
        ], schema: contract.generationSchema, maxTokens: 800 + 2 * longest, onText: onText)
    }
    guard let context else { return call(most: .max) }
    return ContextPlan(context).fitted(call)
  }

  private func statistics(_ citations: [Citation], of head: String) -> String {
    citations.isEmpty
      ? "No statistics are known yet." : "\(head)\n\(StatisticsSheet.text(citations))"
  }

  /// A label is no more than that; an option has its words; free text stands between marks.
  private func answer(_ item: Interaction) -> String {
    switch kind {
    case .label, .scale: return DataText.line(item.response)
    case .options:
      let question = SurveyQuestion(query: item.query)
      let words = question.index(of: item.response).map { ". \(question.options[$0].text)" }
      return DataText.line(item.response + (words ?? ""))
    case .open: return DataText.block(item.response)
    }
  }

  private func tokens(_ text: String) -> Int { text.utf8.count / 3 }
}
