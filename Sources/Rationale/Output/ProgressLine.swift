internal import Foundation
internal import RPM
internal import Synchronization
internal import TerminalKit

/// A line at the bottom of the terminal that says how far long work is, redrawn in place.
///
/// It appears after 0.3 seconds, changes at most ten times a second, and is nothing at all where
/// the diagnostics are no terminal.
final class ProgressLine: Sendable {
  private struct State {
    var started: Double
    var drawn = -Double.infinity
    /// Columns in use, to be blanked.
    var columns = 0
  }

  private let channel: OutputChannel
  private let seconds: @Sendable () -> Double
  private let state: Mutex<State>

  private static let patience = 0.3
  private static let interval = 0.1

  init(
    channel: OutputChannel,
    seconds: @escaping @Sendable () -> Double = EngineClock.system.seconds
  ) {
    self.channel = channel
    self.seconds = seconds
    state = Mutex(State(started: seconds()))
  }

  /// Shows a text if it is time to.
  func show(_ text: @autoclosure () -> String) {
    guard channel.isTerminal else { return }
    let now = seconds()
    state.withLock { state in
      guard now - state.started >= Self.patience, now - state.drawn >= Self.interval else { return }
      state.drawn = now
      let line = TextLayout.truncate(text(), width: channel.width - 1)
      let columns = GraphemeWidth.width(of: line)
      let rest = String(repeating: " ", count: max(0, state.columns - columns))
      state.columns = columns
      try? channel.raw("\r" + line + rest)
    }
  }

  /// Takes the line away, before something else is written.
  func clear() {
    state.withLock { state in
      guard state.columns > 0 else { return }
      try? channel.raw("\r" + String(repeating: " ", count: state.columns) + "\r")
      state.columns = 0
    }
  }

  /// Waits for a run and shows its stages meanwhile. When the task is cancelled, so is the run.
  func follow<Value>(_ run: RPM.Run<Value>, as title: String) async throws -> Value {
    defer { clear() }
    return try await withTaskCancellationHandler {
      for await event in run.events {
        switch event.kind {
        case .stageStarted(let stage, let total): show("\(title): \(stage.rawValue) 0/\(total)")
        case .progress(let stage, let done, let total):
          show("\(title): \(stage.rawValue) \(done)/\(total)")
        default: break
        }
      }
      return try await run.value
    } onCancel: {
      run.cancel()
    }
  }
}
