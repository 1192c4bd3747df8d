internal import RPM

/// The reply of naming groups: `{g1: [name, …], g2: […], …}`, one name or two for each.
struct ClusterContract: Sendable {
  /// How many groups there are.
  var groups: Int

  /// The most names of one group; two opposites are the usual reason for more than one.
  static let most = 2

  var schema: JSONSchema {
    .object(
      (1...max(1, groups)).map {
        .init(
          "g\($0)", .array(of: .string(min: 1, max: 40), min: 1, max: Self.most),
          description: "name")
      })
  }

  /// Reads the names of each group, none where a group was left out.
  func names(in reply: String) throws(ReplyProblem) -> [[String]] {
    let fields = try ReplyField(reply: reply, list: "g1")
    var names = [[String]](repeating: [], count: groups)
    for group in 0..<groups {
      guard let field = try? fields.field("g\(group + 1)") else { continue }
      // A single name may come without its brackets.
      for element in (try? field.list()) ?? [field] {
        let name = DataText.oneLine(try element.text())
        guard !name.isEmpty, name.lowercased() != FactorSheet.none else { continue }
        names[group].append(name)
      }
      names[group] = Array(names[group].prefix(Self.most))
    }
    guard names.contains(where: { !$0.isEmpty }) else {
      throw fields.problem("names no group; give g1 to g\(groups) a list of names each")
    }
    return names
  }
}
