internal import RPM

/// The names of factors as a model is shown them and may write them.
struct FactorSheet: Sendable {
  /// How a reply says that it means no factor.
  static let none = "none"

  private let names: [String]

  /// Prepares the factors of a user.
  init(_ factors: [Factor]) {
    names = factors.map { DataText.line($0.name) }
  }

  /// A factor's name.
  func name(_ id: Factor.ID) -> String { names[id] }
}
