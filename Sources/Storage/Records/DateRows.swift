internal import GRDB
internal import RPM

/// The dates in the `interaction` table: read for a person as a whole, and the history in their
/// order.
enum DateRows {
  private struct Dated {
    var id: Int64
    var part: Int
    var position: Int
    var date: String?
    var instant: Int64?
  }

  /// Reads the dates of a person that are not read yet, and puts the history in order of time
  /// (`DateOrder`).
  ///
  /// They are read in the form that is asked for; else in the one that the person's dates had
  /// before, if it reads all; else in the one that they show. Where they have two sides they stay
  /// unread, until others come that tell.
  /// - Parameters:
  ///   - added: how many interactions at the end of the history are new.
  ///   - form: how the dates are written; `nil` where nobody says.
  ///   - isAskedFor: whether somebody asked for `form`: then dates that were read otherwise before
  ///     are read again.
  /// - Returns: what is known of the order of the history.
  @discardableResult
  static func settle(
    _ db: Database, user: Int64, added: Int? = nil, form: DateForm? = nil, isAskedFor: Bool = false
  ) throws -> HistoryOrder {
    var rows = try rows(db, user: user)
    let before = rows.map(\.instant)
    if let form = try reading(rows, of: user, form, in: db) {
      for index in rows.indices where rows[index].instant == nil || isAskedFor {
        guard let date = rows[index].date, let instant = form.read(date) else { continue }
        rows[index].instant = instant.milliseconds
      }
      // Dates that speak for themselves say nothing of those that do not.
      if try isAskedFor || form.order != .yearMonthDay || Self.form(db, user: user) == nil {
        try keep(form, of: user, in: db)
      }
    }
    let update = try db.cachedStatement(sql: "UPDATE interaction SET instant = ? WHERE id = ?")
    for (row, old) in zip(rows, before) where row.instant != old {
      try update.execute(arguments: [row.instant, row.id])
    }
    let history = rows.indices.filter { rows[$0].part == InteractionRows.Part.history.rawValue }
    // What was read only now may belong anywhere: then nothing counts as in order already.
    let start = max(0, history.count - (added ?? history.count))
    let isFirst = history[..<start].contains { rows[$0].instant != before[$0] }
    let isReordered = try order(history.map { rows[$0] }, addedFrom: isFirst ? 0 : start, in: db)
    if isReordered { try ModelRows.refreshStale(user: user, in: db) }
    return HistoryOrder(history.lazy.map { (rows[$0].date, rows[$0].instant) })
  }

  /// Adds all of a person who has none yet: read as `settle` reads them, and the history in order of
  /// time at once, so that no row is written twice.
  /// - Returns: what is known of the order of the history.
  static func insert(
    history: [Interaction], test: [Interaction], of user: Int64, form: DateForm?, in db: Database
  ) throws -> HistoryOrder {
    var column = DateColumn()
    if form == nil { for item in history + test { column.look(at: item.date) } }
    var (history, test) = (history, test)
    if let form = form ?? column.form {
      func read(_ items: inout [Interaction]) {
        for index in items.indices {
          guard let date = items[index].date else { continue }
          items[index].instant = form.read(date)?.milliseconds
        }
      }
      read(&history)
      read(&test)
      try keep(form, of: user, in: db)
    }
    let order = HistoryOrder(history)
    let places = DateOrder.permutation(of: history.map(\.instant)) ?? Array(history.indices)
    for (position, index) in places.enumerated() {
      try InteractionRows.insert(
        history[index], at: position, part: .history, of: user, in: db)
    }
    for (position, item) in test.enumerated() {
      try InteractionRows.insert(item, at: position, part: .test, of: user, in: db)
    }
    return order
  }

  /// How a person's dates are read; `nil` before there were any, and where nobody knows.
  static func form(_ db: Database, user: Int64) throws -> DateForm? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT date_form FROM user WHERE id = ?"), arguments: [user]
    ).flatMap { DateForm($0) }
  }

  /// Keeps how a person's dates are read; `nil` forgets it.
  static func keep(_ form: DateForm?, of user: Int64, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE user SET date_form = ? WHERE id = ?")
      .execute(arguments: [form?.text, user])
  }

  /// The form in which to read what is not read yet.
  private static func reading(
    _ rows: [Dated], of user: Int64, _ form: DateForm?, in db: Database
  ) throws -> DateForm? {
    if let form { return form }
    let unread = rows.filter { $0.instant == nil }
    func column(_ form: DateForm?) -> DateColumn {
      var column = DateColumn(form: form)
      for row in unread { column.look(at: row.date) }
      return column
    }
    if let known = try Self.form(db, user: user) {
      let column = column(known)
      if column.unread == 0 { return column.form }
    }
    return column(nil).form
  }

  private static func rows(_ db: Database, user: Int64) throws -> [Dated] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id, part, position, date, instant FROM interaction WHERE user = ?
        ORDER BY part, position, id
        """)
    let id = statement.column("id")
    let part = statement.column("part")
    let position = statement.column("position")
    let date = statement.column("date")
    let instant = statement.column("instant")
    var rows: [Dated] = []
    let cursor = try Row.fetchCursor(statement, arguments: [user])
    while let row = try cursor.next() {
      rows.append(
        Dated(
          id: try row.decode(atIndex: id), part: try row.decode(atIndex: part),
          position: try row.decode(atIndex: position), date: try row.decode(atIndex: date),
          instant: try row.decode(atIndex: instant)))
    }
    return rows
  }

  /// Numbers the history anew in order of time.
  /// - Returns: whether anything is not where it was put.
  private static func order(
    _ history: [Dated], addedFrom start: Int, in db: Database
  ) throws -> Bool {
    let permutation =
      DateOrder.permutation(of: history.map(\.instant), addedFrom: start)
      ?? Array(history.indices)
    let update = try db.cachedStatement(sql: "UPDATE interaction SET position = ? WHERE id = ?")
    for (position, old) in permutation.enumerated() where history[old].position != position {
      try update.execute(arguments: [position, history[old].id])
    }
    return !permutation.elementsEqual(history.indices)
  }
}
