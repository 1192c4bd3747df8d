extension Record {
  /// The members that have no role; the names are few, and comparing them is faster than hashing.
  func rest(without roles: [String]) -> [JSONValue.Member] {
    members.filter { !roles.contains($0.key) }
  }

  /// The text of a column that may be missing, empty or null.
  /// - Throws: what is wrong with the column where it holds something else than a text.
  func optionalText(_ column: String) throws(RecordMistake) -> String? {
    guard let value = self[column], value != .null else { return nil }
    if case .string(let text) = value, text.allSatisfy(\.isWhitespace) { return nil }
    return try filledText(column)
  }

  /// The first of several names of one column under which the record has a text, or else anything;
  /// the first of all where it has nothing, so that a message names what was looked for.
  func column(of names: [String]) -> String {
    names.first { text($0) != nil } ?? names.first { self[$0] != nil } ?? names[0]
  }

  /// An object or a list of a column, also where it is written as text: JSON, or as Python prints
  /// it. Other texts come as they are.
  /// - Throws: what is wrong with the column.
  func nested(_ column: String) throws(RecordMistake) -> JSONValue {
    guard let value = self[column], value != .null else {
      throw RecordMistake(column: column, "is missing")
    }
    guard case .string(let text) = value else { return value }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw RecordMistake(column: column, "is empty")
    }
    guard let first = text.first(where: { !$0.isWhitespace }), "[{(da".contains(first) else {
      return value
    }
    if let value = try? JSONReader.value(of: text), value.kind != "a text" { return value }
    do throws(PythonLiteral.Mistake) {
      return try PythonLiteral(text).json
    } catch {
      // A text that begins with such a letter by chance.
      guard !"da".contains(first) || text.contains("(") else { return value }
      throw RecordMistake("\(column): at character \(error.offset + 1), \(error.reason)")
    }
  }

  /// A list of a column, also where it is written as text.
  /// - Throws: what is wrong with the column.
  func list(_ column: String) throws(RecordMistake) -> [JSONValue] {
    let value = try nested(column)
    guard case .array(let items) = value else {
      throw RecordMistake(column: column, "is \(value.kind), not a list")
    }
    return items
  }

  /// An object within this record as a record of its own, in the same place.
  /// - Throws: what it is instead, under the name `name`.
  func part(_ value: JSONValue, _ name: String) throws(RecordMistake) -> Record {
    guard case .object(let members) = value else {
      throw RecordMistake(column: name, "is \(value.kind), not an object")
    }
    return Record(place: place, members: members)
  }
}

extension RecordMistake {
  /// The same mistake of a part that is called `prefix`: `profile[3].` before `text`.
  func within(_ prefix: String) -> RecordMistake {
    RecordMistake(column: prefix + (column ?? ""), reason)
  }
}

extension PythonLiteral {
  /// The value as JSON; what JSON has no word for, such as `nan`, is null.
  var json: JSONValue {
    switch self {
    case .none: .null
    case .bool(let value): .bool(value)
    case .number(let number): number.isFinite ? .number("\(number)") : .null
    case .text(let text): .string(text)
    case .list(let items): .array(items.map(\.json))
    case .dictionary(let entries):
      .object(
        entries.map { JSONValue.Member(key: $0.key.words ?? "", value: $0.value.json) })
    }
  }
}
