internal import Foundation

/// Serves the requests of one connection, one after the other.
struct Conversation {
  let log: OracleLog
  let upstream: URL?

  func serve(_ connection: inout Connection) {
    var last: (place: OracleLog.Place, ended: Double)?
    while let request = connection.request() {
      last = nil
      if request.path.hasPrefix("/oracle/") {
        guard send(told(request), on: connection, beforeEnd: {}) == .completed else { return }
        continue
      }
      let chat = ChatBody(request.body)
      var call = OracleCall(
        path: request.path, role: request.path.hasSuffix("/chat/completions") ? chat?.role : nil,
        key: request.key, bodyHash: chat?.hash ?? "", streams: chat?.streams ?? false,
        outcome: .open, status: 0, began: log.now)
      let place = log.begin(call)
      if let upstream {
        Proxy(upstream: upstream).serve(request, on: connection, call: &call)
      } else {
        let answer = Answering(log: log).answer(request, chat, chat: place.chat)
        call.status = answer.reply.status
        (call.inputTokens, call.outputTokens) = (answer.inputTokens, answer.outputTokens)
        log.update(place) { $0.status = answer.reply.status }
        // Thinking is part of the latency.
        let waits = call.began + log.behaviour.latency - log.now
        let isThere = waits <= 0 || connection.wait(seconds: waits)
        let whole: OracleCall.Outcome = answer.reply.status < 400 ? .completed : .refused
        call.outcome = .abandoned
        if isThere {
          let outcome = send(answer.reply, on: connection) {
            // Before the client can know, so that whoever has a reply finds it counted.
            log.update(place) {
              ($0.outcome, $0.ended) = (whole, log.now)
              ($0.inputTokens, $0.outputTokens) = (answer.inputTokens, answer.outputTokens)
            }
          }
          call.outcome = outcome == .completed ? whole : outcome
        }
      }
      let ended = log.now
      call.ended = ended
      log.update(place) { $0 = call }
      last = (place, ended)
      guard call.outcome == .completed || call.outcome == .refused, request.keepsAlive,
        upstream == nil
      else { break }
    }
    guard let last, !connection.wait(seconds: log.behaviour.doubt) else { return }
    let isDoubtful = log.now - last.ended < log.behaviour.doubt
    log.update(last.place) { $0.isDoubtful = isDoubtful }
  }

  /// Sends a reply; how it went. `beforeEnd` runs before the last bytes of a whole reply.
  private func send(
    _ reply: WireReply, on connection: Connection, beforeEnd: () -> Void
  ) -> OracleCall.Outcome {
    guard connection.send(reply.head) else { return .abandoned }
    let pieces = reply.pieces.filter { !$0.isEmpty }.map(reply.framed)
    let early = reply.ending == .whole ? pieces.dropLast() : pieces[...]
    for piece in early {
      guard connection.send(piece) else { return .abandoned }
      if reply.pause > 0, !connection.wait(seconds: reply.pause) { return .abandoned }
    }
    switch reply.ending {
    case .whole:
      // A client that closes its end after the last byte has everything; before it, nothing.
      guard !connection.isGone else { return .abandoned }
      beforeEnd()
      return connection.send((pieces.last ?? Data()) + reply.tail) ? .completed : .abandoned
    case .broken:
      return .broken
    case .silent:
      _ = connection.wait(seconds: 86_400)
      return .broken
    }
  }

  /// What scripts ask.
  private func told(_ request: WireRequest) -> WireReply {
    switch request.path {
    case "/oracle/counters": return encoded(OracleCounters(log.calls))
    case "/oracle/calls": return encoded(log.calls)
    case "/oracle/reset":
      log.reset()
      return .json(200, [:])
    case "/oracle/set":
      let unknown = request.query.filter { !log.set($0.name, to: $0.value) }
      return unknown.isEmpty
        ? .json(200, [:]) : .error(400, "no knob or value: \(unknown.map(\.name))")
    default: return .error(404, "no \(request.path)")
    }
  }

  private func encoded(_ value: some Encodable) -> WireReply {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return WireReply(
      status: 200, headers: [("Content-Type", "application/json")],
      pieces: [((try? encoder.encode(value)) ?? Data()) + Data("\n".utf8)])
  }
}
