package import RPM
package import Storage
internal import Workbench

/// All factors of a model with their numbers, as `factors` prints them.
package struct FactorListDocument: Codable, Hashable {
  package struct Item: Codable, Hashable {
    /// Its number, from 1.
    package var number: Int
    package var name: String
    package var description: String
    package var support: Int
    package var members: [Factor.Member]
  }

  package var user: String
  package var task: String
  package var version: Int
  package var factors: [Item]
  /// Distinct names of features that belong to no factor.
  package var withoutFactor: [String]
  /// Items, from 0, that are excluded, never an example, and pinned.
  package var excluded: [Int]
  package var excludedExamples: [Int]
  package var pinned: [Int]
  /// Items whose path is stale, with the reason.
  package var stale: [ModelDiff.StalePath]

  package init(_ summary: UserSummary, _ stored: StoredModel) {
    let entries = stored.model.memory.entries
    user = summary.name
    task = summary.task
    version = stored.version
    factors = stored.model.factors.map { factor in
      Item(
        number: factor.id + 1, name: factor.name, description: factor.description,
        support: stored.model.statistics.factors[factor.id].support, members: factor.members)
    }
    withoutFactor = Set(
      entries.flatMap { $0.features.filter { $0.factor == nil }.map(\.name) }
    ).sorted()
    excluded = entries.filter(\.marks.isExcluded).map(\.interaction)
    excludedExamples = entries.filter(\.marks.isHeldBack).map(\.interaction)
    pinned = entries.filter(\.marks.isPinned).map(\.interaction)
    stale = entries.compactMap { entry in
      entry.marks.staleness.map {
        ModelDiff.StalePath(item: entry.interaction, staleness: $0)
      }
    }
  }

  package var title: String {
    "\(user) (\(task)): version \(version), \(Count.of(factors.count, "factor"))"
  }

  package var table: AlignedTable {
    AlignedTable(
      columns: [
        AlignedTable.Column(title: "no.", isNumber: true),
        AlignedTable.Column(title: "factor", shrinks: true),
        AlignedTable.Column(title: "n", isNumber: true),
        AlignedTable.Column(title: "features", shrinks: true, least: 24),
      ],
      rows: factors.map { factor in
        [
          "\(factor.number)", factor.name, "\(factor.support)",
          factor.members.map { $0.count == 1 ? $0.name : "\($0.name) \($0.count)" }
            .joined(separator: ", "),
        ]
      })
  }

  /// What a person changed about items, and what is stale; `nil` where nothing is.
  package var note: String? {
    func list(_ what: String, _ items: [Int]) -> String? {
      items.isEmpty
        ? nil : "\(what): \(items.map { "item \($0 + 1)" }.joined(separator: ", "))"
    }
    let parts = [
      withoutFactor.isEmpty
        ? nil
        : "in no factor: \(withoutFactor.prefix(12).joined(separator: ", "))"
          + (withoutFactor.count > 12 ? " and \(withoutFactor.count - 12) more" : ""),
      list("excluded", excluded), list("never an example", excludedExamples),
      list("pinned", pinned),
      stale.isEmpty
        ? nil
        : "\(Count.of(stale.count, "stale path")): "
          + "`rationale factors rebuild \(ShellWord.quoted(user))`",
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }
}
