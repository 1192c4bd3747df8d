internal import Intake
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// What the line mode wants of its surroundings.
enum PlainEffect: Sendable {
  /// Lines for whoever listens, not yet safe for a terminal.
  case say([String])
  /// A line to be taken once more, since the question before it was not answered.
  case take(String)
  case readUsers
  case open(Library.UserID)
  /// Fit the open person, then ask.
  case fit(FitScope? = nil, then: Question?)
  /// Say what a fit takes and ask whether it is wanted.
  case estimate(FitScope? = nil, then: Question?)
  case ask(Question)
  /// Put the open person's model to a test.
  case check(CheckRequest.Test, agreed: Quote? = nil)
  /// Answer again without something, or without each factor where nothing is named.
  case whatIf([Mask], agreed: Quote? = nil)
  /// Say what is different between a version of the open person's model and the one in use.
  case diff(from: Int)
  case reopen(Int64)
  case delete(Int64, isAgain: Bool)
  case restore(Storage.Run, id: Int64, user: Library.UserID)
  /// Tell what would become of a file, and import it where that is sure.
  case importFile(String)
  /// Import what was told.
  case bringIn(IntakePlanner.Outcome)
  case search(String)
  case trace
  case listModels
  case use(String)
  case quit
}
