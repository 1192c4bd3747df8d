public import Foundation

/// The time, handed in, so that the method itself has no clock.
public struct EngineClock: Sendable {
  /// The date, stored with a fit.
  public var now: @Sendable () -> Date
  /// Seconds since some fixed moment, for durations.
  public var seconds: @Sendable () -> Double

  /// Creates a clock.
  public init(now: @escaping @Sendable () -> Date, seconds: @escaping @Sendable () -> Double) {
    self.now = now
    self.seconds = seconds
  }
}
