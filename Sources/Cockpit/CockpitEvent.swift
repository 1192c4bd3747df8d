internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Everything that can happen to the cockpit.
enum CockpitEvent: Sendable {
  /// A key, a paste, or a new size.
  case key(Key)
  /// The users of the library, read anew.
  case users([UserSummary])
  /// A person was read.
  case person(OpenPerson)
  /// The engine began the run that was asked for.
  case runStarted(RunID)
  /// The engine reports.
  case engine(EngineEvent)
  /// A fit was not begun; why.
  case fitRefused(String)
  /// A fit is stored, with what came of the edits of the model before.
  case fitted(RunID, OpenPerson, edits: [EditReplay.Outcome] = [])
  /// An answer is there, and stored where `record.run` says so.
  case answered(RunID, AskRecord, asks: [RunSummary])
  /// The model that answers in this session.
  case model(ModelChoice)
  /// What a fit will take, for the person and model it was asked for.
  case estimated(Library.UserID, ModelChoice, FitEstimation.State)
  /// What language models were paid for today.
  case spent(SpentToday)
  /// Something about the models there are.
  case models(ModelPickerState.News)
  /// A run ended without a result.
  case ended(RunID, Ending)
  /// An earlier ask was read.
  case reopened(AskRecord)
  /// The runs of a scope, newest first.
  case trace([TracedRun], of: TraceState.Scope)
  /// What a run is compared by.
  case traceDetail(TraceDetail)
  /// An earlier ask was read, to be asked again.
  case rerun(Rerun)
  /// The earlier asks of a person, read anew.
  case asks(Library.UserID, [RunSummary])
  /// What came of a what-if, or why nothing did.
  case whatIf(WhatIfState, WhatIf?, failure: String?)
  /// What became of a test of a person's model.
  case checked(CheckRequest, CheckNews)
  /// Something costs money: how much, and what is done where that is agreed to.
  case question(String, CockpitEffect)
  /// A text to read was made.
  case read(title: String, lines: [Overlay.ReaderLine])
  /// A model was edited, or an edit was taken back; what it was, in words.
  case edited(OpenPerson, String, isNew: Bool)
  /// The theme that is now shown.
  case theme(String)
  /// The themes there are.
  case themes([String])
  /// What came back from the editor.
  case editedText(String)
  /// An earlier ask was deleted; what it was, so that it can come back.
  case deleted(Storage.Run, id: Int64, user: Library.UserID, isAgain: Bool)
  /// An earlier ask came back, under a new number.
  case restored(id: Int64, was: Int64)
  /// Something worked; what, in a sentence.
  case done(String)
  /// Something failed; what, where and the way out.
  case failed(String)
  /// Time passed while something runs, in seconds since some moment.
  case tick(Double)

  /// How a run ended that has no result.
  enum Ending: Hashable, Sendable {
    case cancelled
    /// Why, and how far the failure reaches, where the model is its cause.
    case failed(String, RoleFailure.Reach? = nil)
  }
}

/// Everything that the cockpit wants done.
enum CockpitEffect: Hashable, Sendable {
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
  case rebuild(OpenPerson, ModelChoice, isAgreed: Bool = false)
  /// Answer again without what is masked.
  case whatIf(WhatIfState, ModelChoice, isAgreed: Bool = false)
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
  /// Import a file.
  case importFile(String)
  /// Show a theme.
  case theme(String)
  /// Find out which themes there are.
  case listThemes
  /// Give a text to the editor.
  case edit(String)
  /// Copy a text; what it is, in a word.
  case copy(String, what: String)
  /// Let clicks come to the program, or not.
  case mouse(Bool)
  /// Keep what was typed for the next time.
  case remember(String, Library.UserID)
  /// Paint everything anew.
  case redraw
  /// Stop, as ^Z does.
  case suspend
  /// End the program.
  case quit
}
