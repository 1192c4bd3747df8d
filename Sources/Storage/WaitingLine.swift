public import Foundation
public import RPM

/// A request that was written into a batch file and waits for its reply.
public struct WaitingLine: Sendable, Hashable {
  /// What identifies the request; its `custom_id`.
  public var key: String
  /// For whom. Several users may wait for the same request.
  public var user: Library.UserID
  /// The model that is asked.
  public var model: ModelIdentity
  /// The stage that wants it.
  public var stage: Stage
  /// The prompt that was filled in.
  public var prompt: Exchange.Prompt
  /// The name of the file.
  public var file: String
  /// When it was written.
  public var exported: Date
  /// The limit of tokens that it is sent with; 0 where none was noted.
  public var cap: Int
  /// How often the limit was too low.
  public var cuts: Int
  /// Whether what came back last was a failure, so that nothing is under way.
  public var hasFailed: Bool
  /// Why it is not sent again, `nil` where it is.
  public var reason: String?

  /// Creates a line.
  public init(
    key: String, user: Library.UserID, model: ModelIdentity, stage: Stage,
    prompt: Exchange.Prompt, file: String, exported: Date, cap: Int = 0, cuts: Int = 0,
    hasFailed: Bool = false, reason: String? = nil
  ) {
    self.key = key
    self.user = user
    self.model = model
    self.stage = stage
    self.prompt = prompt
    self.file = file
    self.exported = exported
    self.cap = cap
    self.cuts = cuts
    self.hasFailed = hasFailed
    self.reason = reason
  }
}

/// What came back for a request, for one of the users who wait for it.
public struct BatchSettlement: Sendable, Hashable {
  /// What came back.
  public enum Outcome: Sendable, Hashable {
    /// A reply, as it is kept.
    case reply(Data)
    /// A failure: the limit of tokens for the next time, how often it was too low, and why there
    /// will be no next time, `nil` where there will.
    case failure(cap: Int, cuts: Int, reason: String?)
  }

  /// The request.
  public var key: String
  /// The user.
  public var user: Library.UserID
  /// What identifies the line of results, such as a digest of it.
  public var result: String
  /// What came back.
  public var outcome: Outcome
  /// What was paid for, `nil` where nothing was. Of all who waited it is booked to the first.
  public var booking: UsageBooking?

  /// Creates a settlement.
  public init(
    key: String, user: Library.UserID, result: String, outcome: Outcome, booking: UsageBooking?
  ) {
    self.key = key
    self.user = user
    self.result = result
    self.outcome = outcome
    self.booking = booking
  }
}
