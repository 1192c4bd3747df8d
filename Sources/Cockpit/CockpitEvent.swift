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
  /// Something about a file that may be imported.
  case importing(ImportSheetState.News)
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
  /// Something was not begun, since nobody agreed to what it takes; and what is done where that is
  /// agreed to.
  case unagreed(Unagreed, CockpitEffect)
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
