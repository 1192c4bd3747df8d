package import RPM
package import Storage
internal import Synchronization
package import Workbench

/// Shows a run on the diagnostics while it goes on: how far it is, what it used, what it waits for,
/// what it warns of, and where it is wanted the text as the model writes it. While nothing comes it
/// counts the seconds.
package struct RunFollower: Sendable {
  package var context: CommandContext
  /// What the run is called.
  package var title: String
  /// How many calls of a language model it is going to be, where that is known.
  package var calls: Int?
  /// How many of them run at once.
  package var concurrency = 1
  /// Whether the model's text is shown as it comes; on a terminal only.
  package var showsText = false
  /// Seconds between two looks at the clock while nothing comes.
  package var interval = 1.0
  /// The time, in seconds since some moment.
  package var seconds: @Sendable () -> Double = EngineClock.system.seconds

  package init(
    context: CommandContext, title: String, calls: Int? = nil, concurrency: Int = 1,
    showsText: Bool = false, interval: Double = 1.0,
    seconds: @escaping @Sendable () -> Double = EngineClock.system.seconds
  ) {
    self.context = context
    self.title = title
    self.calls = calls
    self.concurrency = concurrency
    self.showsText = showsText
    self.interval = interval
    self.seconds = seconds
  }

  /// How many warnings of a run are told one by one.
  private static let mostWarnings = 5

  /// Waits for a run. When the task is cancelled, so is the run.
  package func follow<Value>(_ run: RPM.Run<Value>) async throws -> Value {
    try await follow(run) { try await run.value }
  }

  /// Waits for a run and then for what is made of it, such as its keeping.
  package func follow<Value, Result: Sendable>(
    _ run: RPM.Run<Value>, then finish: () async throws -> Result
  ) async throws -> Result {
    let line = context.progressLine()
    let text = StreamedText(
      channel: showsText ? context.diagnostics : nil, isLinear: context.isLinear)
    var stages = StageLines(start: seconds())
    var progress = RunProgress(
      title: title, calls: calls, concurrency: concurrency, start: seconds())
    var warnings = 0
    defer {
      line.clear()
      text.end()
      if warnings > Self.mostWarnings {
        context.note("\(warnings - Self.mostWarnings) more of these")
      }
    }
    return try await withTaskCancellationHandler {
      for await beat in Beats(run.events, interval: interval).stream {
        let now = seconds()
        guard case .event(let kind) = beat else {
          context.tell(
            progress.line(at: now), at: now, on: text.isShowing ? nil : line, &stages)
          continue
        }
        switch kind {
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
          if case .stageFinished(.generate, _, _) = kind { text.end() }
          let shown = progress.take(kind, at: now)
          if context.isLinear {
            let told = stages.take(kind, shown, at: now)
            if let told { context.complain(told) }
          } else if let shown, !text.isShowing {
            line.show(shown)
          }
        }
      }
      return try await finish()
    } onCancel: {
      run.cancel()
    }
  }

  /// Waits for a fit and its keeping, and says what came of the edits made before it.
  package func fit(_ fitting: Fitting) async throws -> StoredModel {
    let outcome = try await follow(fitting.run) { try await fitting.kept() }
    for edit in outcome.edits {
      guard let problem = edit.problem else { continue }
      context.note("not made again after the fit: \(edit.edit.text). \(problem)")
    }
    let kept = outcome.edits.count(where: \.isKept)
    if kept > 0 {
      context.note(
        "made \(Count.of(kept, "edit")) again; version \(outcome.stored.version) has "
          + (kept == 1 ? "it" : "them"))
    }
    return outcome.stored
  }
}

/// What a run reports, and between it a beat each second.
private struct Beats {
  enum Beat: Sendable {
    case event(EngineEvent.Kind)
    case second
  }

  let stream: AsyncStream<Beat>

  /// - Parameter interval: seconds between two beats.
  init(_ events: AsyncStream<EngineEvent>, interval: Double) {
    let (stream, continuation) = AsyncStream.makeStream(of: Beat.self)
    self.stream = stream
    let telling = Task {
      for await event in events { continuation.yield(.event(event.kind)) }
      continuation.finish()
    }
    let beating = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .seconds(interval))
        continuation.yield(.second)
      }
    }
    continuation.onTermination = { _ in
      telling.cancel()
      beating.cancel()
    }
  }
}
