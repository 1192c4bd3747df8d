internal import Presentation
internal import TerminalKit

extension PathView {
  /// The path as a text to read, with what the audit found under each step.
  func readerLines(glyphs: Glyphs) -> [Overlay.ReaderLine] {
    var lines: [Overlay.ReaderLine] = []
    for (index, step) in steps.enumerated() {
      let head = (step.features + (step.factor.map { ["[\($0)]"] } ?? [])).joined(separator: "  ")
      lines.append(Overlay.ReaderLine(text: "\(index + 1). \(head)", role: .strong))
      if !step.evidence.isEmpty {
        lines.append(Overlay.ReaderLine(text: "   \(step.evidence)", role: .quote))
      }
      if !step.effect.isEmpty { lines.append(Overlay.ReaderLine(text: "   \(step.effect)")) }
      lines += step.findings.map {
        Overlay.ReaderLine(
          text: "   \(glyphs.cross) says \($0.quoted), stored is \($0.stored)", role: .error)
      }
    }
    return lines + [
      Overlay.ReaderLine(
        text: "\(glyphs == .unicode ? "⇒" : "=>") \(conclusion)", role: .strong)
    ]
  }
}
