public import Foundation
public import RPM

/// Where replies and what they cost are kept, for one person.
///
/// The app implements it over its library. Everything in it is the person's, or nobody's.
public protocol CallLedger: Sendable {
  /// A reply that was kept, `nil` where there is none.
  func reply(for key: String) async throws -> KeptReply?

  /// Keeps a reply and books what it used, both or neither.
  func keep(_ reply: KeptReply, for key: String) async throws

  /// Books what was paid for without a reply that can be kept, such as one that broke off.
  func book(_ usage: Usage, stage: Stage) async throws

  /// What was used since a moment, by everybody.
  func used(since: Date) async throws -> Usage
}

/// A reply with what it cost, as it is kept.
public struct KeptReply: Sendable, Hashable, Codable {
  /// The reply.
  public var reply: ChatReply
  /// The stage that wanted it.
  public var stage: Stage
  /// The prompt that it answers.
  public var prompt: Exchange.Prompt
  /// The model that was asked.
  public var model: ModelIdentity
  /// What it used, with the price of that day.
  public var usage: Usage

  /// Creates a kept reply.
  public init(
    reply: ChatReply, stage: Stage, prompt: Exchange.Prompt, model: ModelIdentity, usage: Usage
  ) {
    self.reply = reply
    self.stage = stage
    self.prompt = prompt
    self.model = model
    self.usage = usage
  }
}

/// A ledger that keeps everything in memory and nothing longer.
public actor MemoryLedger: CallLedger {
  private var replies: [String: KeptReply] = [:]
  private var total = Usage()

  /// Creates an empty ledger.
  public init() {}

  /// A reply that was kept.
  public func reply(for key: String) -> KeptReply? { replies[key] }

  /// Keeps a reply.
  public func keep(_ reply: KeptReply, for key: String) {
    replies[key] = reply
    total += reply.usage
  }

  /// Adds to the total.
  public func book(_ usage: Usage, stage: Stage) { total += usage }

  /// The total, whatever the moment.
  public func used(since: Date) -> Usage { total }
}
