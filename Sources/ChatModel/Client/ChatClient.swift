internal import Foundation
public import RPM

/// Asks one model at one endpoint.
///
/// A call makes at most four attempts, and none after ten minutes of them
/// (`Endpoint.Timeouts.firstByte`), not counting waits that the server asked for and waits for a
/// turn. An attempt ends when nothing came for as long, and is then made once more at most; as long
/// as text keeps arriving it goes on. A server that says it is loading its model is waited for.
///
/// Every call streams, watched or not, so that a server that works can be told from one that hangs.
/// A request that the server does not take as it stands is put differently and sent again; that is
/// no attempt, and what was learned is remembered. The same is true of a limit of tokens that was
/// too low, which is doubled up to two times, unless the reply repeats itself without end. A reply
/// with nothing in it is asked for once more.
public final class ChatClient: ChatCaller {
  /// The model.
  public let model: String
  /// The way to its server.
  public let link: EndpointLink

  private let book: TraitBook
  private let policy: RetryPolicy
  private let words: FailureText

  /// Creates a client.
  public convenience init(
    model: String, link: EndpointLink, traits: any TraitStore = MemoryTraits()
  ) {
    self.init(model: model, link: link, traits: traits, policy: RetryPolicy())
  }

  init(model: String, link: EndpointLink, traits: any TraitStore, policy: RetryPolicy) {
    self.model = model
    self.link = link
    self.policy = policy
    book = TraitBook(
      endpoint: link.endpoint, model: model, store: traits, clock: link.clock)
    words = FailureText(endpoint: link.endpoint, model: model, redaction: link.redaction)
  }

  /// Which model this is: its name, and the base URL of its endpoint as the version.
  public var identity: ModelIdentity {
    ModelIdentity(name: model, version: link.endpoint.identity)
  }

  /// What is known of how the model wants to be asked.
  public func traits() async -> ServerTraits { await book.current() }

  /// How many tokens one call may have, prompt and reply together: what the config says, else what
  /// the server tells; `nil` where neither does.
  public func contextLength() async -> Int? { await link.context(of: model) }

  /// Forgets what was learned of the model, so that it is tried anew.
  func forgetTraits() async { await book.forget(link.endpoint) }

  /// Asks and waits for the whole reply.
  public func reply(
    to request: ChatRequest, onText: @escaping @Sendable (String) -> Void
  ) async throws -> ChatReply {
    link.learnSlots(of: model)
    var course = CallCourse(
      request: request, began: link.clock.seconds(), policy: policy)
    while true {
      try Task.checkCancellation()
      let traits = await book.current()
      let streams = !traits.omitted.contains(.stream)
      let cap = min(course.cap, course.room ?? .max)
      let sent = Diagnosis.Sent(
        traits: traits, kind: link.endpoint.kind, hasSchema: request.schema != nil,
        streams: streams, cap: RequestBody.cap(cap, traits: traits))
      course.sent += 1
      do {
        let reply = try await attempt(
          request, sent: sent, maxTokens: cap, course: &course,
          onText: request.streams ? onText : { _ in })
        if let reply = try await finish(reply, sent: sent, course: &course) { return reply }
      } catch let failure as CallFailure {
        try await recover(from: failure, sent: sent, course: &course)
      }
      if course.hasShownText {
        course.hasShownText = false
        CallReporter.report(.textRestarted)
      }
    }
  }

  // MARK: One attempt

  private func attempt(
    _ request: ChatRequest, sent: Diagnosis.Sent, maxTokens: Int, course: inout CallCourse,
    onText: @Sendable (String) -> Void
  ) async throws -> ReplyAssembly {
    let body = RequestBody.chat(
      request, model: model, traits: sent.traits, maxTokens: maxTokens, streams: sent.streams)
    let call = EndpointLink.Call(
      path: "chat/completions", body: Data(body.utf8), streams: sent.streams,
      mostBytes: sent.streams ? 64 << 20 : 16 << 20)
    let exchange = try await link.exchange(call, isAgain: course.sent > 1) {
      course.patience.begin(at: link.clock.seconds())
    } onText: { text in
      if !text.isEmpty {
        course.hasShownText = course.hasShownText || request.streams
        onText(text)
      }
    }
    let assembly = exchange.assembly
    do {
      try check(exchange, sent: sent)
    } catch {
      // What was written before it broke off is paid for.
      if !assembly.text.isEmpty || !assembly.reasoning.isEmpty || assembly.tokens != nil {
        course.spend(tokens(assembly, sent: sent, request: request))
        course.partialText = link.redaction.reply(assembly.text)
      }
      throw error
    }
    if sent.streams, assembly.isStream == true, assembly.hasEnded, !sent.traits.endsStreams {
      await book.change { $0.endsStreams = true }
    }
    return assembly
  }

  private func check(_ exchange: EndpointLink.Exchange, sent: Diagnosis.Sent) throws {
    let assembly = exchange.assembly
    if let error = assembly.error { throw CallFailure.server(error, headers: exchange.headers) }
    if let failure = exchange.failure {
      if assembly.hasEnded { return }
      let hasBegun = !assembly.text.isEmpty || !assembly.reasoning.isEmpty
      if case .connection = failure, hasBegun { throw CallFailure.cut }
      throw CallFailure.transfer(failure)
    }
    guard assembly.isCompletion else {
      throw assembly.strange.isEmpty
        ? CallFailure.cut
        : CallFailure.strange(ServerError(status: exchange.status, body: assembly.strange))
    }
    if assembly.ending == .broken { throw CallFailure.cut }
    guard assembly.isStream == true, !assembly.hasEnded else { return }
    // Some servers end a stream without a word. That is an end where it was framed, text came, and
    // the server was never seen to do it properly.
    let isEmpty = assembly.text.isEmpty && assembly.reasoning.isEmpty && assembly.refusal.isEmpty
    if !exchange.isFramed || isEmpty || sent.traits.endsStreams { throw CallFailure.cut }
  }

  private func tokens(
    _ assembly: ReplyAssembly, sent: Diagnosis.Sent, request: ChatRequest
  ) -> ChatReply.Tokens {
    assembly.tokens(
      promptEstimate: RequestBody.promptEstimate(request, traits: sent.traits))
  }

  // MARK: After a reply

  /// The reply, or nothing where the request must be sent once more.
  private func finish(
    _ assembly: ReplyAssembly, sent: Diagnosis.Sent, course: inout CallCourse
  ) async throws -> ChatReply? {
    let tokens = tokens(assembly, sent: sent, request: course.request)
    course.spend(tokens)
    let redaction = link.redaction
    course.partialText = redaction.reply(assembly.text)
    let reasons = (assembly.tokens?.reasoning ?? 0) > 0 || !assembly.reasoning.isEmpty
    await learn(from: assembly, reasons: reasons, sent: sent)
    await checkContext(tokens, assembly: assembly, sent: sent, request: course.request)
    if !assembly.refusal.isEmpty || assembly.ending == .declined {
      throw course.error(.refused, words.refusal(assembly.refusal))
    }
    let isEmpty = assembly.text.allSatisfy(\.isWhitespace)
    if assembly.ending == .cut {
      let isEndless = Repetition.isEndless(assembly.text)
      if !isEndless, course.raiseCap(isEmpty: isEmpty, sent: sent) { return nil }
      throw isEmpty && reasons
        ? course.error(.empty, words.empty(tokens: tokens.output, reasoned: true))
        : course.error(.truncated, words.truncated(tokens: sent.cap, isEndless: isEndless))
    }
    if isEmpty {
      if !course.hasAskedAgain, !reasons {
        course.hasAskedAgain = true
        return nil
      }
      throw course.error(.empty, words.empty(tokens: tokens.output, reasoned: reasons))
    }
    return ChatReply(
      text: redaction.reply(assembly.text),
      reasoning: assembly.reasoning.isEmpty ? nil : redaction.reply(assembly.reasoning),
      finishReason: assembly.finishReason.map { redaction.reply(String($0.prefix(100))) },
      model: assembly.model.map { redaction.reply(String($0.prefix(200))) },
      tokens: course.tokens ?? tokens, attempts: course.sent,
      seconds: link.clock.seconds() - course.began)
  }

  /// Learns from a reply whether the server heeds the form, and what hidden reasoning takes.
  private func learn(
    from assembly: ReplyAssembly, reasons: Bool, sent: Diagnosis.Sent
  ) async {
    let hidden = assembly.tokens?.reasoning ?? 0
    let reasoning = hidden > 0 ? hidden : ReplyAssembly.estimate(assembly.reasoning)
    let hasObject = assembly.text.contains("{")
    let isWhole = assembly.ending == .whole && assembly.refusal.isEmpty
    await book.change { traits in
      if reasons {
        let wanted = min(32_768, (reasoning * 3 / 2 + 255) / 256 * 256)
        traits.reasoningReserve = max(traits.reasoningReserve, wanted)
      }
      guard sent.hasSchema, isWhole, traits.rung == sent.traits.rung else { return }
      if hasObject {
        traits.isRungProven = true
      } else if !traits.isRungProven, !assembly.text.isEmpty {
        // It took the form and passed over it; from now on the prompt says what is wanted.
        _ = traits.stepDown(from: sent.traits.rung, at: sent.kind)
      }
    }
  }

  /// Warns, once, where the server seems to have read only a part of the prompt.
  private func checkContext(
    _ tokens: ChatReply.Tokens, assembly: ReplyAssembly, sent: Diagnosis.Sent,
    request: ChatRequest
  ) async {
    guard let counted = assembly.tokens?.input, counted > 0 else { return }
    let estimate = RequestBody.promptEstimate(request, traits: sent.traits)
    // Few tokenisers need less than a token for seven bytes of prose.
    let isShort = estimate >= 1000 && Double(counted) < 0.55 * Double(estimate)
    let total = counted + (assembly.tokens?.output ?? 0)
    let isExact =
      sent.kind == .ollama && total == 4096 && Double(counted) < 0.8 * Double(estimate)
    guard isShort || isExact, await book.isNew("context") else { return }
    let hint =
      sent.kind == .ollama
      ? "Start Ollama with a larger OLLAMA_CONTEXT_LENGTH." : "Give the server a larger context."
    CallReporter.report(
      .warning(
        "\(link.endpoint.host) counted \(counted) tokens in a prompt of about \(estimate): "
          + "\(model) may have seen only a part of it. \(hint)"))
  }

  // MARK: After a failure

  /// Changes the request or waits; throws where neither helps.
  private func recover(
    from failure: CallFailure, sent: Diagnosis.Sent, course: inout CallCourse
  ) async throws {
    switch failure {
    case .server(let error, let headers):
      try await recover(from: error, headers: headers, sent: sent, course: &course)
    case .transfer(let problem):
      switch problem {
      case .connection(_, let mayPass) where mayPass:
        try await wait(
          course: &course, reason: "\(link.endpoint.host) cannot be reached",
          giveUp: .unreachable, words.text(problem, attempts: course.patience.attempts + 1))
      case .silent:
        try await wait(
          course: &course, reason: "\(link.endpoint.host) is silent", isSilent: true,
          giveUp: .unreachable, words.text(problem, attempts: course.patience.attempts + 1))
      default:
        throw course.error(
          problem.isOversized ? .rejected : .unreachable,
          words.text(problem, attempts: course.patience.attempts + 1))
      }
    case .cut:
      try await wait(
        course: &course, reason: "\(link.endpoint.host) broke off",
        giveUp: .unreachable, words.cut(attempts: course.patience.attempts + 1))
    case .strange(let error) where !course.hasAskedAgain && !error.isPage:
      course.hasAskedAgain = true
      try await wait(
        course: &course, reason: "\(link.endpoint.host) sent no reply", giveUp: .rejected,
        words.strange(error))
    case .strange(let error):
      throw course.error(.rejected, words.strange(error))
    case .elsewhere(let origin):
      throw course.error(.redirected, words.elsewhere(origin))
    }
  }

  private func recover(
    from error: ServerError, headers: [String: String], sent: Diagnosis.Sent,
    course: inout CallCourse
  ) async throws {
    switch Diagnosis(error, headers: headers, sent: sent) {
    case .fail(let kind):
      throw course.error(kind, words.text(kind, error, attempts: course.patience.attempts + 1))
    case .adapt(let change):
      course.adaptations += 1
      if case .room(let room) = change { course.room = room }
      let wasChanged = await book.change { $0.adapt(to: change, sent: sent) }
      guard wasChanged, course.adaptations <= 12 else {
        throw course.error(
          .rejected, words.text(.rejected, error, attempts: course.patience.attempts + 1))
      }
    case .retry(let isLoading):
      let asked = RetryPolicy.askedWait(
        headers, status: error.status, message: error.message, now: link.clock.date())
      let isPaced = error.status == 429 || error.status == 529
      let kind: ChatError.Kind = isPaced ? .rateLimited : .serverFailure
      if let asked, asked > policy.longestWait {
        throw course.error(kind, words.longWait(asked))
      }
      let reason = words.waiting(error, isLoading: isLoading)
      try await wait(
        course: &course, asked: asked, isLoading: isLoading, reason: reason,
        isPaced: isPaced, giveUp: kind,
        words.text(kind, error, attempts: course.patience.attempts + 1))
    }
  }

  /// Waits for the next attempt, or gives up where there is none.
  private func wait(
    course: inout CallCourse, asked: Double? = nil, isLoading: Bool = false, reason: String,
    isPaced: Bool = false, isSilent: Bool = false, giveUp kind: ChatError.Kind, _ words: String
  ) async throws {
    let goesOn = try await course.patience.wait(
      link, asked: asked, isLoading: isLoading, isPaced: isPaced, isSilent: isSilent, reason: reason
    )
    guard goesOn else { throw course.error(kind, words) }
  }
}

extension Transfer.Failure {
  fileprivate var isOversized: Bool {
    if case .oversized = self { true } else { false }
  }
}
