internal import Evaluation
internal import RPM
internal import Storage
internal import TerminalKit
package import Workbench

extension Session {
  /// Tries all methods on people whose answers are known, as `rationale eval` does; what was done
  /// before is taken over.
  package func evaluation(
    _ request: CheckRequest, through use: ModelUse,
    onProgress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> CheckNews {
    var users: [User] = []
    for person in request.people {
      users.append(Split().applied(to: try await library.user(person.user)))
    }
    guard users.contains(where: { !$0.test.isEmpty }) else {
      return .page(CheckPage(summary: [CheckPage.nothingToAsk]))
    }
    let bench = try EvaluationBench(
      use: use, session: self, k: Engine.defaultK, split: Split(), bootstrap: Bootstrap(),
      methods: nil, users: users)
    let shelf = try bench.shelf(in: library.location.stateFolder)
    let kept = try shelf.kept(bench.jobs, of: users)
    let left = bench.jobs.count - kept.count
    if use.choice != .builtIn, left > 0, !request.isAgreed {
      let takes = await bench.cost(except: Set(kept.keys)).sentence
      return .offer(
        "\(Count.of(left, "run")) of a method with a person are missing; with "
          + "\(use.choice.title) \(takes).")
    }
    let (runs, stopped) = await bench.run(except: kept, keepingOn: shelf) { _, done in
      onProgress(done, left)
    }
    if let stopped { throw stopped }
    return .page(
      try CheckPage(
        try bench.report(of: runs), people: users, names: request.people, runs: runs,
        isPaid: use.choice != .builtIn))
  }
}
