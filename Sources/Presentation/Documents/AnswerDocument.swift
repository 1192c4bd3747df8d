package import RPM

/// An answer as `ask --json` prints it. Factors are named; `interaction` is the position in the
/// history, counted from 0; `values` have one number a label.
package struct AnswerDocument: Codable, Hashable {
  package struct FeatureDocument: Codable, Hashable {
    package var name: String
    package var context: String
    package var factor: String?
    /// The words of the query that carry it; missing where the model named none.
    package var quote: String?

    package init(_ feature: Feature, in model: UserModel) {
      name = feature.name
      context = feature.context
      factor = feature.factor.map { model.factors[$0].name }
      quote = feature.quote
    }
  }

  package struct PathDocument: Codable, Hashable {
    package struct Step: Codable, Hashable {
      /// Positions in `features`, counted from 0.
      package var features: [Int]
      package var factor: String?
      package var evidence: String
      package var effect: String
    }

    package var steps: [Step]
    package var conclusion: String

    package init(_ path: ReasoningPath, in model: UserModel) {
      steps = path.steps.map { step in
        Step(
          features: step.features, factor: step.factor.map { model.factors[$0].name },
          evidence: step.evidence, effect: step.effect)
      }
      conclusion = path.conclusion
    }
  }

  package struct AuditDocument: Codable, Hashable {
    package var clean: Bool
    package var numbersChecked: Int
    package var findings: [AuditReport.Finding]
    /// How many steps rest on a statistic, on words of the text or on an example, of how many;
    /// missing in what was kept before this was noted.
    package var grounding: Ratio?

    package init(_ report: AuditReport) {
      clean = report.isClean
      grounding = report.grounding
      numbersChecked = report.numbersChecked
      findings = report.findings
    }
  }

  package struct EvidenceDocument: Codable, Hashable {
    package struct Part: Codable, Hashable {
      package var kind: Evidence.Part.Kind
      package var name: String
      package var factor: String?
      package var values: [Double]
    }

    package struct Term: Codable, Hashable {
      package var name: String
      package var values: [Double]
      package var parts: [Part]
    }

    package var labels: [String]
    package var logits: [Double]
    package var terms: [Term]
  }

  package struct ExchangeDocument: Codable, Hashable {
    package var stage: Stage
    package var prompt: Exchange.Prompt
    package var model: ModelIdentity
    package var reportedModel: String?
    package var finishReason: String?
    /// Why the reply could not be used; missing where it could.
    package var problem: String?
    package var replayed: Bool
    package var attempts: Int
    package var seconds: Double
    package var usage: Usage
    /// What follows is there with `--exchanges` only.
    package var messages: [Exchange.Message]?
    package var reply: String?
    package var reasoning: String?

    package init(_ exchange: Exchange, withTexts: Bool) {
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

  package var user: String
  package var task: String
  /// The model that answered.
  package var identity: ModelIdentity
  /// The model that made the memory.
  package var memory: ModelIdentity
  /// The same as `memory`.
  package var model: ModelIdentity
  package var modelVersion: Int
  package var query: String
  /// The factors that were masked; missing where none was.
  package var without: [String]?
  package var answer: String
  package var answerText: String
  package var confidence: Double?
  package var littleEvidence: Bool
  /// Whether the labels form a scale: then the median of the logits' softmax is the answer, and
  /// otherwise the label of the largest logit.
  package var ordered: Bool
  package var expected: String?
  package var features: [FeatureDocument]
  package var path: PathDocument
  package var audit: AuditDocument
  package var retrieved: [RetrievedExample]
  package var evidence: EvidenceDocument?
  package var timings: [StageTiming]
  /// What was used of a language model, and its calls in order; missing where none was asked.
  package var usage: Usage?
  package var exchanges: [ExchangeDocument]?

  /// The document of an answer.
  ///
  /// - Parameters:
  ///   - expected: the true answer, where the query was a test item.
  ///   - withTexts: whether the calls of a language model come with what was said.
  package init(
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
