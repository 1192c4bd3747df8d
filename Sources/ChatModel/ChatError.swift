public import RPM

/// Why a server gave no usable reply. Never holds a key.
public struct ChatError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// No connection, or it broke, or nothing came for too long.
    case unreachable
    /// 401 or 403: the key is missing, wrong, or not allowed to do this.
    case unauthorized
    /// 402 or `insufficient_quota`: the account has no money left.
    case outOfMoney
    /// 429 to the last attempt, or a wait longer than we obey.
    case rateLimited
    /// 404 or its like: no such model or address.
    case notFound
    /// The prompt does not fit into the model's context.
    case contextTooSmall
    /// The model declined, or a filter did.
    case refused
    /// The reply was cut at its token limit, also after the limit was raised.
    case truncated
    /// Nothing but hidden reasoning came.
    case empty
    /// The server itself could not read what the model wrote.
    case garbled
    /// The server failed, to the last attempt.
    case serverFailure
    /// Any other request that the server did not take.
    case rejected
    /// A redirect to another host, which would have been given the key.
    case redirected
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// What happened, where, and the way out.
  public var description: String
  /// The tokens that were paid for nevertheless; `nil` where none were.
  public var tokens: ChatReply.Tokens?
  /// What came of the reply.
  public var partialText: String

  /// Creates an error.
  public init(
    _ kind: Kind, _ description: String, tokens: ChatReply.Tokens? = nil, partialText: String = ""
  ) {
    self.kind = kind
    self.description = description
    self.tokens = tokens
    self.partialText = partialText
  }

  /// Whether every further call is sure to meet it. A server that broke off, or did not take a
  /// request, may have stumbled over what stands in this one.
  public var isCertain: Bool {
    switch kind {
    case .unreachable, .serverFailure, .rejected, .rateLimited, .garbled: false
    default: true
    }
  }

  /// How far the failure reaches into a run.
  public var reach: RoleFailure.Reach {
    switch kind {
    case .unreachable, .serverFailure: .offline
    case .unauthorized, .outOfMoney: .refused
    case .rateLimited: .rateLimited
    case .notFound, .rejected, .redirected: .unusable
    case .contextTooSmall, .refused, .truncated, .empty, .garbled: .item
    }
  }
}
