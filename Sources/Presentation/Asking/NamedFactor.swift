package import RPM
internal import Workbench

/// The factor that somebody typed.
package enum NamedFactor {
  /// Of one list, so many are named where none is meant.
  private static let mostNamed = 12

  /// A factor of a model: by its name, the beginning of it where no other begins so, or its number in
  /// the list.
  ///
  /// - Throws: `CommandFailure` (usage), which names what there is.
  package static func id(_ typed: String, in model: UserModel) throws(CommandFailure) -> Factor.ID {
    let names = model.factors.map(\.name)
    switch NameMatch(of: typed, among: names) {
    case .one(let id): return id
    case .several(let ids):
      throw .usage(
        "'\(typed)' may be \(ids.count) factors; type more of \(list(ids.map { names[$0] }))")
    case .none: throw .usage("no factor is called '\(typed)'; there are \(list(names))")
    }
  }

  /// The same by its name in the model.
  package static func name(_ typed: String, in model: UserModel) throws(CommandFailure) -> String {
    model.factors[try id(typed, in: model)].name
  }

  private static func list(_ names: [String]) -> String {
    let more = names.count > mostNamed ? " and \(names.count - mostNamed) more" : ""
    return names.prefix(mostNamed).joined(separator: ", ") + more
  }
}
