internal import RPM

/// Factors as a model is shown them, and their names as it may write them (ours).
struct FactorSheet: Sendable {
  /// How a step says that it rests on no factor.
  static let none = "none"
  /// More names than this make a list that no model reads; the commonest stay.
  static let most = 150

  private let factors: [Factor]
  private let names: [String]
  private let ids: [String: Factor.ID]

  /// Prepares the factors of a user.
  init(_ factors: [Factor]) {
    self.factors = factors
    names = factors.map { DataText.line($0.name) }
    ids = Dictionary(names.enumerated().map { ($1.lowercased(), $0) }) { first, _ in first }
  }

  /// The factors that are listed, commonest first: at most `most`.
  var listed: [Factor.ID] {
    factors.indices.map { ($0, factors[$0].members.reduce(0) { $0 + $1.count }) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(Self.most).map(\.0)
  }

  /// What may be written for a factor: the listed names and `none`. `nil` where not all are listed.
  var choices: [String]? {
    factors.count > Self.most
      ? nil : listed.map { names[$0] }.filter { $0.lowercased() != Self.none } + [Self.none]
  }

  /// The factor of a name, `nil` for `none`.
  ///
  /// - Throws: `ReplyProblem` where there is no such factor.
  func factor(_ field: ReplyField) throws(ReplyProblem) -> Factor.ID? {
    let name = try field.text()
    if let id = known(name) { return id }
    guard name.lowercased() == Self.none || name.isEmpty else {
      throw field.problem(
        "there is no factor \"\(name.prefix(80))\"; use the name of a listed one, or \"none\"")
    }
    return nil
  }

  /// The factor of a name, `nil` for `none` and for every name that is not listed.
  func known(_ name: String) -> Factor.ID? {
    let name = DataText.line(name).lowercased()
    return name == Self.none ? nil : ids[name]
  }

  /// A factor's name.
  func name(_ id: Factor.ID) -> String { names[id] }

  /// A factor in a line: its name, what holds it together, and some of its features.
  func line(_ id: Factor.ID) -> String {
    let factor = factors[id]
    let description = DataText.line(factor.description)
    let members = factor.members.map { DataText.line($0.name) }
      .filter { $0.lowercased() != names[id].lowercased() }.prefix(3)
    let examples = members.isEmpty ? "" : " (such as \(members.joined(separator: ", ")))"
    return names[id] + (description.isEmpty ? "" : ": \(description)") + examples
  }

  /// The listed factors, one a line.
  var list: String {
    DataText.block(listed.map(line).joined(separator: "\n"))
  }
}
