internal import Foundation
internal import GRDB
public import RPM

extension Library {
  /// All users, by task and name. Reads one row a user, never the history.
  public func summaries() async throws -> [UserSummary] {
    try await read { db in try UserRows.summaries(db) }
  }

  /// One user's summary.
  /// - Throws: `LibraryError.noSuchUser`.
  public func summary(_ id: UserID) async throws -> UserSummary {
    try await read { db in
      guard let summary = try UserRows.summaries(db, where: "id = ?", arguments: [id]).first
      else { throw LibraryError.noSuchUser(id) }
      return summary
    }
  }

  /// A user with history and test items: the history by date (`DateOrder`) as far as it has dates
  /// that can be read, else as it came.
  /// - Throws: `LibraryError.noSuchUser`.
  public func user(_ id: UserID) async throws -> User {
    try await read { db in
      let head = try UserRows.head(db, id: id)
      return User(
        name: head.name, task: head.task,
        history: try InteractionRows.fetch(db, user: id, part: .history),
        test: try InteractionRows.fetch(db, user: id, part: .test))
    }
  }

  /// The users that a typed name may mean: those of exactly this name, else of this name but for
  /// case and accents, else those whose names begin so, at most 50.
  ///
  /// None means there is no such user; more than one that the name is ambiguous, and the tasks say
  /// between what. `task` narrows the search and is matched the same way but for prefixes.
  public func find(name: String, task: String? = nil) async throws -> [UserSummary] {
    try await read { db in
      func matches(_ condition: String, _ arguments: StatementArguments) throws -> [UserSummary] {
        let found = try UserRows.summaries(db, where: condition, arguments: arguments)
        guard let task else { return found }
        let exact = found.filter { $0.task == task }
        if !exact.isEmpty { return exact }
        return found.filter { SearchText.folded($0.task) == SearchText.folded(task) }
      }
      let exact = try matches("name = ?", [name])
      if !exact.isEmpty { return exact }
      let folded = SearchText.folded(name)
      let alike = try matches("folded = ?", [folded])
      if !alike.isEmpty || folded.isEmpty { return alike }
      let begins = try matches(
        "folded >= ? AND folded < ?", [folded, folded + "\u{10FFFF}"])
      return Array(begins.prefix(50))
    }
  }

  /// Whether there is somebody of this name under this task now. Waits for the database.
  package func holds(name: String, task: String) throws -> Bool {
    do {
      return try pool.unsafeRead { db in
        try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM user WHERE task = ? AND name = ?)",
          arguments: [task, name]) ?? false
      }
    } catch {
      throw LibraryError.wrapping(error, path: location.database)
    }
  }

  /// Adds a line that was typed for somebody to a history, unless they were forgotten meanwhile.
  package func remember(_ entry: PromptHistory.Entry, in history: PromptHistory) async throws {
    try await Task.detached { [self] in
      try history.append(entry) {
        guard let user = entry.user, let task = entry.task else { return false }
        return try !holds(name: user, task: task)
      }
    }.value
  }

  /// Adds one interaction to a user's history, such as an answer that was just given.
  /// - Returns: whether it was new; an identical one (query, response and date) is skipped.
  /// - Throws: `LibraryError.noSuchUser`, or `.invalid` when the response is not among the labels.
  @discardableResult
  public func append(_ interaction: Interaction, to id: UserID) async throws -> Bool {
    try await append([interaction], to: id) == 1
  }

  /// Adds interactions to a user's history in one transaction.
  /// - Returns: how many were new.
  /// - Throws: as for one interaction; then none is added.
  @discardableResult
  public func append(_ interactions: [Interaction], to id: UserID) async throws -> Int {
    try await write { db in
      let head = try UserRows.head(db, id: id)
      for item in interactions { try Self.check(item, against: head.task) }
      let added = try InteractionRows.append(interactions, to: .history, of: id, in: db)
      guard added > 0 else { return 0 }
      try DateRows.settle(db, user: id, added: added)
      try UserRows.recount(db, id: id, answers: head.task.answers)
      try UserRows.markStale(db, id: id)
      return added
    }
  }

  /// Reads a date for a user's history: in the form that the other dates have, where that is known.
  /// - Throws: `LibraryError.noSuchUser`, or `.invalid` where it is no date or has two sides.
  package func instant(of date: String, for id: UserID) async throws -> Instant {
    let form = try await read { db in
      _ = try UserRows.head(db, id: id)
      return try DateRows.form(db, user: id)
    }
    if let instant = form?.read(date) { return instant }
    var column = DateColumn()
    column.look(at: date)
    if let instant = column.read(date) { return instant }
    throw LibraryError.invalid(
      column.problem.map { "\($0); write it such as 2026-03-31." } ?? "The date is empty.")
  }

  /// Says how a user's dates are written: all are read again, and the history comes in their order.
  /// - Throws: `LibraryError.noSuchUser`.
  package func readDates(as form: DateForm, for id: UserID) async throws {
    try await write { db in
      _ = try UserRows.head(db, id: id)
      try DateRows.settle(db, user: id, form: form, isAskedFor: true)
    }
  }

  private static func check(_ item: Interaction, against task: TaskDefinition) throws {
    for text in [item.query, item.response, item.date ?? ""] where text.utf8.contains(0) {
      throw LibraryError.invalid("A text holds the character U+0000, which cannot be stored.")
    }
    guard !item.query.isEmpty else { throw LibraryError.invalid("The query is empty.") }
    switch task.answers {
    case .labels(let labels, _):
      guard labels.contains(item.response) else {
        throw LibraryError.invalid(
          "\"\(item.response)\" is none of the labels \(labels.joined(separator: ", ")).")
      }
    case .options:
      let letters =
        item.options ?? SurveyQuestion(query: item.query).options.map(\.letter)
      guard letters.contains(item.response) else {
        throw LibraryError.invalid(
          "\"\(item.response)\" is none of the options \(letters.joined(separator: ", ")).")
      }
    case .open:
      guard !item.response.isEmpty else { throw LibraryError.invalid("The response is empty.") }
    }
  }
}
