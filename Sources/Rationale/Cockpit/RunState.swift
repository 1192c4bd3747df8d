internal import RPM
internal import Storage

/// The run under way, or the one that ended last.
struct RunState: Hashable, Sendable {
  /// What runs.
  enum Kind: Hashable, Sendable {
    case fit
    case ask(query: String, expected: String?)
  }

  /// How it stands.
  enum Phase: Hashable, Sendable {
    /// Wanted, but the engine has not named it yet.
    case starting
    case running
    /// Esc was pressed; nothing that comes now counts.
    case cancelling
    case finished
    case cancelled
    case failed(String)
  }

  var kind: Kind
  /// Whom it is about.
  var user: Library.UserID
  var name: String
  /// The engine's id, known a moment after the start.
  var id: RunID?
  var phase: Phase = .starting
  var strip: StageStrip
  /// When it began and when it was last heard of, in seconds.
  var started: Double
  var now: Double
  /// `G_q'` as soon as it is known.
  var features: [Feature] = []
  /// `S_ret` as soon as it is known.
  var retrieved: [RetrievedExample] = []
  /// The model's text so far, where it streams.
  var text = ""

  /// Whether it still runs.
  var isActive: Bool {
    switch phase {
    case .starting, .running, .cancelling: true
    case .finished, .cancelled, .failed: false
    }
  }
}
