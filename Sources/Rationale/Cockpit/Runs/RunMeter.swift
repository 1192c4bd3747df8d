internal import ChatModel
internal import RPM

/// What a run used and how fast it is, in words for the border of the prompt.
enum RunMeter {
  /// Tokens and money so far; empty where no language model was called.
  ///
  /// A `~` stands before what is guessed: the text that is still coming in, and what a server did
  /// not count.
  static func used(by run: RunState) -> String {
    text(run.usage, comingIn: run.isStreaming ? run.textTokens : 0)
  }

  /// `1,482+214 tok  $0.0031`; empty for nothing.
  ///
  /// - Parameter comingIn: tokens of the text that is coming in. Their money comes with the bill.
  static func text(_ usage: Usage, comingIn: Int = 0) -> String {
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

  /// `~214 tok 68/s` while the text comes in, `nil` otherwise.
  static func stream(of run: RunState) -> (tokens: String, rate: String)? {
    guard run.isStreaming, let began = run.textBegan, let now = run.now else { return nil }
    let count = run.textTokens
    let seconds = now - began
    let rate = seconds >= 0.5 ? "\(Int((Double(count) / seconds).rounded()))/s" : ""
    return ("~\(grouped(count)) tok", rate)
  }

  /// `about 40 s left`, `nil` while nothing can be said.
  static func left(of run: RunState) -> String? {
    guard run.kind == .fit, run.phase == .running, run.model != .builtIn else { return nil }
    return run.pace.secondsLeft(at: run.now).map { "about \(duration($0)) left" }
  }

  /// `40 s`, `3 min`, `2 h 5 min`.
  static func duration(_ seconds: Double) -> String {
    let whole = max(1, Int(seconds.rounded(.up)))
    if whole < 100 { return "\(whole) s" }
    let minutes = (whole + 30) / 60
    if minutes < 100 { return "\(minutes) min" }
    return "\(minutes / 60) h \(minutes % 60) min"
  }

  /// A number with commas: `1,482`.
  static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
