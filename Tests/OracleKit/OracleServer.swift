public import Foundation

/// A server of its own on 127.0.0.1 that speaks the OpenAI protocol and fills every role of the
/// method sensibly, always the same way, by reading the request.
///
/// Serves `/v1/chat/completions`, `/v1/models` and `/v1/embeddings`, and for scripts
/// `/oracle/counters`, `/oracle/calls`, `/oracle/reset` and `/oracle/set?latency=200`. Ends with
/// `stop()`, or when it is let go.
public final class OracleServer: Sendable {
  private let listener: Listener
  private let log: OracleLog

  /// Starts an oracle.
  ///
  /// - Parameters:
  ///   - behaviour: how it behaves.
  ///   - port: the port, 0 for a free one.
  ///   - upstream: a server to which everything is handed on and which answers instead, so that
  ///     its calls are counted; only plain `http` on this machine.
  public init(
    _ behaviour: OracleBehaviour = OracleBehaviour(), port: UInt16 = 0, upstream: URL? = nil
  ) throws {
    let log = OracleLog(behaviour)
    self.log = log
    listener = try Listener(port: port)
    listener.serve { connection in
      Conversation(log: log, upstream: upstream).serve(&connection)
    }
  }

  deinit { stop() }

  /// The port.
  public var port: UInt16 { listener.port }

  /// The base URL with its `/v1`.
  public var url: URL {
    var parts = URLComponents()
    (parts.scheme, parts.host, parts.port, parts.path) = ("http", "127.0.0.1", Int(port), "/v1")
    return parts.url ?? URL(fileURLWithPath: "/")
  }

  /// How it behaves.
  public var behaviour: OracleBehaviour {
    get { log.behaviour }
    set { log.behaviour = newValue }
  }

  /// Every request so far.
  public var calls: [OracleCall] { log.calls }

  /// What was counted so far.
  public var counters: OracleCounters { OracleCounters(log.calls) }

  /// Forgets the calls so far.
  public func reset() { log.reset() }

  /// Hangs up on everyone and serves nobody any more.
  public func stop() { listener.stop() }
}
