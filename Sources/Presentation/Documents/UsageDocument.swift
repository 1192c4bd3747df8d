internal import ChatModel
package import RPM
package import Storage

/// What was used, as `usage --json` prints it.
package struct UsageDocument: Codable, Hashable {
  package struct Group: Codable, Hashable {
    /// The day, the model, the stage or the user; missing for users who were forgotten.
    package var name: String?
    /// The endpoint of a model, the task of a user.
    package var detail: String?
    package var usage: Usage
  }

  /// `day`, `model`, `stage` or `user`.
  package var by: String
  package var groups: [Group]
  package var total: Usage

  package init(_ groups: [UsageGroup], by grouping: UsageGrouping) {
    by = grouping.rawValue
    self.groups = groups.map {
      Group(name: $0.name, detail: $0.detail.isEmpty ? nil : $0.detail, usage: $0.usage)
    }
    total = groups.reduce(Usage()) { $0 + $1.usage }
  }

  /// The same for a person.
  package var table: AlignedTable {
    let hasDetail = groups.contains { $0.detail != nil }
    func row(_ group: Group) -> [String] {
      [group.name ?? "(forgotten)"] + (hasDetail ? [group.detail ?? ""] : [])
        + [
          "\(group.usage.calls)", "\(group.usage.inputTokens)",
          "\(group.usage.cachedInputTokens)", "\(group.usage.outputTokens)",
          UsageText.money(of: group.usage) ?? "-",
        ]
    }
    let names = [AlignedTable.Column(title: by, shrinks: true, least: 10)]
    let details = hasDetail ? [AlignedTable.Column(title: "", shrinks: true, least: 10)] : []
    return AlignedTable(
      columns: names + details
        + ["calls", "tokens in", "cached", "out"].map {
          AlignedTable.Column(title: $0, isNumber: true)
        } + [AlignedTable.Column(title: "money")],
      rows: groups.map(row))
  }
}
