/// What a black box has to tell while one of its roles is being filled.
public enum CallNews: Sendable, Hashable {
  /// A call of a language model ended; it may have been paid for.
  case exchange(Exchange)
  /// The text streamed so far counts no more: the call is made once more.
  case textRestarted
  /// Nothing can be done for so many seconds, such as after "too many requests"; why.
  case waiting(String, seconds: Double)
  /// Something to know that stops nothing, such as a prompt that a server may have cut.
  case warning(String)
  /// A call came to another phase. Its number is one of its own in the process; a request that is
  /// sent once more after a failure is another call.
  case phase(call: UInt64, CallPhase)
}

/// Somebody who hears news.
///
/// A type of its own, since a task-local closure is lost by the optimiser: with Swift 6.3 a release
/// build crashes when it is set in a generic actor.
public struct CallListener: Sendable {
  private let hear: @Sendable (CallNews) -> Void

  /// Creates a listener.
  public init(_ hear: @escaping @Sendable (CallNews) -> Void) {
    self.hear = hear
  }

  /// Tells it something.
  public func callAsFunction(_ news: CallNews) { hear(news) }
}

/// Takes the news of the calls that run in a task.
///
/// The engine puts its listener here around each call, so that one session can serve several runs
/// and every piece of news reaches the run it belongs to.
public enum CallReporter {
  /// Whoever listens; nobody by default.
  @TaskLocal public static var report = CallListener { _ in }
}
