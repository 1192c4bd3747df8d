/// What can stand in the place of the panels, each as it was left.
struct SheetsState: Sendable {
  /// Which sheet does, `nil` for the panels.
  var shown: Sheet?
  var trace = TraceState()
  /// `nil` until the factors of somebody were looked at.
  var matrix: MatrixState?
  /// The tests of a person's model, as far as they were run.
  var checks: ChecksState?

  /// Whether the view of runs stands there.
  var showsTrace: Bool { shown == .trace }

  /// Whether it is the sheet of factors by labels.
  var showsMatrix: Bool { shown == .matrix }

  /// Whether it is the sheet of tests.
  var showsChecks: Bool { shown == .checks }
}
