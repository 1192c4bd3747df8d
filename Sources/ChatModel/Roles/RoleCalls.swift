internal import RPM

/// The calls of all roles for one task: what fills their prompts, and what their replies must look
/// like (ours).
struct RoleCalls: Sendable {
  private let answers: AnswerSpace
  private let taskText: String

  init(_ task: TaskDefinition) {
    answers = task.answers
    taskText = TaskSheet.text(task)
  }

  /// 1a and 3a.
  func extract(_ queries: [String], _ contract: ExtractContract) -> RoleCaller.Call {
    let texts =
      queries.count == 1
      ? "The text:\n\(DataText.block(queries[0]))"
      : "The texts, each with its id. Read each for itself.\n\n"
        + queries.enumerated().map { "q\($0 + 1):\n\(DataText.block($1))" }
        .joined(separator: "\n\n")
    let factors =
      contract.sheet.map { sheet in
        """
        These factors are known of this person. Say for each feature which one it belongs to by \
        its meaning, with the name exactly as it stands here, or "none". Make up no factor.
        \(sheet.list)
        """
      } ?? ""
    return RoleCaller.Call(
      role: .extract, stage: .extract,
      values: [.task: taskText, .factors: factors, .queries: texts], schema: contract.schema,
      maxTokens: 200 + 600 * queries.count)
  }

  /// 1b.
  func cluster(_ request: ClusteringRequest, _ contract: ClusterContract) -> RoleCaller.Call {
    let known = request.known.map { proposal in
      let description = DataText.line(proposal.description)
      return DataText.line(proposal.name) + (description.isEmpty ? "" : ": \(description)")
    }
    let factors =
      known.isEmpty
      ? ""
      : """
      These factors were made before. Put a feature with one of them, under its name exactly as it \
      stands here, or with a new one:
      \(DataText.block(known.joined(separator: "\n")))
      """
    return RoleCaller.Call(
      role: .cluster, stage: .cluster,
      values: [
        .task: taskText, .ceiling: String(request.ceiling), .factors: factors,
        .features: FeatureSheet.list(request.items),
      ], schema: contract.schema, maxTokens: 1000 + 60 * request.ceiling + 10 * request.items.count)
  }

  /// 1b, the groups of several chunks.
  func merge(
    _ groups: [FactorProposal], of items: [ClusteringRequest.Item], ceiling: Int,
    _ contract: ClusterContract
  ) -> RoleCaller.Call {
    let lines = groups.enumerated().map { index, group in
      let description = DataText.line(group.description)
      let features = group.members.filter(items.indices.contains).prefix(4)
        .map { DataText.line(items[$0].feature.name) }.joined(separator: ", ")
      return "g\(index + 1): \(DataText.line(group.name))"
        + (description.isEmpty ? "" : ": \(description)") + " (such as \(features))"
    }
    return RoleCaller.Call(
      role: .merge, stage: .cluster,
      values: [
        .task: taskText, .ceiling: String(ceiling),
        .groups: DataText.block(lines.joined(separator: "\n")),
      ], schema: contract.schema, maxTokens: 1000 + 60 * ceiling + 10 * groups.count)
  }

  /// 1c.
  func judge(_ request: JudgementRequest, _ contract: JudgeContract) -> RoleCaller.Call {
    RoleCaller.Call(
      role: .judge, stage: .count,
      values: [
        .task: taskText, .query: DataText.block(request.item.query),
        .answer: answer(request.item), .features: FeatureSheet.list(request.features),
      ], schema: contract.schema, maxTokens: 200 + 40 * request.features.count)
  }

  /// 2.
  func reason(_ request: ReasoningRequest, _ contract: PathContract) -> RoleCaller.Call {
    let statistics = StatisticsSheet(
      statistics: request.statistics, answers: answers, sheet: contract.sheet)
    return RoleCaller.Call(
      role: .reason, stage: .reason,
      values: [
        .task: taskText, .factors: factors(contract.sheet, count: request.factors.count),
        .query: DataText.block(request.item.query),
        .features: FeatureSheet.list(request.features, factors: request.factors),
        .statistics: statistics.cited(
          features: request.features, label: answers.index(of: request.item.response)),
        .answer: answer(request.item), .complaint: ComplaintSheet.text(request.complaint),
      ], schema: contract.schema, maxTokens: 1200 + 2 * tokens(request.item.response))
  }

  /// 3c.
  func generate(
    _ request: GenerationRequest, _ contract: PathContract,
    onText: (@Sendable (String) -> Void)?
  ) -> RoleCaller.Call {
    let statistics = StatisticsSheet(
      statistics: request.model.statistics, answers: answers, sheet: contract.sheet)
    let examples = ExampleSheet(request)
    let wanted = request.features.activeFactors + examples.factors
    return RoleCaller.Call(
      role: .generate, stage: .generate,
      values: [
        .task: taskText, .factors: statistics.stable, .statistics: statistics.further(wanted),
        .examples: examples.text, .query: DataText.block(request.query),
        .features: FeatureSheet.list(request.features, factors: request.model.factors),
      ], schema: contract.generationSchema,
      maxTokens: 1600 + 2 * (request.history.map { tokens($0.response) }.max() ?? 0), onText: onText
    )
  }

  private func factors(_ sheet: FactorSheet, count: Int) -> String {
    count == 0
      ? "No factors are known of this person." : "The factors of this person:\n\(sheet.list)"
  }

  /// A label or a letter is no more than that; free text stands between marks.
  private func answer(_ item: Interaction) -> String {
    answers == .open ? DataText.block(item.response) : DataText.line(item.response)
  }

  private func tokens(_ text: String) -> Int { text.utf8.count / 3 }
}
