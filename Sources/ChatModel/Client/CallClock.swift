internal import Dispatch
public import Foundation

/// Time, waiting and chance, handed to the client so that tests need not wait.
public struct CallClock: Sendable {
  /// Seconds since some fixed moment.
  public var seconds: @Sendable () -> Double
  /// The date, for servers that name one.
  public var date: @Sendable () -> Date
  /// Waits for so many seconds; ends early with `CancellationError`.
  public var sleep: @Sendable (Double) async throws -> Void
  /// A number of 0 to 1, by which the waits of many callers are spread.
  public var chance: @Sendable () -> Double

  /// Creates a clock.
  public init(
    seconds: @escaping @Sendable () -> Double, date: @escaping @Sendable () -> Date,
    sleep: @escaping @Sendable (Double) async throws -> Void,
    chance: @escaping @Sendable () -> Double
  ) {
    self.seconds = seconds
    self.date = date
    self.sleep = sleep
    self.chance = chance
  }

  /// The clock on the wall.
  public static let system = CallClock(
    seconds: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }, date: { Date() },
    sleep: { try await Task.sleep(nanoseconds: UInt64(max(0, $0) * 1e9)) },
    chance: { Double.random(in: 0...1) })
}
