internal import Workbench

/// Effects of which the newest ends the one before it.
enum EffectQueue: Hashable {
  case person
  case models
  case connection
  case page(CheckTab)
  case files
  case intake

  /// The queue of an effect, `nil` where it goes beside all others.
  init?(of effect: CockpitEffect) {
    switch effect {
    case .loadPerson: self = .person
    case .listModels: self = .models
    case .test: self = .connection
    case .check(let request): self = .page(request.tab)
    case .listFiles: self = .files
    case .openImport, .planImport: self = .intake
    default: return nil
    }
  }
}

extension CockpitEffect {
  /// Whether it must not overtake what was changed before it.
  var changesLibraryByHand: Bool {
    switch self {
    case .editModel, .undoEdit, .redoEdit, .deleteAsk, .restoreAsk, .bringIn, .remember: true
    default: false
    }
  }
}
