package import Storage

/// Something found, as `search --json` prints it.
package struct SearchDocument: Codable, Hashable {
  package var user: String
  package var task: String
  /// `user`, `history`, `test`, `path` or `ask`.
  package var place: String
  /// The item, counted from 1 as `show --item` and `ask --test` do, or the number of the ask;
  /// missing for a user.
  package var number: Int64?
  /// The text around the first match, on one line.
  package var snippet: String

  package init(_ hit: SearchHit) {
    user = hit.name
    task = hit.task
    snippet = hit.snippet
    switch hit.place {
    case .user: (place, number) = ("user", nil)
    case .interaction(let index): (place, number) = ("history", Int64(index) + 1)
    case .test(let index): (place, number) = ("test", Int64(index) + 1)
    case .path(let index): (place, number) = ("path", Int64(index) + 1)
    case .run(let id): (place, number) = ("ask", id)
    }
  }
}
