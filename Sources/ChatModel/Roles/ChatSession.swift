internal import Foundation
internal import RPM

/// The roles of a language model for one user.
struct ChatSession: BlackBoxSession {
  let task: TaskDefinition
  let calls: RoleCalls
  let baselines: BaselineCalls
  private let history: [Interaction]
  private let prompts: PromptLibrary
  private let settings: ChatModelSettings
  let caller: RoleCaller
  let record = SessionRecord()

  init(
    task: TaskDefinition, history: [Interaction], keeper: ReplyKeeper, prompts: PromptLibrary,
    settings: ChatModelSettings
  ) {
    self.task = task
    calls = RoleCalls(task)
    baselines = BaselineCalls(task)
    self.history = history
    self.prompts = prompts
    self.settings = settings
    caller = RoleCaller(
      keeper: keeper, prompts: prompts, temperature: settings.temperature, heard: record.note)
  }

  private var kind: AnswerKind { AnswerKind(task.answers) }

  var concurrency: Int { max(1, settings.concurrency) }

  /// The examples themselves are enough.
  var memoryBreadth: Int { Engine.defaultK }

  var extractionsPerCall: Int { max(1, settings.extractionsPerCall) }

  // MARK: 1a, 3a

  /// Reads the text first, as during a fit, and then puts what was found with the factors that are
  /// known.
  func extract(_ request: ExtractionRequest) async throws -> [Feature] {
    guard !request.query.allSatisfy(\.isWhitespace) else { return [] }
    let contract = ExtractContract(queries: [request.query], kind: kind)
    var features = try await caller.value(calls.extract(contract)) {
      reply, isLast throws(ReplyProblem) in
      try contract.features(in: reply, isLast: isLast)
    }
    guard let factors = request.factors, !factors.isEmpty, !features.isEmpty else {
      return features
    }
    let offers = FeatureGroups.nearest(
      to: features, among: factors, of: request.memory, most: Self.offered)
    let choices = try await assigned(
      zip(features, offers).map { feature, offer in
        AssignContract.Choice(feature: feature, factors: offer.map { factors[$0].name })
      }, stage: .extract)
    for (index, choice) in choices.enumerated() {
      features[index].factor = choice.map { offers[index][$0] }
    }
    return features
  }

  func extract(_ requests: [ExtractionRequest]) async throws -> [[Feature]] {
    let asked = requests.indices.filter { !requests[$0].query.allSatisfy(\.isWhitespace) }
    var features = [[Feature]](repeating: [], count: requests.count)
    guard asked.count > 1 else {
      for index in asked { features[index] = try await extract(requests[index]) }
      return features
    }
    let contract = ExtractContract(queries: asked.map { requests[$0].query }, kind: kind)
    let found = try await caller.value(calls.extract(contract)) { reply, _ throws(ReplyProblem) in
      try contract.items(in: reply)
    }
    for (index, list) in zip(asked, found) { features[index] = list }
    return features
  }

  // MARK: 1c

  func judge(_ request: JudgementRequest) async throws -> ItemJudgement {
    guard !request.features.isEmpty else { return ItemJudgement() }
    let contract = JudgeContract(request, answers: task.answers)
    return try await caller.value(calls.judge(request, contract)) { reply, _ throws(ReplyProblem) in
      try contract.judgement(in: reply)
    }
  }

  func complete(
    _ statistics: UserStatistics, factors: [Factor], features: [[Feature]], stances: [Stance?]
  ) async throws -> (UserStatistics, notes: Data) {
    let notes = try record.notes(prompts: prompts, settings: settings)
    guard task.answers != .open else { return (statistics, notes) }
    let hasLabels = task.answers.hasPropensity
    let completed = try Significance.completed(
      statistics, features: features,
      classes: hasLabels
        ? history.map { task.answers.index(of: $0.response) } : stances.map { $0?.rawValue },
      classCount: hasLabels ? task.answers.labels.count : Stance.classCount(of: stances),
      ordered: task.answers.isOrdered, checkCancellation: { try Task.checkCancellation() })
    return (completed, notes)
  }

  // MARK: 2

  func reason(_ request: ReasoningRequest) async throws -> ReasoningPath {
    let contract = PathContract(
      features: request.features, citations: calls.citations(for: request),
      answers: AnswerReading(task.answers, past: request.item))
    return try await caller.value(calls.reason(request, contract)) {
      reply, _ throws(ReplyProblem) in
      try contract.path(in: reply, to: request.item.response)
    }
  }

  // MARK: 3c

  func generate(
    _ request: GenerationRequest, onText: @escaping @Sendable (String) -> Void
  ) async throws -> Generation {
    let answers = AnswerReading(task.answers, query: request.query)
    guard !answers.isImpossible else {
      throw Self.noOptions
    }
    let citations = calls.citations(for: request)
    let contract = PathContract(
      features: request.features, citations: citations.all, answers: answers)
    let call = calls.generate(
      request, contract, citing: citations, context: await caller.context, onText: onText)
    let (path, answer) = try await caller.value(call) { reply, _ throws(ReplyProblem) in
      try contract.generation(in: reply)
    }
    return Generation(
      path: path, response: answer,
      hasLittleEvidence: request.features.activeFactors.isEmpty
        && request.ranking.prefix(max(0, request.k)).isEmpty)
  }

  /// Why a question cannot be answered that should print options.
  static let noOptions = RoleFailure(
    """
    The question prints no options. Put each on a line of its own at the end, such as "A. Yes".
    """)
}
