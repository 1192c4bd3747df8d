internal import Actions
internal import Foundation
internal import Presentation
internal import TerminalKit
internal import Workbench

extension CopyMenu {
  /// What can be copied from a screen.
  init(_ state: CockpitState) {
    var choices: [Choice] = []
    let frame = state.render()
    if state.sheets.showsChecks, let page = state.sheets.checks?.found {
      if let row = state.sheets.checks?.row {
        choices.append(Choice(key: "r", title: "row", text: row.cells.joined(separator: "\t")))
      }
      choices.append(Choice(key: "p", title: "page", text: page.text))
      if !page.json.isEmpty {
        choices.append(Choice(key: "j", title: "page as JSON", text: page.json))
      }
      choices.append(Choice(key: "s", title: "screen", text: frame.text()))
      self.init(choices: choices)
      return
    }
    if let row = state.rowText { choices.append(Choice(key: "r", title: "row", text: row)) }
    choices.append(
      Choice(key: "p", title: "panel \(state.seenPanel.rawValue)", text: state.panelText(in: frame))
    )
    if let record = state.answer.record {
      choices.append(Choice(key: "a", title: "answer", text: record.answer.response))
      choices.append(Choice(key: "q", title: "query", text: record.answer.query))
      let document = AnswerDocument(
        record.answer, user: state.personName, model: record.stored.model,
        version: record.stored.version, expected: record.expected)
      if let text = try? JSONText.encode(document) {
        choices.append(Choice(key: "j", title: "answer as JSON", text: text))
      }
    } else if !state.prompt.editor.isEmpty {
      choices.append(Choice(key: "q", title: "query", text: state.prompt.editor.text))
    }
    choices.append(Choice(key: "s", title: "screen", text: frame.text()))
    self.init(choices: choices)
  }
}

extension CockpitState {
  /// The panel that the eye is on: that of the focus, or the one before the prompt.
  var seenPanel: Panel { focus == .ask ? lastPanel : focus }

  /// The row under the cursor, in full.
  fileprivate var rowText: String? {
    switch seenPanel {
    case .users: return people.selected.map { "\($0.name)\t\($0.task)\t\($0.interactions)" }
    case .person: return personView.rowText
    case .path:
      let (page, top) = (answer.page, answer.top)
      return page.count > top ? page[top].map(\.text).joined() : nil
    case .examples:
      return answer.exampleList.selection
        .flatMap((answer.record?.stored.history ?? []).copied(at:))
    case .ask: return nil
    }
  }

  /// The whole text of the panel: panel 3 in full, of the others what is seen.
  fileprivate func panelText(in frame: Frame) -> String {
    if seenPanel == .path {
      return answer.page.texts.joined(separator: "\n")
    }
    return frame.text(in: layout.interior(of: seenPanel))
  }
}
