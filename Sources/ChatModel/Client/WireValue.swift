internal import Foundation
internal import RPM

/// A JSON value as it goes over the wire, its fields in their order.
///
/// Foundation's reader would do for good servers. This one also takes what others send: `NaN`,
/// halves of surrogate pairs, broken UTF-8, numbers in quotes; and it stops at a depth that no reply
/// needs. What it writes has the same bytes for the same value.
enum WireValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([WireValue])
  case object([Member])

  /// A field of an object.
  struct Member: Sendable, Hashable {
    var name: String
    var value: WireValue

    init(_ name: String, _ value: WireValue) {
      self.name = name
      self.value = value
    }
  }

  /// Reads a text that is one JSON value and white space; `nil` for any other.
  init?(json bytes: some Collection<UInt8>) {
    var reader = WireReader(bytes)
    guard let value = reader.document() else { return nil }
    self = value
  }

  /// Reads a text that is one JSON value and white space; `nil` for any other.
  init?(json text: String) { self.init(json: text.utf8) }

  /// A field; `nil` where this is no object, has none of the name, or where it is null.
  subscript(name: String) -> WireValue? {
    guard case .object(let members) = self,
      let value = members.first(where: { $0.name == name })?.value, value != .null
    else { return nil }
    return value
  }

  /// The text of a string.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A whole number, also one in quotes.
  var integer: Int? {
    switch self {
    case .number(let number): Int(exactly: number.rounded(.towardZero))
    case .string(let text): Int(text)
    default: nil
    }
  }

  /// A count of tokens; `nil` for anything that no call can have used, such as a negative number or
  /// one of more than a hundred million, so that no sum of such counts overflows.
  var tokens: Int? {
    integer.flatMap { (0...100_000_000).contains($0) ? $0 : nil }
  }

  /// The elements of a list; none of anything else.
  var elements: [WireValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// Whether this is an object.
  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// A whole number.
  static func integer(_ value: Int) -> WireValue { .number(Double(value)) }

  /// The JSON text, without white space.
  var json: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value):
      if let whole = Int(exactly: value) {
        text += String(whole)
      } else {
        text += value.isFinite ? String(value) : "null"
      }
    case .string(let value): JSONEscape.write(value, to: &text)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        JSONEscape.write(member.name, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }
}
