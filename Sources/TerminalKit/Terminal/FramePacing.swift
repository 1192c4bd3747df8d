/// When the next frame may be painted.
///
/// On average one frame per 16 ms, with a few in quick succession after a rest: what a key or the
/// start of the program brings about arrives in two to four steps, and waiting between those would
/// be felt, while a stream of news must not be painted piece by piece.
struct FramePacing: Sendable {
  /// Nanoseconds a frame on average.
  private static let interval = 16_000_000 as UInt64
  /// Nanoseconds between two frames at least, so that news of the same moment share one.
  private static let shortest = 500_000 as UInt64
  /// Frames in quick succession.
  private static let burst = 4

  /// When the last frames were painted, oldest first.
  private var painted: [UInt64] = []

  /// The earliest moment for the next frame, in nanoseconds.
  func due(now: UInt64) -> UInt64 {
    var due = now
    if let last = painted.last { due = max(due, last + Self.shortest) }
    if painted.count == Self.burst, let first = painted.first {
      due = max(due, first + UInt64(Self.burst) * Self.interval)
    }
    return due
  }

  /// Notes that a frame was painted.
  mutating func paint(at now: UInt64) {
    painted.append(now)
    if painted.count > Self.burst { painted.removeFirst() }
  }

  /// Forgets the frames, as after the terminal was away.
  mutating func reset() {
    painted = []
  }
}
