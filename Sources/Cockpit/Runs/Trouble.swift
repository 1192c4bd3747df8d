internal import RPM
internal import Workbench

/// Why a language model could not be asked last: shown at the prompt until it could be.
struct Trouble: Hashable, Sendable {
  var reach: RoleFailure.Reach
  var model: ModelChoice

  /// The word in the prompt's border; `nil` for what says nothing about the next question.
  var word: String? {
    switch reach {
    case .item, .deferred: nil
    case .offline: "offline"
    case .refused: "refused"
    case .rateLimited: "rate limited"
    case .budget: "budget reached"
    case .unusable: "not usable"
    }
  }

  /// What to do about it.
  var advice: String {
    switch reach {
    case .item, .deferred: ""
    case .offline: "\(model.name) cannot be reached; asking tries again, ^O other models"
    case .refused: "\(model.name) was refused; see the key, ^O other models"
    case .rateLimited: "\(model.name) asks for patience; asking tries again, ^O other models"
    case .budget: "the budget is used up; [budget] in config.toml raises it, ^O other models"
    case .unusable: "\(model.name) cannot be used; ^O other models"
    }
  }
}
