internal import Presentation
internal import Storage
internal import Workbench

extension Presenter {
  /// The name that a person has on the screen.
  func name(of id: Library.UserID, _ name: String) -> String {
    isOn ? Self.pseudonym(of: id) : name
  }
}

extension CockpitState {
  /// The name that a person has on the screen.
  func name(of person: OpenPerson) -> String {
    presentation.name(of: person.id, person.user.name)
  }

  /// The name that the open person has on the screen.
  var personName: String { person.map(name(of:)) ?? "" }

  /// Begins or ends showing the screen to a room.
  mutating func present(_ isOn: Bool) {
    presentation = Presenter(isOn: isOn)
    sheets.shown = nil
    sheets.checks = nil
    // What was said so far may name people.
    log = MessageLog()
    status = nil
    people.setFilter("")
    reorder()
    status = Status(
      kind: .done,
      text: isOn
        ? "For a room: other names, no money. In panel 3 \(key(.pageDown)) shows the next step."
        : "Real names and money are shown again.")
  }

  /// Shows the next part of the answer, or one less; `false` where all or no others are shown.
  mutating func turnPresentation(_ step: Int) -> Bool {
    guard presentation.isOn, let record = answer.record, answer.tab == .path else { return false }
    let parts = PresentedAnswer.partCount(of: record)
    let shown = min(max(1, presentation.shown + step), parts)
    guard shown != presentation.shown else { return false }
    presentation.shown = shown
    // The new part is what the room looks at.
    answer.top = 10_000_000
    return true
  }
}
