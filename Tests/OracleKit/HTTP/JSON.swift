internal import Foundation

/// JSON written the same way each time.
enum JSON {
  /// A value with its keys in order.
  static func data(_ value: Any) -> Data {
    let options: JSONSerialization.WritingOptions = [
      .sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed,
    ]
    return (try? JSONSerialization.data(withJSONObject: value, options: options)) ?? Data()
  }

  /// A value as text.
  static func text(_ value: Any) -> String { String(decoding: data(value), as: UTF8.self) }

  /// An object, `nil` where the text is none.
  static func object(_ data: Data) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
  }
}
