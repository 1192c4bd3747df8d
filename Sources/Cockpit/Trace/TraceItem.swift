internal import RPM
internal import Storage

/// A row of the tree of runs: a run, or one of its stages.
enum TraceItem: Hashable, Sendable {
  case run(TracedRun.ID)
  /// A stage by its place in the run; -1 for the row that says that none was noted.
  case stage(TracedRun.ID, Int)

  /// The run that it is, or belongs to.
  var run: TracedRun.ID {
    switch self {
    case .run(let id), .stage(let id, _): id
    }
  }
}
