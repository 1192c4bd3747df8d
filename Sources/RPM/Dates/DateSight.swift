/// One text of a column, read in every order of its numbers at once.
struct DateSight {
  /// The moments by `DateForm.Order`, `none` where the text is no date in that order.
  var moments = SIMD4<Int64>(repeating: DateSight.none)
  var precision = Instant.Precision.year
  var style = DateStyle.yearFirst
  /// Whether the order makes a difference, or could have made one.
  var isSided = false

  static let none = Int64.min

  init(_ text: String, unit: DateForm.Unit?) {
    var text = text
    text.withUTF8 { bytes in
      let bytes = DateForm.trimmed(bytes)
      if let number = DateNumber(bytes), let instant = number.instant(unit) {
        set(instant, for: 0b1111)
        style = (unit ?? number.unit).map(DateStyle.of) ?? .digits
      } else if let text = DateText(bytes) {
        take(text)
      }
    }
  }

  private mutating func take(_ text: DateText) {
    style = DateStyle.of(text)
    switch style {
    case .yearFirst where text.count == 3:
      if let instant = text.instant(.yearMonthDay) { set(instant, for: 0b0111) }
      if let instant = text.instant(.yearDayMonth) { set(instant, for: 0b1000) }
      isSided = moments[0] == Self.none || moments[3] == Self.none
    case .shortYear, .dashed, .slashed, .dotted, .spaced, .dottedShort, .namedShort:
      isSided = true
      for order in DateForm.Order.allCases {
        if let instant = text.instant(order) { set(instant, for: 1 << order.rawValue) }
      }
    case .yearFirst, .named, .digits, .seconds, .milliseconds, .microseconds, .nanoseconds:
      if let instant = text.instant(.yearMonthDay) { set(instant, for: 0b1111) }
    }
  }

  private mutating func set(_ instant: Instant, for orders: UInt8) {
    precision = max(precision, instant.precision)
    for order in 0..<4 where orders >> UInt8(order) & 1 == 1 {
      moments[order] = instant.milliseconds
    }
  }
}

/// How a date is written, as far as a person would call it another way of writing.
enum DateStyle: Int, CaseIterable {
  case yearFirst, dotted, slashed, dashed, spaced, shortYear, dottedShort, named, namedShort
  case digits, seconds, milliseconds, microseconds, nanoseconds

  /// Whether the day comes first where nothing says otherwise.
  var hasDayFirst: Bool {
    self == .dotted || self == .dottedShort || self == .namedShort
  }

  /// Whether a text says by itself which number is which.
  var isClear: Bool {
    switch self {
    case .dotted, .slashed, .dashed, .spaced, .shortYear, .dottedShort, .namedShort: false
    default: true
    }
  }

  static func of(_ unit: DateForm.Unit) -> DateStyle {
    switch unit {
    case .seconds: .seconds
    case .milliseconds: .milliseconds
    case .microseconds: .microseconds
    case .nanoseconds: .nanoseconds
    }
  }

  static func of(_ text: DateText) -> DateStyle {
    if text.month != nil {
      return text.count == 2 && text.widths.0 <= 2 && text.widths.1 <= 2 ? .namedShort : .named
    }
    guard text.count == 3, text.widths.0 <= 2 else { return .yearFirst }
    guard text.widths.2 > 2 else { return text.isDotted ? .dottedShort : .shortYear }
    switch text.separators.0 {
    case .dot: return .dotted
    case .slash: return .slashed
    case .dash: return .dashed
    case .space, .none: return .spaced
    }
  }

  /// In words, with the sign that stands between.
  func words(in form: DateForm) -> String {
    switch self {
    case .yearFirst:
      form.order == .yearDayMonth ? "year-day-month" : "year-month-day"
    case .dotted, .dottedShort: form.words(with: ".")
    case .dashed: form.words(with: "-")
    case .slashed, .shortYear: form.words(with: "/")
    case .spaced: form.words(with: " ")
    case .named, .namedShort: "the month by name"
    case .digits: "yyyymmdd"
    case .seconds, .milliseconds, .microseconds, .nanoseconds: "\(self) since 1970"
    }
  }
}
