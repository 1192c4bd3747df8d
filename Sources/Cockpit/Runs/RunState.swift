internal import ChatModel
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// The run under way, or the one that ended last.
struct RunState: Hashable, Sendable {
  /// What runs.
  enum Kind: Hashable, Sendable {
    case fit
    case ask(query: String, expected: String?)
    /// Answers once more without parts of what they rest on.
    case whatIf
    /// Paths made anew.
    case rebuild

    /// A word before its stages; an ask needs none.
    var title: String? {
      switch self {
      case .fit: "fit"
      case .ask: nil
      case .whatIf: "what if"
      case .rebuild: "rebuild"
      }
    }
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

  /// A pause that a server asked for.
  struct Wait: Hashable, Sendable {
    var reason: String
    /// When it ends.
    var until: Double
  }

  var kind: Kind
  /// Whom it is about.
  var user: Library.UserID
  var name: String
  /// The model that fills the roles.
  var model: ModelChoice = .builtIn
  /// The engine's id, known a moment after the start.
  var id: RunID?
  var phase: Phase = .starting
  var strip: StageStrip
  /// Now, in seconds since some moment; `nil` until time was told.
  var now: Double?
  /// `G_q'` as soon as it is known.
  var features: [Feature] = []
  /// `S_ret` as soon as it is known.
  var retrieved: [RetrievedExample] = []
  /// The model's text so far, where it streams.
  var text = ""
  /// About how many tokens it has.
  var textTokens: Int { countedTokens + TokenEstimate.tokens(in: uncounted) }
  /// Those of all but the end of the text, which is `uncounted`.
  var countedTokens = 0
  var uncounted = ""
  /// When the text began.
  var textBegan: Double?
  /// The calls that ended, the last ones of a fit.
  var calls: [Exchange] = []
  /// How many calls there were before `calls`.
  var forgottenCalls = 0
  /// What all calls used.
  var usage = Usage()
  /// What is waited for.
  var wait: Wait?
  /// The calls that are not over.
  var underWay = CallsUnderWay()
  var pace = FitPace()

  /// How many calls of a fit are kept to be looked at: their prompts are long and many alike.
  static let mostCalls = 12

  /// Notes what time it is.
  mutating func tick(_ seconds: Double) {
    now = seconds
  }

  /// Whether it still runs.
  var isActive: Bool {
    switch phase {
    case .starting, .running, .cancelling: true
    case .finished, .cancelled, .failed: false
    }
  }

  /// Whether the model's text is coming in.
  var isStreaming: Bool { isActive && textBegan != nil }

  /// Replies that were kept, so that nobody pays for them again.
  var keptReplies: Int { usage.calls + usage.replayed }

  /// Takes what the engine reports.
  mutating func take(_ kind: EngineEvent.Kind) {
    strip.apply(kind, at: now)
    pace.take(kind, at: now, replayed: usage.replayed)
    switch kind {
    case .features(let features): self.features = features
    case .retrieved(let retrieved): self.retrieved = retrieved
    case .text(let piece):
      text += piece
      uncounted += piece
      if uncounted.utf8.count >= 256 {
        countedTokens = textTokens
        uncounted = ""
      }
      if textBegan == nil { textBegan = now ?? 0 }
      wait = nil
    case .textRestarted:
      (text, countedTokens, uncounted) = ("", 0, "")
      textBegan = nil
    case .exchange(let exchange): take(exchange)
    case .waiting(let reason, let seconds):
      wait = Wait(reason: reason, until: (now ?? 0) + seconds)
    case .call(let number, let phase): underWay.take(number, phase, at: now)
    case .progress, .stageStarted: wait = nil
    case .stageFinished(.generate, _, _): textBegan = nil
    case .stageFinished, .warning, .failed, .cancelled, .finished: break
    }
  }

  private mutating func take(_ exchange: Exchange) {
    usage += exchange.usage
    wait = nil
    if exchange.stage == .generate { textBegan = nil }
    calls.append(exchange)
    guard kind == .fit, calls.count > Self.mostCalls else { return }
    // What could not be used is what one wants to look at.
    let useful = calls.firstIndex { $0.problem == nil } ?? 0
    calls.remove(at: useful)
    forgottenCalls += 1
  }

  /// What the calls under way wait for, in words; `nil` where the wait has another reason or the
  /// text that comes in shows it.
  var callWords: String? {
    guard phase == .running, !isStreaming, waitSeconds == nil, let now else { return nil }
    return underWay.words(at: now)
  }

  /// The seconds left to wait, `nil` when nothing is waited for.
  var waitSeconds: Int? {
    guard isActive, let wait, let now, wait.until > now else { return nil }
    return Int((wait.until - now).rounded(.up))
  }
}
