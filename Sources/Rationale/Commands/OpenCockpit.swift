internal import Dispatch
internal import Foundation
internal import Storage
internal import Synchronization
internal import TerminalKit

/// From the command line to the screen.
enum OpenCockpit {
  /// Opens the screen and hands it the main thread.
  ///
  /// - Throws: `CommandFailure` without a terminal, and what keeps the screen from opening.
  @MainActor
  static func run(_ root: RootCommand, context: CommandContext) throws -> Never {
    guard context.input.isTerminal, context.output.isTerminal else {
      throw CommandFailure(
        status: .noTerminal,
        description:
          "the screen needs a terminal; `rationale --help` lists commands that work without")
    }
    let location = try context.location(root.library)
    try wait { try await refuseUnusable(location) }
    var options = CockpitOptions(location: location)
    options.theme = root.theme
    options.color = root.color.choice
    options.isASCII = root.ascii
    try Cockpit.run(options)
  }

  /// Looks at a library before the screen hides what is said of it: one that is newer, damaged or
  /// no library at all ends the program here.
  ///
  /// - Throws: `LibraryError`.
  static func refuseUnusable(_ location: LibraryLocation) async throws {
    guard FileManager.default.fileExists(atPath: location.database) else { return }
    do {
      try await Library.open(location, patience: 0).close()
    } catch LibraryError.locked {
      // Another process may be at work for a while; that is for the screen to say.
    }
  }

  /// Does something asynchronous while the main thread waits, which it may as long as the main
  /// queue does not run.
  private static func wait(for work: @escaping @Sendable () async throws -> Void) throws {
    let outcome = Mutex(Result<Void, any Error>.success(()))
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do {
        try await work()
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
      done.signal()
    }
    done.wait()
    try outcome.withLock { try $0.get() }
  }
}
