internal import Dispatch
internal import Foundation
internal import Synchronization

/// Runs a command as a task beside the main thread and ends the process with its exit code.
enum CommandRunner {
  /// Runs a command. ^C cancels it; a second ^C ends the process at once.
  static func run(_ command: any Command, in context: CommandContext) -> Never {
    let work = Task.detached { await outcome(of: command, in: context) }
    let interrupt = onInterrupt { isFirst in
      if !isFirst { end(.interrupted) }
      work.cancel()
    }
    Task.detached {
      let status = await work.value
      interrupt?.cancel()
      end(status)
    }
    dispatchMain()
  }

  /// Runs a command to its end and says what went wrong, if anything did.
  static func outcome(of command: any Command, in context: CommandContext) async -> ExitStatus {
    do {
      try await command.run(in: context)
      return .done
    } catch {
      return ExitStatus.report(error, in: context)
    }
  }

  /// Ends the process. Skips the exit handlers of C++ parts, which other threads may still use.
  static func end(_ status: ExitStatus) -> Never {
    fflush(nil)
    _exit(status.rawValue)
  }

  /// Calls `handler` for each ^C, unless the process was started with ^C ignored.
  private static func onInterrupt(
    _ handler: @escaping @Sendable (_ isFirst: Bool) -> Void
  ) -> (any DispatchSourceSignal)? {
    var action = sigaction()
    sigaction(SIGINT, nil, &action)
    let isIgnored = action.__sigaction_handler.sa_handler.map {
      unsafeBitCast($0, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
    if isIgnored == true { return nil }
    signal(SIGINT, SIG_IGN)
    let queue = DispatchQueue(label: "rationale.interrupt")
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
    let presses = Presses()
    source.setEventHandler { @Sendable in handler(presses.next() == 1) }
    source.activate()
    return source
  }
}

/// Counts how often ^C came.
private final class Presses: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
