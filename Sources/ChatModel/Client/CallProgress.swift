internal import RPM
internal import Synchronization

/// Tells whoever listens what one call waits for.
final class CallProgress: Sendable {
  /// Numbers calls, so that each has one of its own in the process.
  private static let lastNumber = Atomic<UInt64>(0)

  /// Seconds between two pieces of news about text.
  static let interval = 1.0

  private let number = lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
  private let report = CallReporter.report
  private let clock: CallClock
  /// When text was last told of; `nil` before the first piece.
  private let told = Mutex<Double?>(nil)

  init(clock: CallClock) {
    self.clock = clock
  }

  /// It stands in line.
  func queue() { report(.phase(call: number, .queued)) }

  /// It goes to the server, perhaps once more.
  func send() {
    told.withLock { $0 = nil }
    report(.phase(call: number, .sent))
  }

  /// So many bytes of text came by now, hidden reasoning with them.
  func write(bytes: Int) {
    guard bytes > 0 else { return }
    let now = clock.seconds()
    let isDue = told.withLock { told in
      if let last = told, now < last + Self.interval { return false }
      told = now
      return true
    }
    if isDue { report(.phase(call: number, .writing(tokens: (bytes + 3) / 4))) }
  }

  func end() { report(.phase(call: number, .over)) }
}
