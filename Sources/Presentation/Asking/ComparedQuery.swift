internal import ChatModel
package import RPM
package import Storage
package import Workbench

/// Puts one question to several users, or to one user through several models.
package struct ComparedQuery: Sendable {
  /// One answer that is wanted.
  package struct Part: Sendable {
    package var summary: UserSummary
    package var question: Question
    package var stored: StoredModel
    package var use: ModelUse
    package var engine: Engine
  }

  /// All that is asked, and what it takes of language models; `nil` where none is asked.
  package struct Prepared: Sendable {
    package var parts: [Part]
    package var usage: Usage?
  }

  package var text: String
  /// The texts of its options, where it does not print them.
  package var options: [String]
  package var people: [UserSummary]
  /// Several for one person, or one for all.
  package var uses: [ModelUse]
  package var k: Int
  package var session: Session
  package var context: CommandContext
  /// What of the command line says which models those are.
  package var modelFlags: String
  package var json: Bool

  package init(
    text: String, options: [String], people: [UserSummary], uses: [ModelUse], k: Int,
    session: Session, context: CommandContext, modelFlags: String, json: Bool
  ) {
    self.text = text
    self.options = options
    self.people = people
    self.uses = uses
    self.k = k
    self.session = session
    self.context = context
    self.modelFlags = modelFlags
    self.json = json
  }

  /// Finds or fits every model that is asked, before anything is paid for.
  ///
  /// - Throws: `CommandFailure` where the question does not suit somebody, or a fit would cost
  ///   something.
  package func prepare() async throws -> Prepared {
    var prepared = Prepared(parts: [])
    for summary in people {
      let user = try await session.library.user(summary.id)
      let question = try Question(text, options: options, expected: nil, of: user)
      var known: StoredModel?
      for use in uses {
        let engine = session.engine(for: use, user: summary.id)
        let asker = Asker(
          session: session, use: use, modelFlags: modelFlags, context: context, summary: summary,
          user: user, k: k, stores: true, json: json)
        let stored = if let known { known } else { try await asker.model(version: nil) }
        known = stored
        if let usage = session.estimate(
          asking: question.query, of: stored, k: k, through: use)
        {
          prepared.usage = (prepared.usage ?? Usage()) + usage
        }
        prepared.parts.append(
          Part(
            summary: summary, question: question, stored: stored, use: use, engine: engine))
      }
    }
    return prepared
  }

  /// Asks all of it. An answer that fails by itself stays in the comparison with its reason.
  package func ask(_ prepared: Prepared) async throws -> QueryComparison {
    let isOfModels = uses.count > 1
    var columns: [QueryComparison.Column] = []
    for part in prepared.parts {
      let model = part.use.choice.title
      let name = isOfModels ? model : part.summary.name
      let version = "version \(part.stored.version)"
      let detail = isOfModels ? version : "\(model), \(version)"
      do {
        columns.append(try await column(part, name: name, detail: detail))
      } catch let failure as RoleFailure where !failure.endsRun {
        columns.append(
          QueryComparison.Column(name: name, detail: detail, failure: failure.description))
      }
    }
    return QueryComparison(
      kind: isOfModels ? .models : .users, task: people.first?.task ?? "",
      query: prepared.parts.first?.question.query ?? text, columns: columns)
  }

  private func column(
    _ part: Part, name: String, detail: String
  ) async throws -> QueryComparison.Column {
    let follower = RunFollower(context: context, title: "asking \(name)")
    let (query, model, history) = (part.question.query, part.stored.model, part.stored.history)
    // A mask of the built-in model costs nothing; of a language model it is one call each.
    guard part.use.choice == .builtIn else {
      let answer = try await follower.follow(
        part.engine.ask(query, of: model, history: history, k: k))
      return QueryComparison.Column(name: name, detail: detail, answer: answer, of: model)
    }
    let whatIf = try await follower.follow(
      part.engine.whatIf(query, of: model, history: history, k: k))
    return QueryComparison.Column(name: name, detail: detail, whatIf: whatIf, of: model)
  }
}
