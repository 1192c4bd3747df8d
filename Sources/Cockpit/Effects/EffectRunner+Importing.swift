internal import Dispatch
internal import Intake
internal import Presentation
internal import RPM
internal import Storage
internal import Synchronization
internal import Workbench

/// The effects of the sheet that imports files.
extension EffectRunner {
  /// Finds out what a path may become; a folder on a slow disk keeps nobody waiting.
  func listFiles(_ typed: String) async throws {
    let found = try await Halt.reading { _ in FileCompletion.all(for: typed) }
    tell(.importing(.listed(found, for: typed)))
  }

  /// Looks at the beginning of a file.
  func open(_ request: ImportRequest) async throws {
    guard let path = request.files.first else { return }
    do {
      let preview = try await Halt.reading { halt in
        try ImportPreview(path: path, encoding: request.encoding, halt: halt)
      }
      try Task.checkCancellation()
      tell(.importing(.opened(request.number, preview)))
    } catch let problem as ImportProblem {
      tell(.importing(.failed(request.number, [ImportAdvice.sheet(problem)])))
    }
  }

  /// Looks at all of files, and tells what would become of them.
  func plan(_ request: ImportRequest) async throws {
    let (number, files, options) = (request.number, request.files, request.options)
    let pace = Pace()
    do {
      let outcome = try await Halt.reading { halt in
        for file in files { try ImportPreview.check(file) }
        return try IntakePlanner(options).plans(for: files, halt: halt) { state in
          guard pace.isDue else { return }
          self.report(number, records: state.records, bytes: state.bytes, size: state.size)
        }
      }
      try Task.checkCancellation()
      tell(.importing(.planned(ImportPlanning(request: request, outcome: outcome))))
    } catch let problem as ImportProblem {
      tell(.importing(.failed(number, [ImportAdvice.sheet(problem)])))
    }
  }

  /// Brings in what was planned. Stopped, it leaves nothing behind.
  func bringIn(_ planning: ImportPlanning, in library: Library) async throws {
    let request = planning.request
    let pace = Pace()
    do {
      let report = try await library.importPlans(
        planning.outcome, keepGood: request.keepsGood, takesGuesses: true
      ) { state in
        guard pace.isDue else { return }
        self.report(request.number, records: state.lines, bytes: state.bytes, size: state.size)
      }
      // They are there now, whether or not somebody still wants to know.
      let users = try await Task.detached { try await library.summaries() }.value
      for id in report.users { forget(id) }
      tell(.importing(.imported(request, report, users)))
    } catch is CancellationError {
      tell(.importing(.stopped))
    } catch let failure as ImportFailure {
      let more = failure.problemCount - failure.problems.count
      let lines = failure.problems.map { ImportAdvice.sheet($0) }
      tell(.importing(.failed(request.number, lines + (more > 0 ? ["and \(more) more"] : []))))
    } catch {
      tell(.importing(.failed(request.number, ["\(error)"])))
    }
  }

  /// Says how far a reading is, from whichever queue it is on.
  private nonisolated func report(_ number: Int, records: Int, bytes: Int, size: Int) {
    let share = size > 0 ? min(1, Double(bytes) / Double(size)) : nil
    DispatchQueue.main.async {
      MainActor.assumeIsolated {
        self.tell(.importing(.looked(number, .init(records: records, share: share))))
      }
    }
  }
}

/// Lets a report through every tenth of a second, and the first one after that time.
private final class Pace: Sendable {
  private let last = Mutex(ContinuousClock.now)

  var isDue: Bool {
    last.withLock { last in
      let now = ContinuousClock.now
      guard now - last >= .milliseconds(100) else { return false }
      last = now
      return true
    }
  }
}
