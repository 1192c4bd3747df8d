internal import RPM

/// An answer as `ask --json` prints it. Factors are named; `interaction` is the position in the
/// history, counted from 0; `values` have one number a label.
struct AnswerDocument: Codable, Hashable {
  struct FeatureDocument: Codable, Hashable {
    var name: String
    var context: String
    var factor: String?
    /// The words of the query that carry it; missing where the model named none.
    var quote: String?

    init(_ feature: Feature, in model: UserModel) {
      name = feature.name
      context = feature.context
      factor = feature.factor.map { model.factors[$0].name }
      quote = feature.quote
    }
  }

  struct PathDocument: Codable, Hashable {
    struct Step: Codable, Hashable {
      /// Positions in `features`, counted from 0.
      var features: [Int]
      var factor: String?
      var evidence: String
      var effect: String
    }

    var steps: [Step]
    var conclusion: String

    init(_ path: ReasoningPath, in model: UserModel) {
      steps = path.steps.map { step in
        Step(
          features: step.features, factor: step.factor.map { model.factors[$0].name },
          evidence: step.evidence, effect: step.effect)
      }
      conclusion = path.conclusion
    }
  }

  struct AuditDocument: Codable, Hashable {
    var clean: Bool
    var numbersChecked: Int
    var findings: [AuditReport.Finding]
    /// How many steps rest on a statistic, on words of the text or on an example, of how many;
    /// missing in what was kept before this was noted.
    var grounding: Ratio?

    init(_ report: AuditReport) {
      clean = report.isClean
      grounding = report.grounding
      numbersChecked = report.numbersChecked
      findings = report.findings
    }
  }

  struct EvidenceDocument: Codable, Hashable {
    struct Part: Codable, Hashable {
      var kind: Evidence.Part.Kind
      var name: String
      var factor: String?
      var values: [Double]
    }

    struct Term: Codable, Hashable {
      var name: String
      var values: [Double]
      var parts: [Part]
    }

    var labels: [String]
    var logits: [Double]
    var terms: [Term]
  }

  /// A call of a language model.
  struct ExchangeDocument: Codable, Hashable {
    var stage: Stage
    var prompt: Exchange.Prompt
    var model: ModelIdentity
    var reportedModel: String?
    var finishReason: String?
    /// Why the reply could not be used; missing where it could.
    var problem: String?
    var replayed: Bool
    var attempts: Int
    var seconds: Double
    var usage: Usage
    /// What follows is there with `--exchanges` only.
    var messages: [Exchange.Message]?
    var reply: String?
    var reasoning: String?

    init(_ exchange: Exchange, withTexts: Bool) {
      stage = exchange.stage
      prompt = exchange.prompt
      model = exchange.model
      reportedModel = exchange.reportedModel
      finishReason = exchange.finishReason
      problem = exchange.problem
      replayed = exchange.isReplayed
      attempts = exchange.attempts
      seconds = exchange.seconds
      usage = exchange.usage
      guard withTexts else { return }
      messages = exchange.messages
      reply = exchange.reply
      reasoning = exchange.reasoning
    }
  }

  var user: String
  var task: String
  /// The model that answered.
  var identity: ModelIdentity
  /// The model that made the memory.
  var memory: ModelIdentity
  /// The same as `memory`.
  var model: ModelIdentity
  var modelVersion: Int
  var query: String
  /// The factors that were masked; missing where none was.
  var without: [String]?
  var answer: String
  var answerText: String
  var confidence: Double?
  var littleEvidence: Bool
  /// Whether the labels form a scale: then the median of the logits' softmax is the answer, and
  /// otherwise the label of the largest logit.
  var ordered: Bool
  var expected: String?
  var features: [FeatureDocument]
  var path: PathDocument
  var audit: AuditDocument
  var retrieved: [RetrievedExample]
  var evidence: EvidenceDocument?
  var timings: [StageTiming]
  /// What was used of a language model, and its calls in order; missing where none was asked.
  var usage: Usage?
  var exchanges: [ExchangeDocument]?

  /// The document of an answer.
  ///
  /// - Parameters:
  ///   - expected: the true answer, where the query was a test item.
  ///   - withTexts: whether the calls of a language model come with what was said.
  init(
    _ answer: Answer, user: String, model: UserModel, version: Int, expected: String? = nil,
    withTexts: Bool = false
  ) {
    func name(_ factor: Factor.ID?) -> String? { factor.map { model.factors[$0].name } }
    self.user = user
    task = model.task.name
    // Answers from before this was noted were the built-in model's own.
    identity = answer.identity ?? model.identity
    memory = model.identity
    self.model = model.identity
    modelVersion = version
    query = answer.query
    self.answer = answer.response
    answerText = AnswerText.full(
      answer.response, query: answer.query, answers: model.task.answers)
    confidence = answer.confidence
    littleEvidence = answer.hasLittleEvidence
    ordered = model.task.answers.isOrdered
    self.expected = expected
    features = answer.features.map { FeatureDocument($0, in: model) }
    path = PathDocument(answer.path, in: model)
    audit = AuditDocument(answer.audit)
    retrieved = answer.retrieved
    evidence = answer.evidence.map { evidence in
      EvidenceDocument(
        labels: evidence.labels, logits: evidence.logits,
        terms: evidence.terms.map { term in
          EvidenceDocument.Term(
            name: term.name, values: term.values,
            parts: term.parts.map {
              EvidenceDocument.Part(
                kind: $0.kind, name: $0.name, factor: name($0.factor), values: $0.values)
            })
        })
    }
    timings = answer.timings
    usage = answer.exchanges == nil ? nil : answer.usage
    exchanges = answer.exchanges?.map { ExchangeDocument($0, withTexts: withTexts) }
  }
}
