package import Foundation
package import RPM
package import Storage

/// The versions of a model and what made each, as `factors log` lists them.
package enum VersionLog {
  package struct Line: Codable, Hashable {
    package var version: Int
    /// The version that was changed; missing for a fit.
    package var parent: Int?
    package var created: Date
    /// What made it, in words.
    package var what: String
    /// The edit; missing where it was none.
    package var edit: ModelEdit?
    package var factors: Int
    /// Whether it is the one that is asked.
    package var inUse: Bool
    /// Whether the one in use was made of it.
    package var leadsToUse: Bool
  }

  package static func lines(
    versions: [ModelVersion], journal: [JournalEntry], inUse: Int
  ) -> [Line] {
    let entries = [Int: JournalEntry](
      journal.map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
    var ancestors: Set<Int> = []
    var next = entries[inUse]?.parent
    while let version = next, ancestors.insert(version).inserted {
      next = entries[version]?.parent
    }
    return versions.map { version in
      let entry = entries[version.version]
      var edit: ModelEdit?
      if case .edit(let made)? = entry?.change { edit = made }
      return Line(
        version: version.version, parent: entry?.parent,
        created: entry?.created ?? version.fitted,
        what: entry?.change.text ?? "fit with \(version.identity.name)", edit: edit,
        factors: version.factors, inUse: version.version == inUse,
        leadsToUse: ancestors.contains(version.version))
    }
  }

  package static func table(_ lines: [Line]) -> AlignedTable {
    AlignedTable(
      columns: [
        AlignedTable.Column(title: "version", isNumber: true),
        AlignedTable.Column(title: ""), AlignedTable.Column(title: "of", isNumber: true),
        AlignedTable.Column(title: "when"), AlignedTable.Column(title: "factors", isNumber: true),
        AlignedTable.Column(title: "what", shrinks: true, least: 24),
      ],
      rows: lines.map { line in
        [
          "\(line.version)", line.inUse ? "in use" : line.leadsToUse ? "before it" : "",
          line.parent.map { "\($0)" } ?? "",
          line.created.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(
              includingFractionalSeconds: false)),
          "\(line.factors)", line.what,
        ]
      })
  }
}
