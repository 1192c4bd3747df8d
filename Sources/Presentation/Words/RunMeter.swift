internal import ChatModel
package import RPM

/// What a run used and how fast it is, in words for the border of the prompt.
package enum RunMeter {
  /// `1,482+214 tok  $0.0031`; empty for nothing.
  ///
  /// - Parameter comingIn: tokens of the text that is coming in. Their money comes with the bill.
  package static func text(_ usage: Usage, comingIn: Int = 0) -> String {
    guard !usage.isEmpty || comingIn > 0 else { return "" }
    let mark = usage.isEstimated || comingIn > 0 ? "~" : ""
    var parts: [String] = []
    if usage.tokens + comingIn > 0 {
      let output = grouped(usage.outputTokens + comingIn)
      parts.append("\(mark)\(grouped(usage.inputTokens))+\(output) tok")
    }
    if let money = UsageText.money(of: usage) { parts.append(money) }
    if parts.isEmpty { parts.append("kept, nothing paid") }
    return parts.joined(separator: "  ")
  }

  /// `40 s`, `3 min`, `2 h 5 min`.
  package static func duration(_ seconds: Double) -> String {
    let whole = max(1, Int(seconds.rounded(.up)))
    if whole < 100 { return "\(whole) s" }
    let minutes = (whole + 30) / 60
    if minutes < 100 { return "\(minutes) min" }
    return "\(minutes / 60) h \(minutes % 60) min"
  }

  /// A number with commas: `1,482`.
  package static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
