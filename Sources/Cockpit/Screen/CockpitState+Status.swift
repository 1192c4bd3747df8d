internal import RPM
internal import TerminalKit
internal import Workbench

extension CockpitState {
  /// Says what was done.
  mutating func say(_ text: String) {
    status = Status(kind: .done, text: text)
  }

  /// Says what is missing on the status line.
  mutating func complain(_ text: String) -> [CockpitEffect] {
    status = Status(kind: .warning, text: text)
    return []
  }

  mutating func complainOfRun() -> [CockpitEffect] {
    let what =
      switch run?.kind {
      case .fit: "A fit"
      case .whatIf: "A what-if"
      case .rebuild: "A rebuild"
      case .ask, nil: "A question"
      }
    return complain("\(what) is under way for \(run?.name ?? "somebody"). Esc cancels it.")
  }

  mutating func complainOfReading() -> [CockpitEffect] {
    complain("\(people.selected?.name ?? "The person") is still being read.")
  }

  mutating func complainOfEmptyHistory(of person: OpenPerson) -> [CockpitEffect] {
    complain(
      "\(name(of: person)) has no history to learn from: \(key(.import)) imports past answers."
    )
  }

  /// Says that the model that is chosen is not the one that something was made with.
  mutating func complainOfModel(_ maker: ModelIdentity) -> [CockpitEffect] {
    complain("This was made with \(maker.name); \(key(.models)) chooses that model.")
  }

  /// A sentence has been read when the next key comes. An error stays until Esc, and what the
  /// audit found as long as its path is shown.
  mutating func dismissStatus(for key: Key) {
    switch key {
    case .resize, .focusGained, .focusLost, .hangup: return
    default: break
    }
    guard let status else { return }
    let isRead = status.kind != .error || key == .escape
    if isRead { self.status = nil }
    if self.status == nil, let loudest = answer.loudestFinding {
      self.status = Status(kind: .error, text: loudest)
    }
  }
}
