internal import Evaluation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

extension Session {
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
