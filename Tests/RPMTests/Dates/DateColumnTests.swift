internal import Testing

@testable import RPM

@Suite struct DateColumnTests {
  private func column(_ texts: [String?], form: DateForm? = nil) -> DateColumn {
    var column = DateColumn(form: form)
    for (index, text) in texts.enumerated() { column.look(at: text, place: "line \(index + 1)") }
    return column
  }

  @Test(arguments: [
    (["03/04/2024", "13/04/2024"], DateForm.Order.dayMonthYear, "day/month/year"),
    (["03/04/2024", "04/13/2024"], .monthDayYear, "month/day/year"),
    (["03-04-2024", "13-04-2024"], .dayMonthYear, "day-month-year"),
    (["03.04.2024", "05.06.2024"], .dayMonthYear, "day.month.year"),
    (["03.04.2024", "05.16.2024"], .monthDayYear, "month.day.year"),
    (["03.04.24", "01.02.23"], .dayMonthYear, "day.month.year"),
    (["2024-03-04", "2024-03-14"], .yearMonthDay, "year-month-day"),
    (["2024-03-04", "2024-14-03", "2024-15-03", "2024-31-01"], .yearDayMonth, "year-day-month"),
    (["09 13, 2009", "01 5, 2018"], .monthDayYear, "month day year"),
    (["24/03/04", "69/03/14", "70/12/30"], .yearMonthDay, "year/month/day"),
    (["05-Jan-24", "24-Jan-05"], .dayMonthYear, "the month by name"),
    (["05/05/2024", "06/06/2024"], .dayMonthYear, "day/month/year"),
    (["1700000000", "1600000000"], .yearMonthDay, "seconds since 1970"),
    (["1700000000123"], .yearMonthDay, "milliseconds since 1970"),
    (["20240105"], .yearMonthDay, "yyyymmdd"),
    (["Jan 5, 2024", "1 May 2024", nil, " "], .yearMonthDay, "the month by name"),
    (["2024-03-04", "2024-05-06", "14/05/2024"], .dayMonthYear, "year-month-day"),
  ])
  func theWholeColumnTells(texts: [String?], order: DateForm.Order, words: String) {
    let column = column(texts)
    #expect(column.finding == .form(DateForm(order)))
    #expect(column.words == words)
    #expect(column.problem == nil)
    #expect(column.unread == 0)
    #expect(
      texts.compactMap(\.self).filter { !DateForm.isNone($0) }
        .allSatisfy { column.read($0) != nil })
  }

  @Test func twoSidesAreSaidWithBothReadings() {
    let column = column(["05/05/2024", "03/04/2024", "06/07/2024"])
    #expect(column.finding == .ambiguous([DateForm(.dayMonthYear), DateForm(.monthDayYear)]))
    #expect(column.form == nil && column.range == nil)
    #expect(column.read("03/04/2024") == nil)
    #expect(column.words == "day/month/year or month/day/year")
    #expect(
      column.problem == "\"03/04/2024\" is 2024-04-03 as day/month/year and 2024-03-04 as "
        + "month/day/year, and no other date tells which")
  }

  @Test func aFormThatIsGivenDecides() {
    let texts = ["03/04/2024", "06/07/2024"]
    let column = column(texts, form: DateForm("m/d/y"))
    #expect(column.form == DateForm(.monthDayYear))
    #expect(column.read("03/04/2024")?.text == "2024-03-04")
    #expect(column.range?.lowerBound.text == "2024-03-04")
    #expect(column.range?.upperBound.text == "2024-06-07")
  }

  @Test func aFormThatIsGivenMayFail() {
    let column = column(["03/04/2024", "03/14/2024"], form: DateForm("d/m/y"))
    #expect(column.unread == 1)
    #expect(column.problem == "1 of 2 dates cannot be read: \"03/14/2024\" (line 2)")
  }

  @Test func whatCannotBeReadIsCountedAndShown() {
    let column = column(["2024-01-05", "soon", nil, "2024-02-30", "2024-01-06"])
    #expect(column.form == DateForm(.yearMonthDay))
    #expect((column.seen, column.blank, column.unread) == (4, 1, 2))
    #expect(column.unreadExample == .init(text: "soon", place: "line 2"))
    #expect(column.problem == "2 of 4 dates cannot be read: \"soon\" (line 2)")
  }

  @Test func slipsOfThePenDoNotDecide() {
    let many = (1...28).map { "\($0)/01/2024" }
    let one = column(many + ["01/31/2024"])
    #expect(one.form == DateForm(.dayMonthYear))
    #expect(one.unreadExample?.text == "01/31/2024")
    let mixed = column(["13/01/2024", "14/01/2024", "01/15/2024"])
    #expect(mixed.finding == .ambiguous([DateForm(.dayMonthYear), DateForm(.monthDayYear)]))
    #expect(
      mixed.problem
        == "\"13/01/2024\" is day/month/year and \"01/15/2024\" month/day/year")
  }

  @Test func shortYearsMayHaveThreeSides() {
    guard case .ambiguous(let forms) = column(["01/02/03"]).finding else {
      Issue.record("not ambiguous")
      return
    }
    #expect(forms.map(\.text) == ["d/m/y", "m/d/y", "y/m/d"])
  }

  @Test func nothingAndNoDates() {
    #expect(column([]).finding == .none)
    #expect(column([nil, "", "NaN"]).finding == .none)
    #expect(column([nil, ""]).problem == nil)
    let words = column(["soon", "later"])
    #expect(words.finding == .unreadable && words.unread == 2)
    #expect(words.problem == "2 of 2 dates cannot be read: \"soon\" (line 1)")
    #expect(column(["1", "2", "3"]).finding == .unreadable)
    #expect(column(["2024-13-01"]).finding == .unreadable)
    #expect(column(["2024-13-01"]).unreadExample?.text == "2024-13-01")
  }

  @Test func theRangeIsKnown() {
    let range = column(["2024-01-05", "2023-12-01", "", "2024-01-04"]).range
    #expect(range?.lowerBound.text == "2023-12-01")
    #expect(range?.upperBound.text == "2024-01-05")
  }

  /// Whatever is read of any bytes is within the years, and written out reads as itself.
  @Test func anyBytesAreReadOrNot() {
    var generator = SplitMix64(seed: 11)
    let pieces = [
      "1", "5", "12", "13", "31", "24", "2024", "1969", "20240105", "1700000000", "10:15", ":30",
      ".5", "-", "/", ".", " ", ",", "T", "Z", "+01:00", "-05", "AM", " p.m.", "Jan", "März", "年",
      "(", ")", "[x]", "\u{202F}", "'", "\"", "th", "GMT", "e9", "Fri", "\u{0}", "\u{301}",
    ]
    var found = 0
    for round in 0..<60_000 {
      var text = ""
      for _ in 0..<(generator.next() % 10) {
        text +=
          round % 4 == 0
          ? String(decoding: [UInt8(truncatingIfNeeded: generator.next())], as: UTF8.self)
          : pieces[Int(generator.next() % UInt64(pieces.count))]
      }
      var column = DateColumn()
      column.look(at: text)
      _ = (column.problem, column.words, column.finding)
      for order in DateForm.Order.allCases {
        guard let instant = DateForm(order).read(text) else { continue }
        found += 1
        #expect(Instant.range.contains(instant.milliseconds))
        #expect(DateForm(.yearMonthDay).read(instant.text)?.text == instant.text, "\(text)")
      }
      for unit in DateForm.Unit.allCases {
        _ = DateForm(.yearMonthDay, unit: unit).read(text)
      }
    }
    #expect(found > 500)
  }

  /// Mutations of real dates: a byte gone, twice, or another.
  @Test func brokenDatesAreReadOrNot() {
    var generator = SplitMix64(seed: 5)
    for (text, _) in DateFormTests.clear {
      for _ in 0..<300 {
        var bytes = Array(text.utf8)
        for _ in 0..<(1 + generator.next() % 2) where !bytes.isEmpty {
          let at = Int(generator.next() % UInt64(bytes.count))
          switch generator.next() % 3 {
          case 0: bytes.remove(at: at)
          case 1: bytes.insert(bytes[at], at: at)
          default: bytes[at] = UInt8(truncatingIfNeeded: generator.next() % 128)
          }
        }
        var column = DateColumn()
        column.look(at: String(decoding: bytes, as: UTF8.self))
        if let range = column.range {
          #expect(Instant.range.contains(range.lowerBound.milliseconds))
        }
      }
    }
  }
}
