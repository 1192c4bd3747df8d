internal import Foundation
internal import RPM

/// JSON as the commands print it: keys sorted, dates as ISO 8601 in UTC, and no character in it
/// that a terminal would obey.
package enum JSONText {
  /// The JSON of a value; over several lines unless `isLine`.
  package static func encode(_ value: some Encodable, isLine: Bool = false) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if !isLine { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.dateEncodingStrategy = .iso8601
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// The same JSON with controls, bidirectional controls and line separators as `\uXXXX`. Such
  /// characters can stand inside texts only, so any JSON stays the same value.
  package static func escaped(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: isObeyed) else { return json }
    var result = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      if isObeyed(scalar) {
        result.append(contentsOf: JSONEscape.code(of: scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a terminal, or the direction of writing, would obey a character above ASCII.
  package static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFFF9...0xFFFB:
      true
    default: false
    }
  }
}
