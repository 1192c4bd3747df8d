public import Foundation
public import RPM

/// What a call of a language model used, as it is booked.
public struct UsageBooking: Sendable, Hashable {
  /// The stage that wanted it.
  public var stage: Stage
  /// The model, and its endpoint as the version.
  public var model: ModelIdentity
  /// What it used.
  public var usage: Usage
  /// When.
  public var created: Date

  /// Creates a booking.
  public init(stage: Stage, model: ModelIdentity, usage: Usage, created: Date) {
    self.stage = stage
    self.model = model
    self.usage = usage
    self.created = created
  }
}

/// By what a report of usage is grouped.
public enum UsageGrouping: String, Sendable, Hashable, CaseIterable {
  /// Days, the last first.
  case day
  /// Models with their endpoints.
  case model
  /// Stages, in the order of the method.
  case stage
  /// Users.
  case user
}

/// One line of a report of usage.
public struct UsageGroup: Sendable, Hashable {
  /// The day as `2026-11-21`, the model's name, the stage, or the user's name; `nil` for users who
  /// were forgotten.
  public var name: String?
  /// The endpoint of a model, the task of a user; empty elsewhere.
  public var detail: String
  /// The sum.
  public var usage: Usage
}
