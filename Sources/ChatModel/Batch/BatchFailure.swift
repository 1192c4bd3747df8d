internal import Foundation
internal import RPM

/// Why a line of a batch brought no reply that can be kept.
public struct BatchFailure: Sendable, Hashable {
  /// The kind of failure in a word or two, such as `batch_expired`.
  public var kind: String
  /// What went wrong, as the provider says it, on one line.
  public var description: String
  /// What was paid for nevertheless; `nil` where nothing was.
  public var tokens: ChatReply.Tokens?
  let cause: Cause

  enum Cause: Sendable, Hashable {
    /// The provider or the server says so, or nothing at all came.
    case server(ServerError?)
    /// The limit of tokens was too low; whether hidden reasoning took all of it.
    case cut(isEmpty: Bool)
    /// The same again brings the same.
    case final
  }

  /// Whether the server did not take the request as it was put, such as a parameter it does not
  /// know: every other line fails for the same reason, until it is known how it wants to be asked.
  public var isAboutForm: Bool {
    guard case .adapt(let change) = diagnosis(cap: 0) else { return false }
    switch change {
    case .room, .mostTokens: return false
    case .stepDown, .omit, .stream, .capName: return true
    }
  }

  /// What to do about it, as the client does where it is asked directly.
  ///
  /// - Parameter last: how the request was sent.
  public func next(after last: BatchTry) -> BatchTry {
    var next = last
    switch cause {
    case .final:
      next.reason = description
    case .cut(let isEmpty):
      guard last.cuts < BatchTry.mostCuts else {
        next.reason = description
        break
      }
      next.cuts += 1
      next.cap = last.cap * 2 + (isEmpty ? (next.cuts == 1 ? 2048 : 8192) : 0)
    case .server:
      switch diagnosis(cap: last.cap) {
      case .adapt(.room(let room)), .adapt(.mostTokens(let room)):
        // It was cut before, or it was asked for no more than there is: less will not do.
        if last.cuts > 0 || room >= last.cap { next.reason = description } else { next.cap = room }
      case .fail(.contextTooSmall), .fail(.refused):
        next.reason = description
      case .adapt, .retry, .fail, nil:
        break
      }
    }
    return next
  }

  private func diagnosis(cap: Int) -> Diagnosis? {
    guard case .server(let error?) = cause, let endpoint = try? Endpoint("http://localhost/v1")
    else { return nil }
    return Diagnosis(
      error, headers: [:],
      sent: Diagnosis.Sent(
        traits: ServerTraits(of: endpoint), kind: endpoint.kind, hasSchema: true, streams: false,
        cap: cap > 0 ? cap : .max))
  }
}

/// How a request of a batch is sent.
public struct BatchTry: Sendable, Hashable {
  /// How often a limit is raised after replies that were cut, as in a direct call.
  static let mostCuts = 2

  /// The limit of tokens of the reply.
  public var cap: Int
  /// How often the limit was too low.
  public var cuts: Int
  /// Why it is not sent again, `nil` where it is.
  public var reason: String?

  /// Creates one.
  public init(cap: Int, cuts: Int = 0, reason: String? = nil) {
    self.cap = cap
    self.cuts = cuts
    self.reason = reason
  }
}
