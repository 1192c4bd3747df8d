internal import RPM
internal import Storage

/// What `add --json` prints.
struct AddDocument: Codable, Hashable {
  var user: String
  var task: String
  var query: String
  var response: String
  var date: String?
  /// `false` when the history had it already.
  var added: Bool
  var interactions: Int
  /// Whether the newest model does not know all of the history.
  var stale: Bool

  init(_ item: Interaction, isNew: Bool, after: UserSummary) {
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
