/// Looks at the dates of a whole column and tells how they are to be read.
///
/// One text is looked at after the other and none is kept, so that a column may be of any length.
/// Then `finding` says what was found, and `read` reads by it. A text that says by itself what it
/// is (`DateForm`) is read in any column; those with two sides, `03/04/2024`, are told apart by the
/// others: where one day is above 12, it is clear for all. Between points and beside the name of a
/// month the day comes first as long as every text allows it.
package struct DateColumn: Sendable {
  /// What is known of a column.
  package enum Finding: Hashable, Sendable {
    /// There is no date.
    case none
    /// There are texts, and no one is a date.
    case unreadable
    /// This form reads all, or all but `unread`.
    case form(DateForm)
    /// Each of these forms reads as much, and not alike: somebody has to say which is meant.
    case ambiguous([DateForm])
  }

  /// A text with its place.
  package struct Example: Hashable, Sendable {
    package var text: String
    /// As the caller names it, such as `reviews.csv:17`; may be empty.
    package var place: String
  }

  /// The form that was asked for; nothing is inferred then.
  package let given: DateForm?
  /// The texts that say something.
  package private(set) var seen = 0
  /// The texts that say nothing: empty, blank, `null`, `NaN`.
  package private(set) var blank = 0
  /// The finest part that a text tells.
  package private(set) var precision = Instant.Precision.year

  /// How many texts can be read in just these orders; an order is a bit.
  private var readable = [Int](repeating: 0, count: 16)
  private var earliest = SIMD4<Int64>(repeating: .max)
  private var latest = SIMD4<Int64>(repeating: .min)
  /// The first text that an order cannot read.
  private var failing = [Example?](repeating: nil, count: 4)
  /// The first text that an order alone of two can read, at `[one][other]`.
  private var proof = [[String?]](repeating: [String?](repeating: nil, count: 4), count: 4)
  /// The first text that two orders read differently, at the sum of their bits.
  private var twoSided: [UInt8: (text: String, moments: SIMD4<Int64>)] = [:]
  private var styles = [Int](repeating: 0, count: DateStyle.allCases.count)

  /// - Parameter form: how the column is to be read; `nil` to find out.
  package init(form: DateForm? = nil) {
    given = form
  }

  /// Takes a text into account.
  /// - Parameter place: where it stands, for messages; made only where it is needed.
  package mutating func look(at text: String?, place: @autoclosure () -> String = "") {
    guard let text, !DateForm.isNone(text) else {
      blank += 1
      return
    }
    seen += 1
    let sight = DateSight(text, unit: given?.unit)
    var mask = 0
    for order in 0..<4 {
      let moment = sight.moments[order]
      if moment == DateSight.none {
        if failing[order] == nil { failing[order] = Example(text: text, place: place()) }
      } else {
        mask |= 1 << order
        if moment < earliest[order] { earliest[order] = moment }
        if moment > latest[order] { latest[order] = moment }
      }
    }
    readable[mask] += 1
    guard mask != 0 else { return }
    styles[sight.style.rawValue] += 1
    if sight.precision > precision { precision = sight.precision }
    guard sight.isSided else { return }
    noteSides(of: sight, mask: mask, text: text)
  }

  private mutating func noteSides(of sight: DateSight, mask: Int, text: String) {
    for one in 0..<4 {
      for other in 0..<4 where one != other {
        switch (mask >> one & 1, mask >> other & 1) {
        case (1, 0):
          if proof[one][other] == nil { proof[one][other] = text }
        case (1, 1) where one < other && !sight.style.hasDayFirst:
          let pair = UInt8(1 << one | 1 << other)
          if sight.moments[one] != sight.moments[other], twoSided[pair] == nil {
            twoSided[pair] = (text, sight.moments)
          }
        default: break
        }
      }
    }
  }

  /// What was found.
  package var finding: Finding {
    guard seen > 0 else { return .none }
    guard readable[0] < seen else { return .unreadable }
    if let given { return .form(given) }
    // A day between year and month is so rare that one or two are slips of the pen.
    let orders = DateForm.Order.allCases.filter {
      $0 != .yearDayMonth || readable[8] >= 3 && readable[7] == 0
    }
    let most = orders.map(count).max() ?? 0
    guard most > 0 else { return .unreadable }
    // Where every text speaks for itself, nothing is known of those that would not.
    if DateStyle.allCases.allSatisfy({ $0.isClear || styles[$0.rawValue] == 0 }),
      count(.yearMonthDay) == most
    {
      return .form(DateForm(.yearMonthDay))
    }
    var best: [DateForm.Order] = []
    for order in orders where count(order) == most {
      if best.allSatisfy({ differ($0, order) }) { best.append(order) }
    }
    if best.count == 1 {
      best += DateForm.Order.allCases.filter { isContradicted(best[0], by: $0) }
    }
    return best.count == 1 ? .form(DateForm(best[0])) : .ambiguous(best.map { DateForm($0) })
  }

  /// The form to read by; `nil` where there is none or more than one.
  package var form: DateForm? {
    if case .form(let form) = finding { form } else { nil }
  }

  /// Reads one text by what was found.
  package func read(_ text: String?) -> Instant? {
    guard let text else { return nil }
    return form?.read(text)
  }

  /// How many texts that say something cannot be read.
  package var unread: Int {
    switch finding {
    case .form(let form): seen - count(form.order)
    case .unreadable: seen
    case .none, .ambiguous: readable[0]
    }
  }

  /// The first text that cannot be read.
  package var unreadExample: Example? {
    switch finding {
    case .form(let form): failing[form.order.index]
    case .unreadable: failing[DateForm.Order.yearMonthDay.index]
    case .none, .ambiguous: nil
    }
  }

  /// The first and the last moment; `nil` where no form is known.
  package var range: ClosedRange<Instant>? {
    guard let order = form?.order, count(order) > 0 else { return nil }
    let first = Instant(milliseconds: earliest[order.index], precision: precision)
    return first...Instant(milliseconds: latest[order.index], precision: precision)
  }

  private func count(_ order: DateForm.Order) -> Int {
    readable.indices.reduce(0) { $0 + ($1 >> order.index & 1 == 1 ? readable[$1] : 0) }
  }

  /// Whether a text is another moment in the one order than in the other.
  private func differ(_ one: DateForm.Order, _ other: DateForm.Order) -> Bool {
    twoSided[UInt8(1 << one.index | 1 << other.index)] != nil
  }

  /// Whether so many texts are clear in another order that those which do not fit are no slips of
  /// the pen: more than one in ten of those that are clear in this one.
  private func isContradicted(_ order: DateForm.Order, by other: DateForm.Order) -> Bool {
    guard order != other, other != .yearDayMonth else { return false }
    let bits = (1 << order.index, 1 << other.index)
    var (pro, contra) = (0, 0)
    for mask in readable.indices {
      switch (mask & bits.0, mask & bits.1) {
      case (bits.0, 0): pro += readable[mask]
      case (0, bits.1): contra += readable[mask]
      default: break
      }
    }
    return contra * 10 > pro
  }
}

extension DateColumn {
  /// The form in words: `day.month.year`, `seconds since 1970`; of several the most frequent.
  package var words: String {
    switch finding {
    case .none: return "no dates"
    case .unreadable: return "no date that can be read"
    case .ambiguous(let forms): return forms.map(\.words).joined(separator: " or ")
    case .form(let form):
      let style = DateStyle.allCases.max { styles[$0.rawValue] < styles[$1.rawValue] }
      return form.unit == nil ? style?.words(in: form) ?? form.words : form.words
    }
  }

  /// What is wrong with the dates, as a sentence without its full stop; `nil` where nothing is.
  package var problem: String? {
    switch finding {
    case .none: return nil
    case .ambiguous(let forms): return ambiguity(forms)
    case .unreadable, .form:
      guard unread > 0, let example = unreadExample else { return nil }
      let place = example.place.isEmpty ? "" : " (\(example.place))"
      let which = seen == 1 ? "the date" : "\(unread) of \(seen) dates"
      return "\(which) cannot be read: \"\(example.text)\"\(place)"
    }
  }

  private func ambiguity(_ forms: [DateForm]) -> String {
    let (one, other) = (forms[0], forms[1])
    let pair = UInt8(1 << one.order.index | 1 << other.order.index)
    func day(_ form: DateForm, _ moments: SIMD4<Int64>) -> String {
      Instant(milliseconds: moments[form.order.index], precision: .day).text
    }
    if let first = proof[one.order.index][other.order.index],
      let second = proof[other.order.index][one.order.index]
    {
      return "\"\(first)\" is \(one.words) and \"\(second)\" \(other.words)"
    }
    guard let (text, moments) = twoSided[pair] else { return words }
    return "\"\(text)\" is \(day(one, moments)) as \(one.words) and \(day(other, moments)) as "
      + "\(other.words), and no other date tells which"
  }
}

extension DateForm.Order {
  var index: Int { Int(rawValue) }
}
