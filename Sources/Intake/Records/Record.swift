internal import RPM

/// One object of JSON or one row of a table, alike. The cells of a row are texts under the names of
/// their columns.
package struct Record: Sendable, Hashable {
  /// Where it stands.
  package let place: RecordPlace
  /// Always an object.
  package let value: JSONValue

  /// Creates a record of an object's members.
  package init(place: RecordPlace, members: [JSONValue.Member]) {
    self.place = place
    self.value = .object(members)
  }

  /// The members in the order of the file.
  package var members: [JSONValue.Member] {
    if case .object(let members) = value { members } else { [] }
  }

  /// The value at a path: the member of that very name, else each part before a full stop goes into
  /// an object, as `review.stars` does. The last of a repeated key counts.
  package subscript(path: String) -> JSONValue? {
    if let exact = value.member(path) { return exact }
    guard path.utf8.contains(UInt8(ascii: ".")) else { return nil }
    var found = value
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard let next = found.member(String(part)) else { return nil }
      found = next
    }
    return found
  }

  /// The text at a path, `nil` where there is none or nothing but space. Numbers are written as
  /// labels are: `5.0` is `5`.
  package func text(_ path: String) -> String? {
    guard let text = self[path]?.asText, text.hasText else {
      return nil
    }
    return text
  }

  /// The text at a path, which has to be there.
  /// - Throws: what is wrong with the column.
  package func filledText(_ path: String) throws(RecordMistake) -> String {
    guard let value = self[path], value != .null else {
      throw RecordMistake(column: path, "is missing")
    }
    guard let text = value.asText else {
      throw RecordMistake(column: path, "is \(value.kind), not a text or a number")
    }
    guard text.hasText else {
      throw RecordMistake(column: path, "is empty")
    }
    guard !text.has(0) else {
      throw RecordMistake(column: path, "holds the character U+0000, which cannot be stored")
    }
    return text
  }
}

extension JSONValue {
  /// The value of a key of an object, the last where it is repeated.
  package func member(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// A text, a number as a label is written (`5.0` is `5`), or true and false; `nil` for the rest.
  package var asText: String? {
    switch self {
    case .string(let text): text
    case .number(let text): JSONValue.label(ofNumber: text)
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// How a number is written as a label.
  package static func label(ofNumber text: String) -> String {
    guard Int(text) == nil, let number = Double(text), abs(number) < 1e15,
      let integer = Int(exactly: number)
    else { return text }
    return String(integer)
  }
}
