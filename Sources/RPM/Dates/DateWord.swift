/// The words that dates are written with: English, German, French and Spanish.
enum DateWord: Sendable {
  case month(Int)
  /// The day of the week, and small words between the parts: neither says when.
  case filler
  /// Stands between the numbers of a date as a dash does: the signs for year, month and day.
  case sign
  /// Before or after noon.
  case half(isAfternoon: Bool)
  /// Minutes ahead of UTC.
  case zone(Int)

  /// The bytes of a word of at most 16, in lower case.
  struct Key: Hashable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var count = 0

    /// Adds a byte in lower case: A to Z, and the accented letters of Latin-1 in UTF-8.
    mutating func add(_ byte: UInt8, after last: UInt8) {
      var byte = byte
      if (0x41...0x5A).contains(byte) { byte |= 0x20 }
      if last == 0xC3, (0x80...0x9E).contains(byte), byte != 0x97 { byte += 0x20 }
      if count < 8 {
        first |= UInt64(byte) << (UInt64(count) * 8)
      } else if count < 16 {
        second |= UInt64(byte) << (UInt64(count - 8) * 8)
      }
      count += 1
    }

    init() {}

    init(_ word: String) {
      var last: UInt8 = 0
      for byte in word.utf8 {
        add(byte, after: last)
        last = byte
      }
    }
  }

  static func of(_ key: Key) -> DateWord? {
    key.count <= 16 ? table[key] : nil
  }

  private static let table: [Key: DateWord] = {
    var table: [Key: DateWord] = [:]
    func add(_ words: String, _ meaning: DateWord) {
      for word in words.split(separator: " ") { table[Key(String(word))] = meaning }
    }
    for (index, names) in months.enumerated() { add(names, .month(index + 1)) }
    add(weekdays, .filler)
    add("of the at on st nd rd th um uhr den de del le à às las el er º ª", .filler)
    add("年 月 日 년 월 일", .sign)
    add("am", .half(isAfternoon: false))
    add("pm", .half(isAfternoon: true))
    for (names, hours) in zones { add(names, .zone(hours * 60)) }
    return table
  }()

  private static let months = [
    "january jan januar jänner janvier janv enero ene",
    "february feb februar februari février fevrier févr fevr fév fev febrero",
    "march mar märz maerz mrz mär mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug août aout agosto ago",
    "september sep sept septembre septiembre setiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre déc diciembre dic",
  ]

  private static let weekdays = """
    monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat \
    sunday sun montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa \
    sonntag so lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim lunes \
    martes miércoles miercoles mié jueves jue viernes vie sábado sabado sáb domingo dom
    """

  /// Those of RFC 2822 and the Central European ones; others mean several zones.
  private static let zones = [
    ("z utc gmt ut wet", 0), ("cet mez west", 1), ("cest mesz eet", 2), ("eest", 3),
    ("edt", -4), ("est cdt", -5), ("cst mdt", -6), ("mst pdt", -7), ("pst", -8),
  ]
}
