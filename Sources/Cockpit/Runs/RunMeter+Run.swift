internal import Presentation
internal import RPM
internal import Workbench

extension RunMeter {
  /// Tokens and money so far; empty where no language model was called.
  ///
  /// A `~` stands before what is guessed: the text that is still coming in, and what a server did
  /// not count.
  static func used(by run: RunState) -> String {
    text(run.usage, comingIn: run.isStreaming ? run.textTokens : 0)
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
}
