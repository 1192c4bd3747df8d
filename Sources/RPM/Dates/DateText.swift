/// A date as it is written, taken apart: its numbers and what stands between them, a month's name,
/// a time of day, a zone. Which number is the day, the month or the year is for `DateForm` to say.
///
/// Everything must have a meaning: a text with one word too many is no date.
struct DateText {
  /// What stands between two numbers of a date.
  enum Separator: UInt8 {
    case none, space, dash, slash, dot
  }

  /// The numbers that are no time, at most three, with their digits.
  var numbers: (Int, Int, Int) = (0, 0, 0)
  var widths: (Int, Int, Int) = (0, 0, 0)
  var count = 0
  var separators: (Separator, Separator) = (.none, .none)
  /// The month where it has a name.
  var month: Int?
  /// Milliseconds since midnight.
  var time: Int64?
  var precision = Instant.Precision.day
  /// Minutes ahead of UTC; a text without a zone is in UTC.
  var offset = 0

  /// The longest text that may be a date: what a browser writes, with the zone in words.
  static let limit = 96

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= Self.limit else { return nil }
    var scanner = DateScanner(bytes)
    guard scanner.scan() else { return nil }
    self = scanner.text
  }

  init() {}

  mutating func add(_ number: Int, width: Int, after separator: Separator) -> Bool {
    switch count {
    case 0: (numbers.0, widths.0) = (number, width)
    case 1: (numbers.1, widths.1, separators.0) = (number, width, separator)
    case 2: (numbers.2, widths.2, separators.1) = (number, width, separator)
    default: return false
    }
    count += 1
    return true
  }

  /// Whether the numbers stand as the parts of one date do: the same sign between all, or the
  /// space of `09 13, 2009`.
  var isEvenlySeparated: Bool {
    count < 3 || separators.0 == separators.1
  }

  /// Whether points stand between the numbers. Where that is usual the day comes first.
  var isDotted: Bool { separators.0 == .dot }

  /// The moment in one order of the numbers; `nil` where there is none.
  func instant(_ order: DateForm.Order) -> Instant? {
    guard var instant = day(order) else { return nil }
    guard let time else { return instant }
    guard instant.precision == .day else { return nil }
    instant.milliseconds += time - Int64(offset) * 60_000
    instant.precision = precision
    return Instant.range.contains(instant.milliseconds) ? instant : nil
  }

  private func day(_ order: DateForm.Order) -> Instant? {
    if let month {
      switch (count, widths.0, widths.1) {
      case (1, 4, _): return Instant(year: numbers.0, month: month, precision: .month)
      case (2, 4, 1...2): return Instant(year: numbers.0, month: month, day: numbers.1)
      case (2, 1...2, 4): return Instant(year: numbers.1, month: month, day: numbers.0)
      case (2, 2, 1...2) where order.isYearFirst:
        return Instant(year: Self.year(numbers.0), month: month, day: numbers.1)
      case (2, 1...2, 2) where !order.isYearFirst:
        return Instant(year: Self.year(numbers.1), month: month, day: numbers.0)
      default: return nil
      }
    }
    switch (count, widths.0, widths.1, widths.2) {
    case (1, 4, _, _): return Instant(year: numbers.0, precision: .year)
    case (2, 4, 1...2, _): return Instant(year: numbers.0, month: numbers.1, precision: .month)
    case (2, 1...2, 4, _): return Instant(year: numbers.1, month: numbers.0, precision: .month)
    case (3, 4, 1...2, 1...2) where isEvenlySeparated:
      let isSwapped = order == .yearDayMonth
      return Instant(
        year: numbers.0, month: isSwapped ? numbers.2 : numbers.1,
        day: isSwapped ? numbers.1 : numbers.2)
    case (3, 1...2, 1...2, 4) where isEvenlySeparated:
      return yearLast(order, year: numbers.2)
    case (3, 1...2, 1...2, 1...2) where isEvenlySeparated && separators.0 != .space:
      if order == .yearMonthDay, widths.0 == 2 {
        return Instant(year: Self.year(numbers.0), month: numbers.1, day: numbers.2)
      }
      return widths.2 == 2 ? yearLast(order, year: Self.year(numbers.2)) : nil
    default: return nil
    }
  }

  private func yearLast(_ order: DateForm.Order, year: Int) -> Instant? {
    switch order {
    case .dayMonthYear: Instant(year: year, month: numbers.1, day: numbers.0)
    case .monthDayYear: Instant(year: year, month: numbers.0, day: numbers.1)
    case .yearMonthDay, .yearDayMonth: nil
    }
  }

  /// The year of two digits: 69 to 99 are of the last century, as POSIX has it.
  private static func year(_ number: Int) -> Int {
    number < 69 ? 2000 + number : 1900 + number
  }
}
