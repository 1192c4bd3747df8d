internal import RPM

/// The stages of a run as the strip in the prompt's border shows them.
struct StageStrip: Hashable, Sendable {
  /// How far a stage is.
  enum Progress: Hashable, Sendable {
    case waiting
    case running(done: Int, total: Int)
    case done(seconds: Double, outcome: String)
    case stopped
  }

  /// One stage.
  struct Entry: Hashable, Sendable {
    var stage: Stage
    var progress: Progress
    /// When it began, in seconds since some moment.
    var began: Double?
  }

  var entries: [Entry]

  /// The stages of a fit, none begun.
  static let fit = StageStrip(stages: [.extract, .cluster, .count, .reason])
  /// The stages of an ask, none begun.
  static let ask = StageStrip(stages: [.extract, .retrieve, .generate, .audit])

  /// The stages of a what-if, none begun.
  static let whatIf = StageStrip(stages: [.generate])
  /// The stages of a rebuild, none begun.
  static let rebuild = StageStrip(stages: [.reason])

  private init(stages: [Stage]) {
    entries = stages.map { Entry(stage: $0, progress: .waiting) }
  }

  /// Takes what the engine reports.
  mutating func apply(_ kind: EngineEvent.Kind, at now: Double? = nil) {
    switch kind {
    case .stageStarted(let stage, let total):
      set(stage, .running(done: 0, total: total))
      if let index = entries.firstIndex(where: { $0.stage == stage }) { entries[index].began = now }
    case .progress(let stage, let done, let total):
      set(stage, .running(done: done, total: total))
    case .stageFinished(let stage, let seconds, let outcome):
      set(stage, .done(seconds: seconds, outcome: outcome))
    case .failed, .cancelled:
      for index in entries.indices {
        if case .running = entries[index].progress { entries[index].progress = .stopped }
      }
    case .features, .retrieved, .text, .textRestarted, .exchange, .waiting, .call, .warning,
      .finished:
      break
    }
  }

  private mutating func set(_ stage: Stage, _ progress: Progress) {
    guard let index = entries.firstIndex(where: { $0.stage == stage }) else { return }
    entries[index].progress = progress
  }
}
