/// How the dates of a column are to be read where a text alone does not say.
///
/// Most texts say it themselves: a year of four digits that stands first, a month with a name, a
/// number of seconds since 1970. They are read alike under every form. What is left are the numbers
/// of `03/04/2024` and `03.04.24`, and numbers since 1970 that are too small to show their unit.
package struct DateForm: Hashable, Sendable {
  /// Which number is which.
  package enum Order: UInt8, CaseIterable, Sendable {
    case dayMonthYear, monthDayYear, yearMonthDay, yearDayMonth

    var isYearFirst: Bool { self == .yearMonthDay || self == .yearDayMonth }
  }

  /// What a bare number counts since 1970.
  package enum Unit: String, CaseIterable, Sendable {
    case seconds, milliseconds, microseconds, nanoseconds
  }

  package var order: Order
  /// What every bare number counts; `nil` where its size says it.
  package var unit: Unit?

  package init(_ order: Order, unit: Unit? = nil) {
    (self.order, self.unit) = (order, unit)
  }

  /// What is written where a form is asked for.
  package static let syntax =
    "d/m/y, m/d/y, y/m/d or y/d/m, with any sign between, or seconds, milliseconds, microseconds "
    + "or nanoseconds since 1970"

  /// Reads a form: the three parts in their order, as letters or words, whatever stands between
  /// and as many letters as somebody likes (`d/m/y`, `dd.mm.yyyy`, `day-month-year`, `%m/%d/%Y`,
  /// `DD MMM YY`), or a unit (`seconds`, `ms`, `epoch`), or `iso`. A time of day needs no letters;
  /// what follows the third part is passed over.
  package init?(_ text: String) {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    switch words.first {
    case "s", "sec", "second", "seconds", "epoch", "unix", "timestamp": unit = .seconds
    case "ms", "millisecond", "milliseconds", "millis": unit = .milliseconds
    case "us", "µs", "microsecond", "microseconds", "micros": unit = .microseconds
    case "ns", "nanosecond", "nanoseconds", "nanos": unit = .nanoseconds
    case "iso":
      (order, unit) = (.yearMonthDay, nil)
      return
    default:
      var parts = ""
      let letters = words.count == 1 ? Self.runs(of: words[0]) : words
      for word in letters where parts.count < 3 {
        switch word {
        case "d", "dd", "day", "days", "j": parts += "d"
        case "m", "mm", "mmm", "mmmm", "b", "month", "mon": parts += "m"
        case "y", "yy", "yyy", "yyyy", "year": parts += "y"
        default: return nil
        }
      }
      guard let order = Order.allCases.first(where: { $0.letters == parts }) else { return nil }
      self.order = order
      return
    }
    guard words.count == 1 || words.count == 2 && words[1] == "since" else { return nil }
    order = .yearMonthDay
  }

  /// The runs of one letter in `ddmmyyyy`; a word such as `day` stays whole.
  private static func runs(of word: String) -> [String] {
    guard word.allSatisfy({ "dmy".contains($0) }) else { return [word] }
    var runs: [String] = []
    for letter in word {
      if runs.last?.last == letter {
        runs[runs.count - 1].append(letter)
      } else {
        runs.append(String(letter))
      }
    }
    return runs
  }

  /// What `init(_:)` reads, in short.
  package var text: String {
    unit?.rawValue ?? order.letters.map(String.init).joined(separator: "/")
  }

  /// In words: `day/month/year`, `seconds since 1970`.
  package var words: String { words(with: "/") }

  func words(with separator: String) -> String {
    unit.map { "\($0.rawValue) since 1970" } ?? order.words.joined(separator: separator)
  }

  /// The moment of a text; `nil` for a blank one and one that is no date in this form.
  package func read(_ text: String) -> Instant? {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = Self.trimmed(bytes)
      if let number = DateNumber(bytes), let instant = number.instant(unit) { return instant }
      return DateText(bytes)?.instant(order)
    }
  }

  /// Whether a text says nothing: blank, or what programs write where there is no date.
  package static func isNone(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = trimmed(bytes)
      guard !bytes.isEmpty else { return true }
      if bytes.count >= 10, bytes[0] == 0x30, bytes.starts(with: "0000-00-00".utf8) { return true }
      guard bytes.count <= 4 else { return false }
      return nothing.contains(String(decoding: bytes, as: UTF8.self).lowercased())
    }
  }

  private static let nothing: Set<String> = [
    "null", "none", "nil", "nan", "nat", "n/a", "na", "-", "--", "?", "\\n",
  ]

  /// Without the white space and the quotes around.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, bytes.count)
    func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x22 }
    while start < end, isBlank(bytes[start]) { start += 1 }
    while start < end, isBlank(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}

extension DateForm.Order {
  /// `dmy`.
  var letters: String {
    String(words.compactMap(\.first))
  }

  var words: [String] {
    switch self {
    case .dayMonthYear: ["day", "month", "year"]
    case .monthDayYear: ["month", "day", "year"]
    case .yearMonthDay: ["year", "month", "day"]
    case .yearDayMonth: ["year", "day", "month"]
    }
  }
}
