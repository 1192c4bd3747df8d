public import RPM
internal import Synchronization

/// Counts what a piece of work uses of a language model, also where it fails.
///
/// What a method takes over from another one, such as a fit, counts for both: each is shown as if
/// it ran alone.
public final class UsageMeter: Sendable {
  /// What was counted.
  public struct Count: Sendable, Hashable {
    /// What was used of a language model.
    public var usage = Usage()
    /// How long the parts took that were taken over and so took no time, in seconds.
    public var borrowedSeconds = 0.0
  }

  @TaskLocal private static var current: UsageMeter?
  private let count = Mutex(Count())

  private init() {}

  /// Does work and counts what it uses.
  ///
  /// - Returns: what came of it, and the count.
  public static func measure<Value: Sendable>(
    _ work: @Sendable () async throws -> Value
  ) async -> (result: Result<Value, any Error>, count: Count) {
    let meter = UsageMeter()
    let result: Result<Value, any Error> = await $current.withValue(meter) {
      do {
        return .success(try await work())
      } catch {
        return .failure(error)
      }
    }
    return (result, meter.count.withLock(\.self))
  }

  /// Adds to the count of the work that is being done.
  static func add(_ usage: Usage, borrowedSeconds: Double = 0) {
    current?.count.withLock {
      $0.usage += usage
      $0.borrowedSeconds += borrowedSeconds
    }
  }

  /// Counts the calls that a session makes outside a run of the engine.
  static func listening<Value: Sendable>(
    _ calls: @Sendable () async throws -> Value
  ) async throws -> Value {
    let (meter, report) = (current, CallReporter.report)
    let listener = CallListener { news in
      if case .exchange(let exchange) = news {
        meter?.count.withLock { $0.usage += exchange.usage }
      }
      report(news)
    }
    return try await CallReporter.$report.withValue(listener) { try await calls() }
  }
}
