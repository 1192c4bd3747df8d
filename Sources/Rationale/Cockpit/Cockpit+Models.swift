internal import RPM

/// The effects that have to do with language models.
extension Cockpit {
  func estimate(_ person: OpenPerson, with model: ModelChoice, in session: Session) async {
    handle(.estimated(person.id, model, .failed("not known yet")))
  }

  func listModels(in session: Session) async {
    handle(.models(.sources([])))
  }

  func check(_ model: ModelChoice, in session: Session) async {
    handle(.models(.checked(model)))
  }
}
