internal import Foundation

/// When a call is made once more, and after how long (the numbers are those of OpenAI's own
/// clients).
struct RetryPolicy: Sendable {
  /// How often a request is sent until its failure counts.
  var attempts = 4
  /// How often one is sent that nothing comes back of, for as long as one waits: a server that is
  /// silent for ten minutes is not tried four times.
  var silences = 2
  /// The longest wait, in seconds, that a server may ask for; beyond it the call fails.
  var longestWait = 120.0

  /// How long to wait where the server does not say: half a second, doubled each time, at most
  /// eight, spread by a quarter.
  ///
  /// - Parameters:
  ///   - retry: 0 for the first.
  ///   - isLoading: whether the server loads its model, which takes longer than a hiccup.
  ///   - chance: 0 to 1.
  func backoff(retry: Int, isLoading: Bool, chance: Double) -> Double {
    let doublings = Double(1 << min(max(retry, 0), 8))
    return min(8, (isLoading ? 2 : 0.5) * doublings) * (1 - 0.25 * chance)
  }

  /// How many seconds the server asks for; `nil` where it does not say.
  ///
  /// `retry-after-ms`, then `Retry-After` in seconds or as a date, then, after too many requests,
  /// the reset of the limit that is used up, then what the message says. At most 10^9, however much
  /// a server says: that is refused as too long.
  static func askedWait(
    _ headers: [String: String], status: Int, message: String = "", now: Date
  ) -> Double? {
    wait(headers, status: status, message: message, now: now).map { min($0, endless) }
  }

  private static func wait(
    _ headers: [String: String], status: Int, message: String, now: Date
  ) -> Double? {
    if let text = headers["retry-after-ms"], let value = plain(text) { return value / 1000 }
    if let text = headers["retry-after"] {
      if let value = plain(text) { return value }
      if let date = date(text) { return max(0, date.timeIntervalSince(now)) }
    }
    guard status == 429 else { return nil }
    return reset(headers, now: now) ?? spoken(message)
  }

  private static func plain(_ text: String) -> Double? {
    guard let value = Double(text.trimmingCharacters(in: .whitespaces)), value.isFinite, value >= 0
    else { return nil }
    return value
  }

  /// No wait is longer, whatever a server says.
  private static let endless = 1e9

  /// A date as HTTP writes it, in any of its three forms.
  private static func date(_ text: String) -> Date? {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    for form in [
      "EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy",
    ] {
      format.dateFormat = form
      if let date = format.date(from: text.trimmingCharacters(in: .whitespaces)) { return date }
    }
    return nil
  }

  /// The time until the limits that are used up are reset.
  private static func reset(_ headers: [String: String], now: Date) -> Double? {
    var waits: [Double] = []
    var usedUp: [Double] = []
    for what in ["-requests", "-tokens", ""] {
      guard let text = headers["x-ratelimit-reset\(what)"], let wait = duration(text, now: now)
      else { continue }
      waits.append(wait)
      if headers["x-ratelimit-remaining\(what)"].flatMap(plain) == 0 { usedUp.append(wait) }
    }
    return (usedUp.isEmpty ? waits : usedUp).max()
  }

  /// A duration such as `1s`, `6m0s`, `20ms`, a number of seconds, or a moment since 1970.
  static func duration(_ text: String, now: Date) -> Double? {
    if let value = plain(text) {
      // No wait is years long: these are moments, in seconds or milliseconds.
      if value > 1e11 { return max(0, value / 1000 - now.timeIntervalSince1970) }
      if value > 1e8 { return max(0, value - now.timeIntervalSince1970) }
      return value
    }
    return DurationText.seconds(in: text)
  }

  /// "Please try again in 1.5s", which some say instead of a header.
  private static func spoken(_ message: String) -> Double? {
    let words = message.lowercased()
    for phrase in ["try again in ", "retry in ", "retry after "] {
      guard let found = words.range(of: phrase) else { continue }
      let rest = words[found.upperBound...]
      let time = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." || "hms".contains($0) }
      return duration(time.trimmingCharacters(in: ["."]), now: Date(timeIntervalSince1970: 0))
    }
    return nil
  }
}
