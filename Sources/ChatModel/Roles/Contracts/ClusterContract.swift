internal import RPM

/// The reply of clustering and of merging: `{factors: [{name, description, members: [ids]}]}`
/// (method section 6). RPM checks that it is a partition.
struct ClusterContract: Sendable {
  /// `f` for features, `g` for groups.
  var letter: Character
  /// How many there are.
  var count: Int

  /// The most factors that are taken; fewer are asked for.
  static let most = 30

  var schema: JSONSchema {
    let ids = (1...max(1, count)).map { "\(letter)\($0)" }
    return .object([
      .init(
        "factors",
        .array(
          of: .object([
            .init("name", .string(min: 1, max: 60)), .init("description", .string(max: 160)),
            .init(
              "members", .array(of: .string(oneOf: ids), min: 1, max: ids.count),
              description: letter == "f" ? "id of a feature" : "id of a group"),
          ]), min: 1, max: min(ids.count, Self.most)))
    ])
  }

  /// Reads factors. Ids that do not exist are dropped, and so is a factor called `none`: its
  /// members are left over and asked for once more.
  func proposals(in reply: String) throws(ReplyProblem) -> [FactorProposal] {
    let field = try ReplyField(reply: reply, list: "factors").field("factors")
    var proposals: [FactorProposal] = []
    for element in try field.list() {
      let name = try element.field("name").text()
      let description = (try? element.field("description").text()) ?? ""
      var members: [Int] = []
      for member in try element.field("members").list() {
        let id = try member.text()
        if let position = ReplyField.position(id, letter: letter, count: count) {
          members.append(position)
        }
      }
      guard !members.isEmpty, name.lowercased() != FactorSheet.none else { continue }
      proposals.append(FactorProposal(name: name, description: description, members: members))
    }
    guard !proposals.isEmpty else {
      throw field.problem(
        "no factor has a member that exists; \(ReplyField.range(letter, count: count))")
    }
    return proposals
  }

  /// The groups put together as a merge says. A group that it leaves out stays as it is, and one
  /// that it names twice goes where it was named first.
  static func joined(
    _ groups: [FactorProposal], by merge: [FactorProposal]
  ) -> [FactorProposal] {
    var taken: Set<Int> = []
    let joined = merge.compactMap { proposal -> FactorProposal? in
      let own = proposal.members.filter { taken.insert($0).inserted }
      guard !own.isEmpty else { return nil }
      var proposal = proposal
      proposal.members = own.flatMap { groups[$0].members }
      return proposal
    }
    return joined + groups.indices.filter { !taken.contains($0) }.map { groups[$0] }
  }
}
