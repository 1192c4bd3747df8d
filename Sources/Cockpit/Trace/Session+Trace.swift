internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

extension Session {
  /// All that a run is compared by.
  func detail(of run: TracedRun) async -> TraceDetail {
    do {
      switch run.id {
      case .ask(let number):
        guard run.state == .finished, run.modelVersion != nil else { return TraceDetail(of: run) }
        return TraceDetail(of: run, record: try await record(ofRun: number))
      case .fit, .model:
        guard let version = run.modelVersion else { return TraceDetail(of: run) }
        return TraceDetail(
          of: run, stored: try await library.model(for: run.user, version: version))
      }
    } catch {
      // What cannot be read is said where it would stand.
      return TraceDetail(of: run, problem: "\(error)")
    }
  }

  /// An earlier ask with what is needed to ask it again from a stage on.
  func rerun(_ id: Int64, from stage: Stage) async throws -> Rerun {
    let (summary, run) = try await library.run(id)
    var person = try await person(summary.user)
    person.stored = try await library.model(for: summary.user, version: summary.modelVersion)
    return Rerun(
      run: id, query: run.query, expected: run.expected, person: person,
      earlier: Rerun.earlier(from: stage, of: run.answer))
  }
}
