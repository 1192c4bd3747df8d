internal import Dispatch
internal import Foundation
internal import Synchronization

/// Runs work as a task beside the main thread and ends the process with its exit code.
package enum ProcessRunner {
  /// Runs work. ^C cancels it, and so do the signals that ask a process to end, so that nothing half
  /// done stays about; a second one ends the process at once.
  ///
  /// - Parameter onInterrupt: takes ^C in its own hands; `false` where it does not.
  package static func run(
    onInterrupt: @escaping @Sendable () -> Bool = { false },
    _ work: @escaping @Sendable () async -> ExitStatus
  ) -> Never {
    let work = Task.detached { await work() }
    let received = Received()
    let sources = onSignals { signal in
      if signal == SIGINT, onInterrupt() { return }
      let isFirst = received.note(signal)
      if !isFirst { end(by: signal) }
      work.cancel()
    }
    Task.detached {
      let status = await work.value
      for source in sources { source.cancel() }
      let signal = received.first
      if status == .interrupted, signal != 0 { end(by: signal) }
      end(status)
    }
    dispatchMain()
  }

  /// Ends the process. Skips the exit handlers of C++ parts, which other threads may still use.
  package static func end(_ status: ExitStatus) -> Never {
    fflush(nil)
    _exit(status.rawValue)
  }

  /// Ends the process as the signal wanted: ^C with its exit code, another by itself.
  private static func end(by number: Int32) -> Never {
    if number != SIGINT {
      signal(number, SIG_DFL)
      kill(getpid(), number)
    }
    end(.interrupted)
  }

  /// Calls `handler` for each ending signal, unless the process was started with it ignored.
  private static func onSignals(
    _ handler: @escaping @Sendable (Int32) -> Void
  ) -> [any DispatchSourceSignal] {
    let queue = DispatchQueue(label: "rationale.signals")
    return [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { @Sendable in handler(number) }
      source.activate()
      return source
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return action.__sigaction_handler.sa_handler.map {
      unsafeBitCast($0, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    } ?? false
  }
}

/// The signal that came first, 0 while none has.
private final class Received: Sendable {
  private let number = Atomic<Int32>(0)

  var first: Int32 { number.load(ordering: .relaxed) }

  /// Whether it is the first one.
  func note(_ signal: Int32) -> Bool {
    number.compareExchange(expected: 0, desired: signal, ordering: .relaxed).exchanged
  }
}
