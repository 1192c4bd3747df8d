internal import ChatModel
package import Evaluation
package import RPM
package import Storage

/// One question, answered for one person by several methods.
package struct ComparedMethods: Sendable {
  package var methods: [any EvaluationMethod]
  package var user: Library.UserID
  package var stored: StoredModel
  package var query: String
  package var use: ModelUse
  package var k = Engine.defaultK
  package var session: Session

  package init(
    methods: [any EvaluationMethod], user: Library.UserID, stored: StoredModel, query: String,
    use: ModelUse, k: Int = Engine.defaultK, session: Session
  ) {
    self.methods = methods
    self.user = user
    self.stored = stored
    self.query = query
    self.use = use
    self.k = k
    self.session = session
  }

  /// What it takes of a language model at least; `nil` for the built-in one. Methods that ask more
  /// than once cost more than this.
  package var usage: Usage? {
    guard let ask = session.estimate(asking: query, of: stored, k: k, through: use) else {
      return nil
    }
    return methods.reduce(into: Usage()) { sum, method in
      if method.absence(for: stored.model.task.answers, completes: true) == nil { sum += ask }
    }
  }

  /// Asks by each method, one after the other. What fails by itself, or does not exist with this
  /// model, stays in the comparison with its reason.
  ///
  /// - Throws: `RoleFailure` where no further method could be asked, `CancellationError`.
  package func ask() async throws -> QueryComparison {
    let (blackBox, embedder) = session.roles(for: use, user: user)
    let bench = PersonBench(
      Subject(task: stored.model.task, history: stored.history), blackBox: blackBox,
      embedder: embedder, k: k, model: stored.model)
    var columns: [QueryComparison.Column] = []
    for method in methods {
      try Task.checkCancellation()
      let summary = method.summary(completes: blackBox.completes)
      if let reason = method.absence(
        for: stored.model.task.answers, completes: blackBox.completes)
      {
        columns.append(.init(name: method.name, detail: summary, failure: reason))
        continue
      }
      do {
        let answer = try await method.prepare(bench).answer(query)
        columns.append(
          .init(name: method.name, detail: summary, answer: answer, to: query, of: stored.model))
      } catch let failure as RoleFailure where !failure.endsRun {
        columns.append(
          .init(name: method.name, detail: summary, failure: failure.description))
      }
    }
    return QueryComparison(
      kind: .methods, task: stored.model.task.name, query: query, columns: columns)
  }
}

extension QueryComparison.Column {
  /// A column around a method's answer: with its path where it makes one.
  ///
  /// - Parameter query: what was asked; it prints the texts of options.
  package init(
    name: String, detail: String, answer: MethodAnswer, to query: String, of model: UserModel
  ) {
    if let full = answer.answer {
      self.init(name: name, detail: detail, answer: full, of: model)
      return
    }
    self.init(name: name, detail: detail, answer: answer.response)
    answerText = AnswerText.full(answer.response, query: query, answers: model.task.answers)
    confidence = answer.confidence
    examples = answer.examples
    if !answer.reasoning.isEmpty {
      steps = [.init(factor: nil, evidence: "", effect: answer.reasoning)]
    }
  }
}
