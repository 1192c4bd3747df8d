internal import RPM
internal import Synchronization

/// Shows a run on the diagnostics while it goes on: how far it is, what it used, what it waits for,
/// what it warns of, and where it is wanted the text as the model writes it.
struct RunFollower: Sendable {
  var context: CommandContext
  /// What the run is called.
  var title: String
  /// How many calls of a language model it is going to be, where that is known.
  var calls: Int?
  /// How many of them run at once.
  var concurrency = 1
  /// Whether the model's text is shown as it comes; on a terminal only.
  var showsText = false

  /// How many warnings of a run are told one by one.
  private static let mostWarnings = 5

  /// Waits for a run. When the task is cancelled, so is the run.
  func follow<Value>(_ run: RPM.Run<Value>) async throws -> Value {
    let line = context.progressLine()
    let text = StreamedText(
      channel: showsText ? context.diagnostics : nil, isLinear: context.isLinear)
    var stages = StageLines(start: EngineClock.system.seconds())
    var progress = RunProgress(
      title: title, calls: calls, concurrency: concurrency, start: EngineClock.system.seconds())
    var warnings = 0
    defer {
      line.clear()
      text.end()
      if warnings > Self.mostWarnings {
        context.note("\(warnings - Self.mostWarnings) more of these")
      }
    }
    return try await withTaskCancellationHandler {
      for await event in run.events {
        switch event.kind {
        case .text(let piece):
          line.clear()
          text.show(piece)
        case .textRestarted: text.restart()
        case .warning(let warning):
          warnings += 1
          guard warnings <= Self.mostWarnings else { continue }
          line.clear()
          text.end()
          context.note(warning)
        default:
          if case .stageFinished(.generate, _, _) = event.kind { text.end() }
          let shown = progress.take(event.kind, at: EngineClock.system.seconds())
          if context.isLinear {
            let told = stages.take(event.kind, shown, at: EngineClock.system.seconds())
            if let told { context.complain(told) }
          } else if let shown, !text.isShowing {
            line.show(shown)
          }
        }
      }
      return try await run.value
    } onCancel: {
      run.cancel()
    }
  }
}
