internal import Evaluation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

extension Session {
  /// Tries all methods on people whose answers are known, as `rationale eval` does; what was done
  /// before is taken over.
  func evaluation(
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

  /// A test item with its true answer, what a method said, and how the method of this program comes
  /// to its answer: fitted anew on the history that was given then, so that no true answer is known
  /// to it.
  func explanation(
    of item: EvaluatedItem, glyphs: Glyphs
  ) async throws -> [Overlay.ReaderLine] {
    let user = Split().applied(to: try await library.user(item.user))
    guard user.test.indices.contains(item.index) else {
      return [Overlay.ReaderLine(text: "The item is not there any more.", role: .warning)]
    }
    let asked = user.test[item.index]
    func full(_ response: String) -> String {
      AnswerText.full(response, query: asked.query, answers: user.task.answers)
    }
    var lines = [
      Overlay.ReaderLine(text: asked.query), Overlay.ReaderLine(text: ""),
      Overlay.ReaderLine(text: "true answer  \(full(asked.response))", role: .strong),
      Overlay.ReaderLine(
        text: "\(item.method) said  \(item.response.isEmpty ? "-" : full(item.response))",
        role: .warning),
      Overlay.ReaderLine(text: ""),
    ]
    guard !item.isPaid else {
      return lines + [
        Overlay.ReaderLine(
          text:
            "Paths of a language model are not kept in an evaluation; asking the item gives one.",
          role: .dim)
      ]
    }
    let model = try await engine.fit(user).value
    let answer = try await engine.ask(asked.query, of: model, history: user.history).value
    lines[0].quotes = answer.features.compactMap(\.quote)
    let view = PathView(
      path: answer.path, features: answer.features, factors: model.factors, audit: answer.audit)
    let sure = answer.confidence.map { ", \(Quotation.share($0)) sure" } ?? ""
    lines.append(
      Overlay.ReaderLine(
        text: "the path of rpm, \(full(answer.response))\(sure), on the "
          + "\(Count.of(user.history.count, "answer")) known then", role: .header))
    return lines + view.readerLines(glyphs: glyphs)
  }
}
