internal import RPM
internal import Synchronization

/// Makes the call of a role, reads the reply, and asks once more where it cannot be used.
struct RoleCaller: Sendable {
  let keeper: ReplyKeeper
  let prompts: PromptLibrary
  let temperature: Double
  /// Hears of every exchange.
  let heard: @Sendable (Exchange) -> Void

  /// A call of a role.
  struct Call: Sendable {
    /// The prompt.
    var role: PromptRole
    /// The stage.
    var stage: Stage
    /// What fills the slots, the form of the reply apart.
    var values: [PromptSlot: String]
    /// What the reply must look like.
    var schema: JSONSchema
    /// The most tokens of the reply.
    var maxTokens: Int
    /// Takes the text as it streams in; `nil` where nobody watches.
    var onText: (@Sendable (String) -> Void)?
  }

  /// How many tokens prompt and reply may have together; `nil` where nobody knows.
  var context: Int? { get async { await keeper.contextLength() } }

  /// No more of a reply that cannot be used is sent back: it may be endless.
  private static let mostQuoted = 8_000

  /// Makes a call.
  ///
  /// - Parameter read: reads a reply; it is told whether it is the last one.
  /// - Throws: `RoleFailure`, of the item where both replies could not be used; `CancellationError`.
  func value<Value>(
    _ call: Call, read: @Sendable (_ reply: String, _ isLast: Bool) throws(ReplyProblem) -> Value
  ) async throws -> Value {
    let template = prompts[call.role]
    var values = call.values
    values[.form] = call.schema.form
    // The same request has the same reply, which was of no use. A batch has tries of its own.
    let isAnother = SecondChance.isOn && !keeper.collects
    let temperature = isAnother ? max(temperature, 0.5) : temperature
    var request = ChatRequest(
      messages: template.messages(values), schema: call.schema, maxTokens: call.maxTokens,
      temperature: temperature, streams: call.onText != nil)
    var exchange = try await self.exchange(request, template, call)
    do {
      return try accept(&exchange, { reply throws(ReplyProblem) in try read(reply, false) })
    } catch {
      if call.onText != nil { CallReporter.report(.textRestarted) }
      request.messages += repair(exchange.reply, error, form: call.schema.form)
    }
    var second = try await self.exchange(request, prompts[.repair], call)
    do {
      return try accept(&second, { reply throws(ReplyProblem) in try read(reply, true) })
    } catch {
      throw RoleFailure(
        """
        The model's reply for "\(call.role.rawValue)" could not be used, nor the one after it was \
        told why: \(error).
        """)
    }
  }

  private func exchange(
    _ request: ChatRequest, _ template: PromptTemplate, _ call: Call
  ) async throws -> Exchange {
    let text = call.onText.map(StreamedText.init)
    let report = CallReporter.report
    let isTold = Flag()
    let exchange: Exchange
    do {
      // A call may be sent again when its stream breaks.
      exchange = try await CallReporter.$report.withValue(
        CallListener { news in
          if news == .textRestarted { text?.restart() }
          if case .exchange = news { isTold.raise() }
          report(news)
        }
      ) {
        try await keeper.exchange(
          request, prompt: template.identity, stage: call.stage, onText: { text?.take($0) })
      }
    } catch let failure as RoleFailure where failure.reach == .item && !isTold.isRaised {
      // What was sent can be looked at, though nothing of use came back. A failure that cost
      // something was told by the keeper.
      report(
        .exchange(
          Exchange(
            stage: call.stage, prompt: template.identity, model: keeper.model,
            messages: request.messages, reply: "", problem: failure.description)))
      throw failure
    }
    text?.finish()
    heard(exchange)
    return exchange
  }

  /// Whether something happened.
  private final class Flag: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .acquiring) }

    func raise() { raised.store(true, ordering: .releasing) }
  }

  /// Reads a reply and tells of the exchange, with what was wrong with it if anything.
  private func accept<Value>(
    _ exchange: inout Exchange, _ read: (String) throws(ReplyProblem) -> Value
  ) throws(ReplyProblem) -> Value {
    do {
      let value = try read(exchange.reply)
      CallReporter.report(.exchange(exchange))
      return value
    } catch {
      exchange.problem = error.description
      CallReporter.report(.exchange(exchange))
      throw error
    }
  }

  private func repair(
    _ reply: String, _ problem: ReplyProblem, form: String
  ) -> [Exchange.Message] {
    // Some servers refuse a message without text.
    let quoted =
      reply.allSatisfy(\.isWhitespace) ? "(nothing)" : String(reply.prefix(Self.mostQuoted))
    return [Exchange.Message(.assistant, quoted)]
      + prompts[.repair].messages([.problem: problem.description, .form: form])
  }
}
