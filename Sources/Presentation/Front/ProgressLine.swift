internal import Foundation
internal import RPM
internal import Synchronization
internal import TerminalKit

/// A line at the bottom of the terminal that says how far long work is, redrawn in place.
///
/// It appears after 0.3 seconds, changes at most ten times a second, and is nothing at all where
/// the diagnostics are no terminal. What comes too soon is shown when it is time, so that a stage
/// without news of its own is not mistaken for the one before.
package final class ProgressLine: Sendable {
  private struct State {
    /// When the next text may be drawn.
    var due: Double
    /// What is to be drawn then.
    var pending: String?
    var isScheduled = false
    /// Columns in use, to be blanked.
    var columns = 0
  }

  private let channel: OutputChannel
  private let seconds: @Sendable () -> Double
  private let schedule: @Sendable (_ delay: Double, _ work: @escaping @Sendable () -> Void) -> Void
  private let state: Mutex<State>

  private static let patience = 0.3
  private static let interval = 0.1

  /// - Parameters:
  ///   - seconds: the time.
  ///   - schedule: does something later.
  package init(
    channel: OutputChannel,
    seconds: @escaping @Sendable () -> Double = EngineClock.system.seconds,
    schedule: @escaping @Sendable (Double, @escaping @Sendable () -> Void) -> Void = {
      DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + $0, execute: $1)
    }
  ) {
    self.channel = channel
    self.seconds = seconds
    self.schedule = schedule
    state = Mutex(State(due: seconds() + Self.patience))
  }

  /// Shows a text, now or when it is time to.
  package func show(_ text: String) {
    guard channel.isTerminal else { return }
    let now = seconds()
    let delay = state.withLock { state -> Double? in
      state.pending = text
      if now >= state.due {
        draw(&state, at: now)
        return nil
      }
      guard !state.isScheduled else { return nil }
      state.isScheduled = true
      return state.due - now
    }
    guard let delay else { return }
    schedule(delay) { [self] in
      state.withLock { state in
        state.isScheduled = false
        draw(&state, at: seconds())
      }
    }
  }

  private func draw(_ state: inout State, at now: Double) {
    guard let text = state.pending else { return }
    state.pending = nil
    state.due = now + Self.interval
    let line = TextLayout.truncate(text, width: channel.width - 1)
    let columns = GraphemeWidth.width(of: line)
    let rest = String(repeating: " ", count: max(0, state.columns - columns))
    state.columns = columns
    try? channel.raw("\r" + line + rest)
  }

  /// Takes the line away, before something else is written.
  package func clear() {
    state.withLock { state in
      state.pending = nil
      guard state.columns > 0 else { return }
      try? channel.raw("\r" + String(repeating: " ", count: state.columns) + "\r")
      state.columns = 0
    }
  }
}
