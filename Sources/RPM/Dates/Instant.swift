/// A point in time: milliseconds since 1970 in UTC, and how much of it a text told.
///
/// What a text leaves out is the beginning of what it names: `2024-05` is the first of May at
/// midnight. Days are those of the Gregorian calendar, also before there was one.
package struct Instant: Hashable, Comparable, Sendable {
  /// The smallest part that was told.
  package enum Precision: Int8, Comparable, Sendable {
    case year, month, day, hour, minute, second, millisecond

    package static func < (one: Precision, other: Precision) -> Bool {
      one.rawValue < other.rawValue
    }
  }

  package var milliseconds: Int64
  package var precision: Precision

  package init(milliseconds: Int64, precision: Precision = .millisecond) {
    self.milliseconds = milliseconds
    self.precision = precision
  }

  /// The beginning of a day; `nil` where there is no such day, or its year is none that a person
  /// of today or of a history book writes in (`years`).
  package init?(year: Int, month: Int = 1, day: Int = 1, precision: Precision = .day) {
    guard Self.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, in: year)
    else { return nil }
    milliseconds = Self.days(year: year, month: month, day: day) * Self.day
    self.precision = precision
  }

  /// The years that are taken for years. What lies outside is what a machine writes for "never".
  package static let years = 1000...2999
  /// The first moment of `years` and the first after them.
  static let range: Range<Int64> =
    days(year: 1000, month: 1, day: 1) * day..<(days(year: 3000, month: 1, day: 1) * day)
  /// The milliseconds of a day.
  static let day: Int64 = 86_400_000

  /// Of two at one moment the less precise comes first, as it began earlier.
  package static func < (one: Instant, other: Instant) -> Bool {
    (one.milliseconds, one.precision) < (other.milliseconds, other.precision)
  }

  /// As ISO 8601 has it, with as much as was told: `2024`, `2024-05`, `2024-05-01 21:30`; in UTC.
  package var text: String {
    let (year, month, day) = Self.civil(milliseconds)
    var text = Self.padded(year, 4)
    if precision >= .month { text += "-" + Self.padded(month, 2) }
    if precision >= .day { text += "-" + Self.padded(day, 2) }
    guard precision >= .hour else { return text }
    let time = Int(milliseconds - Self.floor(milliseconds, Self.day) * Self.day)
    text += " " + Self.padded(time / 3_600_000, 2) + ":" + Self.padded(time / 60_000 % 60, 2)
    if precision >= .second { text += ":" + Self.padded(time / 1000 % 60, 2) }
    if precision == .millisecond, time % 1000 != 0 { text += "." + Self.padded(time % 1000, 3) }
    return text
  }

  /// The same moment told no finer than this.
  package func told(to precision: Precision) -> Instant {
    Instant(milliseconds: milliseconds, precision: min(self.precision, precision))
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The days since 1970. Counted in years that begin in March, so that a leap day is the last.
  static func days(year: Int, month: Int, day: Int) -> Int64 {
    let year = Int64(month > 2 ? year : year - 1)
    let era = floor(year, 400)
    let ofEra = year - era * 400
    let ofYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// Year, month and day of a moment.
  static func civil(_ milliseconds: Int64) -> (year: Int, month: Int, day: Int) {
    let days = floor(milliseconds, day) + 719_468
    let era = floor(days, 146_097)
    let ofEra = days - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let march = (5 * ofYear + 2) / 153
    let month = Int(march < 10 ? march + 3 : march - 9)
    return (
      Int(year + era * 400) + (month <= 2 ? 1 : 0), month, Int(ofYear - (153 * march + 2) / 5 + 1)
    )
  }

  /// The quotient rounded down, also below zero.
  static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
