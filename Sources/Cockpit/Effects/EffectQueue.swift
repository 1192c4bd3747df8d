internal import Workbench

/// What effects wait for or end one another.
enum EffectQueue: Hashable {
  case person
  case models
  case connection
  case page(CheckTab)
  /// What changes the library by hand: it must not overtake what was changed before it.
  case edits

  /// The queue of an effect, `nil` where it goes beside all others.
  init?(of effect: CockpitEffect) {
    switch effect {
    case .loadPerson: self = .person
    case .listModels: self = .models
    case .test: self = .connection
    case .check(let request): self = .page(request.tab)
    case .editModel, .undoEdit, .redoEdit, .deleteAsk, .restoreAsk, .importFile, .remember:
      self = .edits
    default: return nil
    }
  }

  /// Whether an effect waits for the one before it; elsewhere it ends it.
  var isOrdered: Bool { self == .edits }
}
