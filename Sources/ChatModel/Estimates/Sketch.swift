internal import Foundation
internal import RPM

/// The prompts of a run before its replies are known: rendered with what is there, and with
/// placeholders of the usual length for the rest.
struct Sketch {
  private let task: TaskDefinition
  private let prompts: PromptLibrary
  private let calls: RoleCalls

  /// A feature as models write them, so long as the average one.
  private static let feature = Feature(
    name: "slow opening", context: "takes a third of the book to get going",
    quote: "takes a third of the book to get going")
  private static let description = "how the course of events is built and told"

  init(_ task: TaskDefinition, prompts: PromptLibrary) {
    self.task = task
    self.prompts = prompts
    calls = RoleCalls(task)
  }

  /// As many factors as a model is asked for.
  func factors(of features: Int) -> [Factor] {
    (0..<FactorClustering.ceiling(distinct: features)).map {
      Factor(
        id: $0, name: "telling of stories", description: Self.description,
        members: [Factor.Member(name: "\(Self.feature.name) \($0)", count: 1)])
    }
  }

  func extraction(of queries: [String]) -> Int {
    tokens(
      calls.extract(ExtractContract(queries: queries, kind: AnswerKind(task.answers))))
  }

  /// The calls that read a target query: its features, and their factors where there are any.
  func reading(_ query: String, of model: UserModel) -> [(input: Int, output: Int)] {
    [(extraction(of: [query]), TokenEstimate.expectedOutput(of: .extract))]
      + (model.factors.isEmpty ? [] : assigning(FitEstimate.featuresPerQuery, stage: .extract))
  }

  /// The calls that put so many features with factors.
  func assigning(_ features: Int, stage: Stage) -> [(input: Int, output: Int)] {
    Chunks(count: features, most: ChatSession.featuresPerCall).ranges.map { range in
      let names = [String](repeating: "telling of stories", count: ChatSession.offered)
      let contract = AssignContract(
        choices: range.map { _ in .init(feature: Self.feature, factors: names) })
      return (input: tokens(calls.assign(contract, stage: stage)), output: 9 * range.count)
    }
  }

  /// The calls that make factors of so many features: those that name groups, and those that put
  /// every feature with a factor.
  func clustering(distinct: Int) -> [(input: Int, output: Int)] {
    let groups = min(distinct / 3, 2 * FactorClustering.ceiling(distinct: distinct))
    let naming = Chunks(count: groups, most: ChatSession.groupsPerCall).ranges.map { range in
      let group = [Feature](repeating: Self.feature, count: 4)
      let call = calls.cluster(
        [[Feature]](repeating: group, count: range.count), ClusterContract(groups: range.count))
      return (input: tokens(call), output: 14 * range.count)
    }
    return naming + assigning(distinct, stage: .cluster)
  }

  func judging(_ item: Interaction) -> Int {
    let request = JudgementRequest(
      interaction: 0, item: item, features: features(factors: 0))
    return tokens(calls.judge(request, JudgeContract(request, answers: task.answers)))
  }

  func reasoning(_ item: Interaction, factors: [Factor]) -> Int {
    let features = features(factors: factors.count)
    let request = ReasoningRequest(
      interaction: 0, item: item, features: features, factors: factors,
      statistics: statistics(of: factors.count))
    let contract = PathContract(
      features: features, citations: calls.citations(for: request),
      answers: AnswerReading(task.answers, past: item))
    return tokens(calls.reason(request, contract))
  }

  /// The real prompt, with the entries of the memory that are as long as the average one.
  func generation(
    of query: String, model: UserModel, history: [Interaction], k: Int
  ) -> Int {
    let features = features(factors: model.factors.count)
    let usable = model.memory.entries.filter {
      $0.takesPart && history.indices.contains($0.interaction)
    }.sorted {
      (history[$0.interaction].query.utf8.count, $0.interaction)
        < (history[$1.interaction].query.utf8.count, $1.interaction)
    }
    let count = min(max(0, k), usable.count)
    let middle = usable[((usable.count - count) / 2)...].prefix(count)
    let ranking = middle.map {
      RetrievedExample(
        interaction: $0.interaction, similarity: 0, answer: history[$0.interaction].response)
    }
    let request = GenerationRequest(
      query: query, features: features, model: model, ranking: ranking, k: k, history: history)
    let citations = calls.citations(for: request)
    let contract = PathContract(
      features: features, citations: citations.all,
      answers: AnswerReading(task.answers, query: query))
    return tokens(calls.generate(request, contract, citing: citations, onText: nil))
  }

  /// A model as a fit of a history might make it: as many factors as are asked for, and paths of
  /// the usual length.
  func model(of user: User) -> UserModel {
    let factors = factors(of: user.history.count * FitEstimate.featuresPerQuery)
    let steps = (0..<3).map { index in
      ReasoningPath.Step(
        features: [index], factor: factors.isEmpty ? nil : index % factors.count,
        evidence: "P(label) 4 of 6 = .67, base 19 of 64 = .30",
        effect: "the person answers such texts this way more often than others")
    }
    return UserModel(
      task: user.task, identity: ModelIdentity(name: "", version: ""), fitted: .distantPast,
      factors: factors, statistics: statistics(of: factors.count),
      memory: ReasoningMemory(
        entries: user.history.indices.map { index in
          MemoryEntry(
            interaction: index, features: features(factors: factors.count),
            path: ReasoningPath(steps: steps, conclusion: user.history[index].response), key: [1])
        }))
  }

  private func features(factors: Int) -> [Feature] {
    (0..<FitEstimate.featuresPerQuery).map { index in
      var feature = Self.feature
      feature.factor = factors > 0 ? index % factors : nil
      return feature
    }
  }

  /// Statistics with three labels a factor, as a usual sheet has them.
  private func statistics(of factors: Int) -> UserStatistics {
    let labels = task.answers.labels.count
    let answers = (0..<labels).map { $0 < 3 ? 4 : 0 }
    return UserStatistics(
      interactions: 24, answers: (0..<labels).map { _ in 4 },
      factors: (0..<factors).map {
        FactorStatistics(
          factor: $0, support: 12, occurrences: 14, answers: answers, influence: 9,
          polarity: FactorStatistics.Polarity(positive: 9))
      })
  }

  /// The tokens of a call's prompt.
  func tokens(_ call: RoleCaller.Call) -> Int {
    var values = call.values
    values[.form] = call.schema.form
    return TokenEstimate.tokens(in: prompts[call.role].messages(values))
  }
}
