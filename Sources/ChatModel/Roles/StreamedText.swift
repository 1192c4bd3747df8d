internal import Synchronization

/// Hands on a streaming reply as text for people, piece by piece.
///
/// The pieces of one call come one after the other, so that the lock is never waited for.
final class StreamedText: Sendable {
  private let reader = Mutex(ReasoningText())
  private let onText: @Sendable (String) -> Void

  init(_ onText: @escaping @Sendable (String) -> Void) {
    self.onText = onText
  }

  func take(_ piece: String) {
    hand(reader.withLock { $0.take(piece) })
  }

  /// The text begins anew.
  func restart() {
    reader.withLock { $0 = ReasoningText() }
  }

  func finish() {
    hand(reader.withLock { $0.finish() })
  }

  private func hand(_ text: String) {
    if !text.isEmpty { onText(text) }
  }
}
