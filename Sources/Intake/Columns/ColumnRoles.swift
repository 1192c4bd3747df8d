/// Which columns hold what. What is `nil` or empty was not said.
package struct ColumnRoles: Sendable, Hashable {
  /// A column, or what holds for every row.
  package enum Setting: Sendable, Hashable {
    case column(String)
    case text(String)
  }

  /// Who answered; without one, all rows are one person's.
  package var user: String?
  /// What was asked: the texts of these columns, with a blank line between them.
  package var query: [String]
  /// What was answered.
  package var response: String?
  package var date: String?
  /// The column of a list, or a column for each option.
  package var options: [String]
  package var task: Setting?
  package var instruction: Setting?
  /// What can be answered; one name of a column means the lists in it.
  package var labels: [String]?
  /// The column of lists, once it is known to be one.
  var labelsColumn: String?
  /// Roles that no column has, whatever one seems to be.
  package var absent: Set<ColumnRole> = []
  /// Whether the table is one of this program's own (`OwnRows`).
  var isOwn = false

  /// Creates roles.
  package init(
    user: String? = nil, query: [String] = [], response: String? = nil, date: String? = nil,
    options: [String] = [], task: Setting? = nil, instruction: Setting? = nil,
    labels: [String]? = nil
  ) {
    self.user = user
    self.query = query
    self.response = response
    self.date = date
    self.options = options
    self.task = task
    self.instruction = instruction
    self.labels = labels
  }

  /// Whether nothing was said.
  package var isEmpty: Bool { self == ColumnRoles() }

  /// The columns that have a role.
  package var columns: Set<String> {
    var columns = Set(query + options)
    for column in [user, response, date, labelsColumn] { if let column { columns.insert(column) } }
    for setting in [task, instruction] {
      if case .column(let column) = setting { columns.insert(column) }
    }
    return columns
  }

  /// These roles, with what they do not say taken from others.
  func filled(from guess: ColumnRoles) -> ColumnRoles {
    var roles = self
    if roles.user == nil { roles.user = guess.user }
    if roles.query.isEmpty { roles.query = guess.query }
    if roles.response == nil { roles.response = guess.response }
    if roles.date == nil { roles.date = guess.date }
    if roles.options.isEmpty { roles.options = guess.options }
    if roles.task == nil { roles.task = guess.task }
    if roles.instruction == nil { roles.instruction = guess.instruction }
    if roles.labels == nil, roles.labelsColumn == nil { roles.labelsColumn = guess.labelsColumn }
    return roles
  }

  /// Roles whose columns are there: a task or an instruction that names no column is the text
  /// itself.
  /// - Throws: which column is not there, which are, and which may have been meant.
  func settled(among columns: [String]) throws(RecordMistake) -> ColumnRoles {
    func found(_ name: String, _ flag: String) throws(RecordMistake) -> String {
      if columns.contains(name) { return name }
      let matches = columns.filter {
        ColumnNames.words(of: $0) == ColumnNames.words(of: name)
      }
      if matches.count == 1 { return matches[0] }
      let near = ColumnNames.nearest(to: name, among: columns)
      throw RecordMistake(
        "there is no column \"\(name)\" (\(flag))" + (near.map { "; \"\($0)\"?" } ?? "")
          + " The columns are \(Self.list(columns))")
    }
    var roles = self
    roles.user = try user.map { name throws(RecordMistake) in try found(name, "--user") }
    roles.response = try response.map { name throws(RecordMistake) in
      try found(name, "--response")
    }
    roles.date = try date.map { name throws(RecordMistake) in try found(name, "--date") }
    roles.query = try query.map { name throws(RecordMistake) in try found(name, "--query") }
    roles.options = try options.map { name throws(RecordMistake) in
      try found(name, "--options")
    }
    for part in [\ColumnRoles.task, \.instruction] {
      if case .text(let name) = roles[keyPath: part], columns.contains(name) {
        roles[keyPath: part] = .column(name)
      }
    }
    if let labels, labels.count == 1, columns.contains(labels[0]) {
      (roles.labels, roles.labelsColumn) = (nil, labels[0])
    }
    return roles
  }

  static func list(_ columns: [String]) -> String {
    columns.prefix(30).joined(separator: ", ") + (columns.count > 30 ? ", …" : "")
  }

  /// The answer of a row.
  /// - Parameter columns: `columns`, which takes longer to make than a row to read.
  func answer(
    in record: Record, onePerson: String, columns: Set<String>
  ) throws(RecordMistake) -> SourceAnswer {
    var person = onePerson
    if let user { person = try record.filledText(user).trimmed }
    guard !query.isEmpty else { throw RecordMistake("no column holds the query") }
    var parts: [String] = []
    for column in query { if let text = record.text(column) { parts.append(text.trimmed) } }
    guard !parts.isEmpty else { throw missing(record) }
    guard let response else { throw RecordMistake("no column holds the response") }
    let answer: String
    if case .array(let items)? = record[response], items.count == 1, let only = items[0].asText {
      answer = only
    } else {
      answer = try record.filledText(response)
    }
    var source = SourceAnswer(
      person: person, query: Self.joined(parts), response: answer,
      date: date.flatMap { record.text($0)?.trimmed })
    if case .column(let column)? = task { source.task = record.text(column)?.trimmed }
    source.options = try options(in: record)
    source.extra = record.members.filter { member in
      guard !columns.contains(member.key) else { return false }
      // A column that is part of a nested one was taken apart.
      if case .object = member.value {
        return !columns.contains { $0.hasPrefix(member.key + ".") }
      }
      return member.value != .string("") && member.value != .null
    }
    guard !source.query.has(0) else {
      throw RecordMistake(
        column: query.first, "holds the character U+0000, which cannot be stored")
    }
    return source
  }

  private func missing(_ record: Record) -> RecordMistake {
    guard query.count == 1 else {
      return RecordMistake("\(query.joined(separator: " and ")) are empty")
    }
    do throws(RecordMistake) {
      _ = try record.filledText(query[0])
      return RecordMistake(column: query[0], "is empty")
    } catch {
      return error
    }
  }

  /// A short first part is a title or a name: the rest follows a blank line; short parts alone stand
  /// side by side.
  private static func joined(_ parts: [String]) -> String {
    if parts.count > 1, parts.allSatisfy({ $0.utf8.count <= 40 && !$0.has(0x0A) }) {
      return parts.joined(separator: ": ")
    }
    return parts.joined(separator: "\n\n")
  }

  private func options(in record: Record) throws(RecordMistake) -> [String]? {
    guard !options.isEmpty else { return nil }
    if options.count > 1 { return options.compactMap { record.text($0)?.trimmed } }
    guard let value = record[options[0]], value != .null else { return nil }
    if case .array(let items) = value {
      let texts = items.compactMap(\.asText)
      guard texts.count == items.count else {
        throw RecordMistake(column: options[0], "holds more than texts and numbers")
      }
      return texts
    }
    guard let text = record.text(options[0]) else { return nil }
    return OptionList.texts(in: text)
  }
}

/// Options, or labels, that are written into one cell.
enum OptionList {
  static func texts(in text: String) -> [String] {
    if text.hasPrefix("[") || text.hasPrefix("(") {
      if case .array(let items)? = try? JSONReader.value(of: text) {
        return items.compactMap(\.asText)
      }
      if case .list(let items)? = try? PythonLiteral(text) { return items.compactMap(\.words) }
    }
    for separator in ["\n", "|", ";", "/", ","] as [Character] where text.contains(separator) {
      return text.split(separator: separator).map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    return [text.trimmed]
  }
}
