/// A date that is one number: since 1970, or the digits of year, month and day.
///
/// How large it is says what it is, so that a column needs no further look: nine and ten digits are
/// seconds, 12 and 13 milliseconds, 15 and 16 microseconds, 18 and 19 nanoseconds, which is any
/// time from 1973 to 2286; 4, 6, 8, 12, 14 and 17 digits are `yyyy`, `yyyymm`, `yyyymmdd` and so on
/// down to the millisecond, where they are a day that there is.
struct DateNumber {
  private var isNegative = false
  private var digits: UInt64 = 0
  private var width = 0
  /// The first three digits after the point, and whether any is not 0.
  private var thousandths: Int64 = 0
  private var hasFraction = false

  /// Reads a number; `nil` where the text is something else, or longer than any time.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    func isDigit() -> Bool { at < bytes.count && (0x30...0x39).contains(bytes[at]) }
    if let first = bytes.first, first == 0x2B || first == 0x2D {
      isNegative = first == 0x2D
      at = 1
    }
    while isDigit() {
      guard width < 19 else { return nil }
      digits = digits * 10 + UInt64(bytes[at] & 0x0F)
      (width, at) = (width + 1, at + 1)
    }
    guard width > 0 else { return nil }
    if at < bytes.count, bytes[at] == 0x2E {
      at += 1
      guard isDigit() else { return nil }
      var scale: Int64 = 100
      while isDigit() {
        thousandths += Int64(bytes[at] & 0x0F) * scale
        hasFraction = hasFraction || bytes[at] != 0x30
        (scale, at) = (scale / 10, at + 1)
      }
    }
    if at < bytes.count, bytes[at] | 0x20 == 0x65 {
      guard let value = Self.value(of: bytes) else { return nil }
      self = value
      return
    }
    guard at == bytes.count else { return nil }
  }

  /// `1.7e+09`, as a program writes a large number: the whole number that it is.
  private static func value(of bytes: UnsafeBufferPointer<UInt8>) -> DateNumber? {
    guard bytes.count <= 32, let value = Double(String(decoding: bytes, as: UTF8.self)),
      value.isFinite, abs(value) < 1e19
    else { return nil }
    let text = String(UInt64(abs(value)))
    var number = DateNumber(digits: UInt64(abs(value)), width: text.utf8.count)
    number.isNegative = value < 0
    return number
  }

  private init(digits: UInt64, width: Int) {
    (self.digits, self.width) = (digits, width)
  }

  /// The moment, in the unit that is given or the one that its size says.
  func instant(_ unit: DateForm.Unit?) -> Instant? {
    if let unit { return since1970(unit) }
    if !isNegative, !hasFraction, let instant = written { return instant }
    return Self.unit(of: digits).flatMap(since1970)
  }

  /// Whether it is told since 1970, and in what.
  var unit: DateForm.Unit? {
    !isNegative && !hasFraction && written != nil ? nil : Self.unit(of: digits)
  }

  private static func unit(of digits: UInt64) -> DateForm.Unit? {
    switch digits {
    case 100_000_000..<10_000_000_000: .seconds
    case 100_000_000_000..<10_000_000_000_000: .milliseconds
    case 100_000_000_000_000..<10_000_000_000_000_000: .microseconds
    case 100_000_000_000_000_000..<10_000_000_000_000_000_000: .nanoseconds
    default: nil
    }
  }

  private func since1970(_ unit: DateForm.Unit) -> Instant? {
    guard let digits = Int64(exactly: digits) else { return nil }
    var milliseconds: Int64
    switch unit {
    case .seconds:
      let (product, isTooLarge) = digits.multipliedReportingOverflow(by: 1000)
      guard !isTooLarge, product < Int64.max - 1000 else { return nil }
      milliseconds = product + thousandths
    case .milliseconds: milliseconds = digits
    case .microseconds: milliseconds = digits / 1000
    case .nanoseconds: milliseconds = digits / 1_000_000
    }
    if isNegative { milliseconds = -milliseconds }
    guard Instant.range.contains(milliseconds) else { return nil }
    let isWhole = unit == .seconds && !hasFraction
    return Instant(milliseconds: milliseconds, precision: isWhole ? .second : .millisecond)
  }

  /// The digits of a day, with or without the time.
  private var written: Instant? {
    var rest = Int64(digits)
    func take(_ size: Int64) -> Int {
      defer { rest /= size }
      return Int(rest % size)
    }
    switch width {
    case 4: return Instant(year: Int(digits), precision: .year)
    case 6:
      let month = take(100)
      return Instant(year: Int(rest), month: month, precision: .month)
    case 8, 12, 14, 17:
      let millisecond = width == 17 ? take(1000) : 0
      let second = width >= 14 ? take(100) : 0
      let minute = width >= 12 ? take(100) : 0
      let hour = width >= 12 ? take(100) : 0
      let day = take(100)
      let month = take(100)
      guard hour < 24, minute < 60, second <= 60,
        var instant = Instant(year: Int(rest), month: month, day: day)
      else { return nil }
      instant.milliseconds += Int64(((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
      instant.precision = [8: .day, 12: .minute, 14: .second][width] ?? .millisecond
      return instant
    default: return nil
    }
  }
}
