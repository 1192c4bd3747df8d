package import RPM
package import Storage

/// What `add --json` prints.
package struct AddDocument: Codable, Hashable {
  package var user: String
  package var task: String
  package var query: String
  package var response: String
  package var date: String?
  /// `false` when the history had it already.
  package var added: Bool
  package var interactions: Int
  /// Whether the newest model does not know all of the history.
  package var stale: Bool

  package init(_ item: Interaction, isNew: Bool, after: UserSummary) {
    user = after.name
    task = after.task
    query = item.query
    response = item.response
    date = item.date
    added = isNew
    interactions = after.interactions
    stale = after.model?.isStale ?? false
  }
}
