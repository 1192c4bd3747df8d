internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Everything that the cockpit wants done.
enum CockpitEffect: Hashable, Sendable {
  /// Something of the terminal around the screen.
  case terminal(TerminalEffect)
  /// Read the list of users again.
  case loadUsers
  /// Read a person.
  case loadPerson(Library.UserID)
  /// Fit a person with a model, on a part of the history where one is named.
  case fit(OpenPerson, ModelChoice, FitScope? = nil)
  /// Ask a query of a person through a model; anew where what was kept could not be used.
  case ask(String, expected: String?, OpenPerson, ModelChoice, anew: Bool = false)
  /// Edit the model of a person.
  case editModel(ModelEdit, of: Library.UserID)
  /// Take the last edit of a person's model back, or make it again.
  case undoEdit(of: Library.UserID)
  case redoEdit(of: Library.UserID)
  /// Make the paths anew that no longer fit an edited model; where it costs money and that was not
  /// agreed to yet, ask first.
  case rebuild(OpenPerson, ModelChoice, agreed: Quote? = nil)
  /// Answer again without what is masked.
  case whatIf(WhatIfState, ModelChoice, agreed: Quote? = nil)
  /// Put a person's model to a test.
  case check(CheckRequest)
  /// End the tests that are under way.
  case stopChecks
  /// Show what is different between a version of a model and the one in use.
  case readDiff(of: Library.UserID, from: Int)
  /// Show how a method came to a wrong answer.
  case explain(EvaluatedItem)
  /// Write a report to a file that is not there yet.
  case report(ReportWish, to: String)
  /// Write a text to a file that is not there yet; what it is, in a word.
  case save(String, to: String, what: String)
  /// Estimate what a fit of a person will take.
  case estimate(OpenPerson, ModelChoice, FitScope? = nil)
  /// List the models there are.
  case listModels
  /// List the models of a server that was found on this machine.
  case listEndpoint(EndpointChoice)
  /// Test the connection to a model.
  case test(ModelChoice)
  /// The check is not wanted any more.
  case stopCheck
  /// Neither list nor check is wanted any more.
  case stopModels
  /// End the run under way.
  case cancel
  /// Read an earlier ask.
  case reopen(Int64)
  /// List asks and fits.
  case loadTrace(TraceState.Scope)
  /// Read what a run is compared by.
  case loadTraceDetail(TracedRun)
  /// Read an earlier ask, to ask it again from a stage on.
  case rerun(Int64, from: Stage)
  /// Ask an earlier ask again.
  case askAgain(Rerun, ModelChoice)
  /// Delete an earlier ask; once more where that was taken back before.
  case deleteAsk(Int64, of: Library.UserID, isAgain: Bool = false)
  /// Bring a deleted ask back.
  case restoreAsk(Storage.Run, id: Int64, of: Library.UserID)
  /// Find out which files a path may become.
  case listFiles(String)
  /// Look at the beginning of a file that may be imported.
  case openImport(ImportRequest)
  /// Find out what would become of files.
  case planImport(ImportRequest)
  /// Import what was planned.
  case bringIn(ImportPlanning)
  /// What is read or comes in is not wanted any more.
  case stopImport
  /// Keep what was typed for the next time.
  case remember(String, Library.UserID)
}
