internal import Actions
internal import TerminalKit

extension Action {
  /// The key that a list knows a movement by; `nil` for what is none.
  var motion: Key? {
    switch self {
    case .up: .up
    case .down: .down
    case .pageUp: .pageUp
    case .pageDown: .pageDown
    case .halfUp: .ctrl("u")
    case .halfDown: .ctrl("d")
    case .first: .home
    case .last: .end
    default: nil
    }
  }
}
