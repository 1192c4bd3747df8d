/// The members of an object, by key; the last of a repeated key counts.
package struct Fields {
  package let members: [JSONValue.Member]
  package let place: String

  package init(_ members: [JSONValue.Member], place: String) {
    self.members = members
    self.place = place
  }

  package subscript(key: String) -> JSONValue? {
    members.last { $0.key == key }?.value
  }

  package func filledText(_ key: String) throws(UserLine.Mistake) -> String {
    guard let text = try text(key) else { throw UserLine.Mistake("\(place)\(key) is missing") }
    guard text.hasText else {
      throw UserLine.Mistake("\(place)\(key) is empty")
    }
    return text
  }

  package func text(_ key: String) throws(UserLine.Mistake) -> String? {
    switch self[key] {
    case nil, .null: nil
    case .some(let value): try Self.text(value, place + key)
    }
  }

  /// A text, or a number as it would be written as a label: `5.0` is `5`.
  package static func text(_ value: JSONValue, _ place: String) throws(UserLine.Mistake) -> String {
    switch value {
    case .string(let text):
      guard !text.has(0) else {
        throw UserLine.Mistake("\(place) holds the character U+0000, which cannot be stored")
      }
      return text
    case .number(let text):
      guard Int(text) == nil, let number = Double(text), abs(number) < 1e15,
        let integer = Int(exactly: number)
      else { return text }
      return String(integer)
    default:
      throw UserLine.Mistake("\(place) is \(value.kind), not a text or a number")
    }
  }

  /// The members the format does not know, as the text of one object; `nil` when there are none.
  package func rest(without keys: Set<String>) -> String? {
    let unknown = members.filter { !keys.contains($0.key) }
    return unknown.isEmpty ? nil : JSONValue.object(unknown).text
  }
}
