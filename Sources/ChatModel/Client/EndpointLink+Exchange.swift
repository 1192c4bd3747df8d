internal import Foundation
internal import RPM

extension EndpointLink {
  /// What came back of a call.
  struct Exchange: Sendable {
    /// The HTTP status.
    var status: Int
    /// The headers, their names in lower case.
    var headers: [String: String]
    /// The reply.
    var assembly: ReplyAssembly
    /// Why it broke off, `nil` where it ended.
    var failure: Transfer.Failure?

    /// Whether the end of the body can be told from a connection that broke.
    var isFramed: Bool {
      headers["content-length"] != nil
        || headers["transfer-encoding"]?.lowercased().contains("chunked") == true
    }
  }

  /// Makes a call in its turn, below the base URL that the server knows.
  ///
  /// - Throws: `CallFailure` where not even the beginning of a reply came, `CancellationError`.
  func exchange(
    _ call: Call, isAgain: Bool = false, onText: (String) -> Void = { _ in }
  ) async throws -> Exchange {
    let host = endpoint.host
    let turn = try await limiter.begin(isAgain: isAgain) { seconds in
      CallReporter.report(.waiting("\(host) asked for patience", seconds: seconds))
    }
    do {
      let exchange = try await firstKnown(call, onText: onText)
      limiter.end(turn, Self.outcome(exchange))
      return exchange
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
    return exchange.failure == nil ? .success : .tooMany
  }

  private static func outcome(_ error: ServerError) -> RateLimiter.Outcome {
    let isBusy = error.status == 503 && !error.words.contains("loading")
    return isBusy || [429, 529].contains(error.status) ? .tooMany : .other
  }

  /// Tries the base URLs until one is known.
  private func firstKnown(_ call: Call, onText: (String) -> Void) async throws -> Exchange {
    let bases = bases
    var first: CallFailure?
    for base in bases {
      do {
        let exchange = try await once(call, below: base, onText: onText)
        let isStrange = !exchange.assembly.isCompletion && exchange.assembly.error == nil
        if isStrange, exchange.failure == nil, bases.count > 1, !exchange.assembly.strange.isEmpty {
          throw CallFailure.strange(
            ServerError(status: exchange.status, body: exchange.assembly.strange))
        }
        found(base)
        return exchange
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
    _ call: Call, below base: URL, onText: (String) -> Void
  ) async throws -> Exchange {
    var head = Transfer.Head(status: 0)
    var body: [UInt8] = []
    var assembly = ReplyAssembly(contentType: nil)
    var failure: Transfer.Failure?
    do {
      try await send(call, below: base) { new in
        head = new
        assembly = ReplyAssembly(contentType: new.headers["content-type"])
      } onBytes: { data in
        guard (200...299).contains(head.status) else {
          // Enough of an error to know it by.
          body += data.prefix(max(0, 256 << 10 - body.count))
          return .more
        }
        let text = try assembly.feed(data)
        if !text.isEmpty { onText(text) }
        if assembly.isDone || assembly.error != nil { return .nothing }
        if assembly.finishReason != nil { return .end }
        return text.isEmpty ? .more : .moreAfterText
      }
      let text = try assembly.finish()
      if !text.isEmpty { onText(text) }
    } catch let problem as Transfer.Failure {
      if head.status == 0 { throw CallFailure.transfer(problem) }
      failure = problem
    } catch let elsewhere as Elsewhere {
      throw CallFailure.elsewhere(elsewhere.origin)
    } catch is EventStream.Oversized {
      failure = .oversized(bytes: 16 << 20)
    }
    guard (200...299).contains(head.status) else {
      throw CallFailure.server(
        ServerError(status: head.status, body: body), headers: head.headers)
    }
    return Exchange(
      status: head.status, headers: head.headers, assembly: assembly, failure: failure)
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
