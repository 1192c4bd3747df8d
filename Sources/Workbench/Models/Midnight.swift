package import Foundation

/// When the day began where the user is.
///
/// The C library is asked: the calendar of Foundation would load its tables of all the world's
/// calendars before the first frame.
package enum Midnight {
  /// The last midnight.
  package static var last: Date { before(Date()) }

  /// The last midnight before a moment; the moment itself where the clock knows no day for it.
  package static func before(_ moment: Date) -> Date {
    var seconds = time_t(moment.timeIntervalSince1970.rounded(.down))
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return moment }
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (0, 0, 0)
    // Summer time may have begun or ended since.
    parts.tm_isdst = -1
    let midnight = mktime(&parts)
    return midnight == -1 ? moment : Date(timeIntervalSince1970: Double(midnight))
  }
}
