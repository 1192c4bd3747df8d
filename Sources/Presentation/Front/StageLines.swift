package import RPM

/// How far a run is, in lines that stand alone: one a finished stage, and one now and then while a
/// stage takes long.
package struct StageLines: Sendable {
  /// When something was last said, in seconds.
  private var said: Double

  /// Seconds of silence, at most, while something happens.
  package static let patience = 10.0
  /// The same where nobody sits in front of it, as on a pipe.
  package static let longPatience = 30.0

  package init(start: Double) {
    said = start
  }

  /// Takes an event in; the line where there is something to say.
  ///
  /// - Parameter progress: how far the run is, in words.
  package mutating func take(_ kind: EngineEvent.Kind, _ progress: String?, at seconds: Double)
    -> String?
  {
    let line: String?
    switch kind {
    case .stageFinished(let stage, let took, let outcome):
      line = [stage.verb, outcome, AnswerReport.milliseconds(took)].filter { !$0.isEmpty }
        .joined(separator: ", ")
    case .waiting(let reason, let wait):
      line = "waiting \(Int(wait.rounded(.up))) s: \(reason)"
    default:
      line = seconds - said >= Self.patience ? progress : nil
    }
    if line != nil { said = seconds }
    return line
  }

  /// The line of a moment in which nothing came; `nil` where one was said not long ago.
  package mutating func tick(
    _ progress: String, at seconds: Double, patience: Double = Self.patience
  ) -> String? {
    guard seconds - said >= patience else { return nil }
    said = seconds
    return progress
  }
}
