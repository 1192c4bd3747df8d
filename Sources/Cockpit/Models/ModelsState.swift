internal import RPM
internal import Storage
internal import Workbench

/// The model that fits and answers, what it takes, and the list of others to choose from.
struct ModelsState: Sendable {
  /// The model of this session.
  var choice: ModelChoice = .builtIn
  /// What a fit of the open person would take of it.
  private(set) var estimation: FitEstimation?
  /// Why it could not be asked last.
  private(set) var trouble: Trouble?
  /// What language models were paid for today.
  var spent: SpentToday?
  /// The list of models while it is open.
  var picker: ModelPickerState?

  // MARK: Choosing

  /// Lets a model fit and answer from now on.
  mutating func use(_ choice: ModelChoice) {
    self.choice = choice
    trouble = nil
  }

  /// Opens the list of models.
  mutating func openPicker() { picker = ModelPickerState(current: choice) }

  // MARK: What a fit takes

  /// What a fit of a person with a model takes, as far as it is known or counted.
  func estimation(of user: Library.UserID, with model: ModelChoice) -> FitEstimation? {
    estimation.flatMap { $0.user == user && $0.model == model ? $0 : nil }
  }

  /// Whether what a fit of a person takes is to be found out, since it is not known or under way.
  mutating func wantsEstimation(of person: OpenPerson, _ scope: FitScope?) -> Bool {
    let wanted = FitEstimation(
      user: person.id, model: choice, interactions: person.user.history.count, scope: scope)
    if let known = estimation(of: wanted.user, with: wanted.model),
      known.interactions == wanted.interactions, known.scope == wanted.scope
    {
      if case .failed = known.state {} else { return false }
    }
    estimation = wanted
    return true
  }

  /// Takes in what was found out; what is not wanted any more is left out.
  mutating func take(
    _ found: FitEstimation.State, of user: Library.UserID, with model: ModelChoice
  ) {
    if estimation(of: user, with: model) != nil { estimation?.state = found }
  }

  /// A fit ended: what it kept costs nothing any more.
  mutating func forgetEstimation() { estimation = nil }

  // MARK: Trouble

  /// A model could not be asked.
  mutating func failed(_ model: ModelChoice, _ reach: RoleFailure.Reach) {
    trouble = Trouble(reach: reach, model: model)
  }

  /// A model answered.
  mutating func answered(_ model: ModelChoice?) {
    if trouble?.model == model { trouble = nil }
  }
}
