/// What was found, as `search` lists it for a person.
package enum SearchTable {
  /// One row a hit, best first.
  package static func of(_ hits: [SearchDocument]) -> AlignedTable {
    AlignedTable(
      columns: [
        AlignedTable.Column(title: "user", shrinks: true, limit: 24),
        AlignedTable.Column(title: "task", limit: 12),
        AlignedTable.Column(title: "place"),
        AlignedTable.Column(title: "no.", isNumber: true),
        AlignedTable.Column(title: "text", shrinks: true, least: 20),
      ],
      rows: hits.map { hit in
        [hit.user, hit.task, hit.place, hit.number.map { "\($0)" } ?? "", hit.snippet]
      })
  }
}
