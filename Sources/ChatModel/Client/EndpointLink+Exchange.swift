internal import Foundation
internal import RPM

extension EndpointLink {
  /// What came back of a call.
  struct Exchange: Sendable {
    /// The HTTP status.
    var status: Int
    /// The headers, their names in lower case.
    var headers: [String: String]
    /// Whether the protocol tells the end of the body.
    var hasFrames = false
    /// The reply.
    var assembly: ReplyAssembly
    /// Why it broke off, `nil` where it ended.
    var failure: Transfer.Failure?

    /// Whether the end of the body can be told from a connection that broke.
    var isFramed: Bool {
      hasFrames || headers["content-length"] != nil
        || headers["transfer-encoding"]?.lowercased().contains("chunked") == true
    }
  }

  /// Makes a call for a reply in its turn, below the base URL that the server knows.
  ///
  /// - Parameter onTurn: hears that the call has its turn; what it waited for that is nobody's
  ///   silence.
  /// - Throws: `CallFailure` where not even the beginning of a reply came, `CancellationError`.
  func exchange(
    _ call: Call, isAgain: Bool = false, onTurn: () -> Void = {},
    onText: (String) -> Void = { _ in }
  ) async throws -> Exchange {
    let progress = CallProgress(clock: clock)
    return try await inTurn(
      isAgain: isAgain, progress: progress, onTurn: onTurn, outcome: Self.outcome
    ) {
      try await firstKnown { base, hasOthers in
        let exchange = try await once(call, below: base, progress: progress, onText: onText)
        let assembly = exchange.assembly
        if hasOthers, exchange.failure == nil, !assembly.isCompletion, assembly.error == nil,
          !assembly.strange.isEmpty
        {
          throw CallFailure.strange(ServerError(status: exchange.status, body: assembly.strange))
        }
        return exchange
      }
    }
  }

  /// Makes a call for any JSON in its turn, below the base URL that the server knows.
  ///
  /// - Throws: `CallFailure`, `CancellationError`.
  func value(
    _ call: Call, isAgain: Bool = false, onTurn: () -> Void = {}
  ) async throws -> WireValue {
    let progress = CallProgress(clock: clock)
    return try await inTurn(
      isAgain: isAgain, progress: progress, onTurn: onTurn, outcome: { _ in .other }
    ) {
      try await firstKnown { base, _ in
        let answer = try await body(call, below: base, onHead: { _ in }, onBytes: { _ in nil })
        if let failure = answer.failure { throw CallFailure.transfer(failure) }
        guard let value = WireValue(json: answer.bytes) else {
          throw CallFailure.strange(ServerError(status: answer.head.status, body: answer.bytes))
        }
        if let error = ServerError(status: 200, value), value["data"] == nil {
          throw CallFailure.server(error, headers: answer.head.headers)
        }
        return value
      }
    }
  }

  private func inTurn<Result>(
    isAgain: Bool, progress: CallProgress, onTurn: () -> Void,
    outcome: (Result) -> RateLimiter.Outcome,
    _ work: () async throws -> Result
  ) async throws -> Result {
    let host = endpoint.host
    progress.queue()
    defer { progress.end() }
    let turn = try await limiter.begin(isAgain: isAgain) { seconds in
      CallReporter.report(.waiting("\(host) asked for patience", seconds: seconds))
    }
    onTurn()
    progress.send()
    do {
      let result = try await work()
      limiter.end(turn, outcome(result))
      return result
    } catch {
      if case CallFailure.server(let said, _) = error {
        limiter.end(turn, Self.outcome(said))
      } else {
        limiter.end(turn, .other)
      }
      throw error
    }
  }

  private static func outcome(_ exchange: Exchange) -> RateLimiter.Outcome {
    if let error = exchange.assembly.error { return outcome(error) }
    // Some servers end a reply when another request comes.
    guard exchange.failure == nil else { return .tooMany }
    return .success(tokens: exchange.assembly.tokens(promptEstimate: 0).output)
  }

  private static func outcome(_ error: ServerError) -> RateLimiter.Outcome {
    let isBusy = error.status == 503 && !error.words.contains("loading")
    return isBusy || [429, 529].contains(error.status) ? .tooMany : .other
  }

  /// Tries the base URLs until one is known.
  private func firstKnown<Result>(
    _ work: (_ base: URL, _ hasOthers: Bool) async throws -> Result
  ) async throws -> Result {
    let bases = bases
    var first: CallFailure?
    for base in bases {
      do {
        let result = try await work(base, bases.count > 1)
        found(base)
        return result
      } catch let failure as CallFailure {
        guard failure.isUnknownPath else {
          if case .server = failure { found(base) }
          throw failure
        }
        first = first ?? failure
      }
    }
    throw first ?? CallFailure.cut
  }

  private func once(
    _ call: Call, below base: URL, progress: CallProgress, onText: (String) -> Void
  ) async throws -> Exchange {
    var assembly = ReplyAssembly(contentType: nil)
    var answer = try await body(call, below: base) { head in
      assembly = ReplyAssembly(contentType: head.headers["content-type"])
    } onBytes: { data in
      let thought = assembly.reasoning.utf8.count
      let text = try assembly.feed(data)
      progress.write(bytes: assembly.text.utf8.count + assembly.reasoning.utf8.count)
      if !text.isEmpty { onText(text) }
      if assembly.isDone || assembly.error != nil { return .nothing }
      if assembly.finishReason != nil { return .end }
      return text.isEmpty && assembly.reasoning.utf8.count == thought ? .more : .moreAfterText
    }
    if answer.failure == nil {
      do {
        let text = try assembly.finish()
        if !text.isEmpty { onText(text) }
      } catch {
        answer.failure = .oversized(bytes: ReplyAssembly.mostText)
      }
    }
    return Exchange(
      status: answer.head.status, headers: answer.head.headers, hasFrames: answer.head.isFramed,
      assembly: assembly, failure: answer.failure)
  }

  private struct Answer {
    var head = Transfer.Head(status: 0)
    var bytes: [UInt8] = []
    var failure: Transfer.Failure?
  }

  /// Sends a call; collects the bytes of an error, and those that `onBytes` has no word for.
  private func body(
    _ call: Call, below base: URL, onHead: (Transfer.Head) -> Void,
    onBytes: (Data) throws -> Expectation?
  ) async throws -> Answer {
    var answer = Answer()
    var isGood: Bool { (200...299).contains(answer.head.status) }
    do {
      try await send(call, below: base) { head in
        answer.head = head
        onHead(head)
      } onBytes: { data in
        if isGood, let expectation = try onBytes(data) { return expectation }
        answer.bytes += data
        // Enough of an error to know it by.
        return isGood || answer.bytes.count < 256 << 10 ? .more : .nothing
      }
    } catch let problem as Transfer.Failure {
      if answer.head.status == 0 { throw CallFailure.transfer(problem) }
      answer.failure = problem
    } catch let elsewhere as Elsewhere {
      throw CallFailure.elsewhere(elsewhere.origin)
    } catch is EventStream.Oversized {
      answer.failure = .oversized(bytes: ReplyAssembly.mostText)
    }
    guard isGood else {
      throw CallFailure.server(
        ServerError(status: answer.head.status, body: answer.bytes), headers: answer.head.headers)
    }
    return answer
  }
}

extension CallFailure {
  /// Whether the server may know nothing at this path, rather than not know what was asked for.
  var isUnknownPath: Bool {
    switch self {
    case .server(let error, _):
      guard error.status == 404 || error.status == 405 else { return false }
      let words = error.words
      return !(words.contains("model") && error.code != nil)
    case .strange(let error): return error.isPage || error.message.isEmpty
    default: return false
    }
  }
}
