internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit

extension CockpitState {
  /// A history item to read in full: text, answer, date, features and stored path.
  func reader(ofItem index: Int) -> Overlay {
    reader(ofItem: index, history: personView.history, model: person?.stored)
  }

  /// An item of the fitted history to read in full, with its path.
  func fittedReader(ofItem index: Int) -> Overlay {
    reader(ofItem: index, history: person?.stored?.history ?? [], model: person?.stored)
  }

  /// A retrieved example to read in full.
  func reader(ofExample index: Int) -> Overlay {
    reader(
      ofItem: index, history: answer.record?.stored.history ?? [], model: answer.record?.stored)
  }

  private func reader(
    ofItem index: Int, history: [Interaction], model: StoredModel?
  ) -> Overlay {
    guard history.indices.contains(index) else {
      return .reader(title: "Item \(index + 1)", lines: [], top: 0)
    }
    let item = history[index]
    let answers = person?.user.task.answers ?? .open
    let answer = AnswerText.full(item.response, query: item.query, answers: answers)
    var lines = [
      Overlay.ReaderLine(text: "answer  \(answer)", role: .strong)
    ]
    if let date = item.date {
      lines.append(Overlay.ReaderLine(text: "date    \(date)", role: .dim))
    }
    let place = model?.place(of: item, at: index)
    let features = place.flatMap { model?.model.memory.entries[$0].features } ?? []
    lines += [
      Overlay.ReaderLine(text: ""),
      Overlay.ReaderLine(text: item.query, quotes: features.compactMap(\.quote)),
    ]
    if let model, let place {
      lines += pathLines(of: model.model.memory.entries[place], in: model.model)
    } else if model?.model.statistics.window != nil {
      lines += [
        Overlay.ReaderLine(text: ""),
        Overlay.ReaderLine(text: "This item is no part of what was fitted.", role: .warning),
      ]
    } else if model != nil {
      lines += [
        Overlay.ReaderLine(text: ""),
        Overlay.ReaderLine(
          text: "This item came after the fit: \(key(.fit)) fits again.", role: .warning),
      ]
    }
    return .reader(title: "Item \(index + 1) of \(history.count)", lines: lines, top: 0)
  }

  private func pathLines(of entry: MemoryEntry, in model: UserModel) -> [Overlay.ReaderLine] {
    var lines = [Overlay.ReaderLine(text: ""), Overlay.ReaderLine(text: "features", role: .header)]
    lines += entry.features.enumerated().map { index, feature in
      let factor = feature.factor.map { model.factors[$0].name } ?? "none"
      return Overlay.ReaderLine(text: "f\(index + 1) \(feature.name)  [\(factor)]")
    }
    if entry.features.isEmpty { lines.append(Overlay.ReaderLine(text: "none found", role: .dim)) }
    lines += [
      Overlay.ReaderLine(text: ""),
      Overlay.ReaderLine(
        text: "path (consistent with the answer; statistics without this item)", role: .header),
    ]
    guard let path = entry.path else {
      return lines + [Overlay.ReaderLine(text: "none could be built", role: .warning)]
    }
    let view = PathView(
      path: path, features: entry.features, factors: model.factors, audit: entry.audit)
    lines += view.readerLines(glyphs: glyphs)
    if let exclusion = entry.exclusion {
      let reason =
        switch exclusion {
        case .noFeatures: "no features were found"
        case .auditFailed: "its audit failed twice"
        case .pathFailed: "no path could be built"
        }
      lines.append(
        Overlay.ReaderLine(text: "left out of retrieval: \(reason)", role: .warning))
    }
    return lines
  }
}
