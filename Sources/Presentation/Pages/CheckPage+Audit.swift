internal import RPM
internal import TerminalKit
package import Workbench

extension CheckPage {
  /// What an audit found: findings first, then paths without a part in retrieval, then those that
  /// took a second try.
  ///
  /// - Parameter user: what the person is called.
  package init(audit: StoredAudit, user: String) throws {
    let document = AuditDocument(audit, user: user)
    let findings = document.findings.map { finding in
      Row(
        cells: [
          finding.where, finding.kind.title,
          "says \(finding.quoted), stored is \(finding.stored)"
            + (finding.isNew ? ", since it was made" : ""),
        ], role: .error, target: finding.interaction.map(Target.item) ?? finding.ask.map(Target.ask)
      )
    }
    let found = Set(document.findings.compactMap(\.interaction))
    func rows(
      _ state: ModelAudit.State, role: Role, _ what: (ModelAudit.Item) -> String
    ) -> [Row] {
      audit.memory.items.filter { $0.state == state && !found.contains($0.interaction) }.map {
        item in
        Row(
          cells: [
            "item \(item.interaction + 1)", what(item),
            Self.beginning(item, of: audit.stored.history),
          ],
          role: role, target: .item(item.interaction))
      }
    }
    self.init(
      report: document.counts, columns: Self.auditColumns,
      rows: findings
        + rows(.excluded, role: .warning) { "excluded, \(($0.exclusion ?? .auditFailed).title)" }
        + rows(.repaired, role: .text) { _ in "repaired" },
      legend: [
        "Compared are features, factors, numbers, conclusions and cited examples of every stored path."
      ], json: try JSONText.encode(document))
  }

  private static let auditColumns = [
    AlignedTable.Column(title: "where"),
    AlignedTable.Column(title: "what", shrinks: true, limit: 40),
    AlignedTable.Column(title: "", shrinks: true, least: 16),
  ]

  private static func beginning(_ item: ModelAudit.Item, of history: [Interaction]) -> String {
    guard history.indices.contains(item.interaction) else { return "" }
    return SurveyQuestion(query: history[item.interaction].query).stem.oneLine
  }
}
