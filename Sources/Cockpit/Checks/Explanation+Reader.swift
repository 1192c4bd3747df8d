internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

extension Explanation {
  /// The item with its true answer, what a method said, and the path of this program.
  func readerLines(of item: EvaluatedItem, glyphs: Glyphs) -> [Overlay.ReaderLine] {
    func full(_ response: String) -> String {
      AnswerText.full(response, query: asked.query, answers: answers)
    }
    var lines = [
      Overlay.ReaderLine(text: asked.query), Overlay.ReaderLine(text: ""),
      Overlay.ReaderLine(text: "true answer  \(full(asked.response))", role: .strong),
      Overlay.ReaderLine(
        text: "\(item.method) said  \(item.response.isEmpty ? "-" : full(item.response))",
        role: .warning),
      Overlay.ReaderLine(text: ""),
    ]
    guard let (answer, model) = own else {
      return lines + [
        Overlay.ReaderLine(
          text:
            "Paths of a language model are not kept in an evaluation; asking the item gives one.",
          role: .dim)
      ]
    }
    lines[0].quotes = answer.features.compactMap(\.quote)
    let view = PathView(
      path: answer.path, features: answer.features, factors: model.factors, audit: answer.audit)
    let sure = answer.confidence.map { ", \(Quotation.share($0)) sure" } ?? ""
    lines.append(
      Overlay.ReaderLine(
        text: "the path of rpm, \(full(answer.response))\(sure), on the "
          + "\(Count.of(known, "answer")) known then", role: .header))
    return lines + view.readerLines(glyphs: glyphs)
  }
}
