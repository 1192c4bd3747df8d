internal import Actions
internal import Workbench

extension CockpitState {
  /// Does an action of `ActionArea.answer`.
  mutating func performInAnswer(_ action: Action, _ argument: String) -> [CockpitEffect]? {
    switch action {
    case .whatIf: return startWhatIf()
    case .mask: return maskUnderCursor()
    case .without: return mask(named: argument)
    case .editFeature: return editFeature(argument)
    case .clearMasks: return clearMasks()
    case .scrollUp: if !turnPresentation(-1) { answer.scroll(by: -layout.pathExtent.rows) }
    case .scrollDown: if !turnPresentation(1) { answer.scroll(by: layout.pathExtent.rows) }
    default: return nil
    }
    return []
  }

  /// Shows an answer.
  mutating func show(_ record: AskRecord) {
    answer.show(record)
    hasShown()
  }

  /// An answer was shown: a room sees its first part, and what its audit found is said aloud.
  mutating func hasShown() {
    presentation.shown = 1
    if let loudest = answer.loudestFinding { status = Status(kind: .error, text: loudest) }
  }
}
