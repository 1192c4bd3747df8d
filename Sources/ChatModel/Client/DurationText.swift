internal import Foundation

/// A span of time as people and servers write it.
public enum DurationText {
  /// The seconds that such a text means: `90s`, `10m`, `1h`, `6m0s`, `20ms`, `1d`; `nil` for any
  /// other. May be as large as a number can be, also infinite.
  static func seconds(in text: String) -> Double? {
    let units = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400]
    var sum = 0.0
    var rest = text.trimmingCharacters(in: .whitespaces).lowercased()[...]
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let value = Double(digits), let scale = units[String(unit)] else { return nil }
      sum += value * scale
    }
    return sum
  }

  /// The seconds of a time limit: as above, or a plain number of seconds; from one second to a day.
  /// `nil` for any other.
  public static func limit(_ text: String) -> Double? {
    let seconds = Double(text.trimmingCharacters(in: .whitespaces)) ?? seconds(in: text)
    return seconds.flatMap { (1...86_400).contains($0) ? $0 : nil }
  }

  /// What a time limit looks like.
  public static let forms = "a time such as 90s, 10m or 1h, from 1s to 24h"

  /// Seconds as `limit` reads them, whole ones: `90s`, `20m`, `2h`.
  static func text(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 1), 86_400).rounded(.up))
    if whole % 3600 == 0 { return "\(whole / 3600)h" }
    return whole % 60 == 0 ? "\(whole / 60)m" : "\(whole)s"
  }
}
