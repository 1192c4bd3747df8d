internal import ChatModel
internal import Foundation
package import RPM
package import Storage
package import TerminalKit
internal import Workbench

/// What runs and stages took, in words.
package enum TraceText {
  /// `#12`, `fit v3`, `fit`.
  package static func number(of run: TracedRun) -> String {
    switch run.id {
    case .ask(let number): "#\(number)"
    case .fit, .model: run.modelVersion.map { "fit v\($0)" } ?? "fit"
    }
  }

  /// The number and the answer: `#12 2`.
  package static func title(of run: TracedRun) -> String {
    [number(of: run), run.response ?? (run.isFit ? "" : ending(of: run.state))]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// How a run ended, in a short word; empty where it ended well.
  package static func ending(of state: Storage.Run.State) -> String {
    switch state {
    case .finished: ""
    case .cancelled: "stopped"
    case .failed: "failed"
    }
  }

  package static func role(of state: Storage.Run.State) -> Role {
    switch state {
    case .finished: .ok
    case .cancelled: .warning
    case .failed: .error
    }
  }

  /// `12.3 ms`, `4.5 s`, `3 min`.
  package static func time(_ seconds: Double) -> String {
    seconds < 100 ? AnswerReport.milliseconds(seconds) : RunMeter.duration(seconds)
  }

  /// The time of a stage, or that its result was taken over.
  package static func time(of record: StageRecord) -> String {
    record.state == .reused ? "taken over" : time(record.seconds)
  }

  /// `1,482+214 tok  $0.0031`; empty where no language model was called.
  package static func used(_ usage: Usage) -> String { RunMeter.text(usage) }

  /// What was used in at most 8 columns: money where its price is known, tokens otherwise.
  package static func short(_ usage: Usage?) -> String {
    guard let usage, !usage.isEmpty else { return "" }
    guard usage.tokens > 0 else { return usage.replayed > 0 ? "kept" : "" }
    let mark = usage.isEstimated ? "~" : ""
    if usage.unpricedTokens == 0 { return mark + UsageText.money(usage.dollars) }
    return mark + UsageText.tokens(usage.tokens).replacing(" tokens", with: " t")
  }

  /// The sign of how a stage ended.
  package static func mark(of record: StageRecord, glyphs: Glyphs) -> (String, Role) {
    switch record.state {
    case .finished:
      record.unusable > 0 ? ("!", .warning) : (String(glyphs.check), .ok)
    case .reused: ("=", .dim)
    case .cancelled: ("-", .warning)
    case .failed: (String(glyphs.cross), .error)
    }
  }

  // MARK: Details

  /// What is told of a run below the tree.
  package static func details(of run: TracedRun) -> [TraceDetail.Row] {
    func row(_ text: String, _ role: Role = .text) -> TraceDetail.Row {
      TraceDetail.Row(key: text, text: text, role: role)
    }
    let day = run.created.formatted(
      .iso8601.year().month().day().dateTimeSeparator(.space).time(
        includingFractionalSeconds: false))
    let what = run.isFit ? "fit" : "ask"
    let state = run.state == .finished ? "" : ", \(run.state.rawValue)"
    var rows = [row("\(number(of: run)) \(what) of \(run.userName)\(state), \(day) UTC")]
    if let message = run.message { rows.append(row(message, .error)) }
    var parts = run.identity.map { [$0.title] } ?? ["model not recorded"]
    if let version = run.modelVersion, !run.isFit { parts.append("memory v\(version)") }
    if let expected = run.expected { parts.append("true answer \(expected)") }
    rows.append(row(parts.joined(separator: ", "), .dim))
    if let usage = run.usage, !usage.isEmpty { rows.append(row(UsageText.summary(usage))) }
    if let stages = run.stages {
      let retries = stages.reduce(0) { $0 + $1.retries }
      let unusable = stages.reduce(0) { $0 + $1.unusable }
      if retries + unusable > 0 {
        rows.append(row("\(retries) sent again, \(unusable) not usable", .warning))
      }
    } else {
      rows.append(row("stages not recorded", .dim))
    }
    return rows
  }

  /// What is told of a stage.
  package static func details(of record: StageRecord, in run: TracedRun) -> [TraceDetail.Row] {
    func row(_ text: String, _ role: Role = .text) -> TraceDetail.Row {
      TraceDetail.Row(key: text, text: text, role: role)
    }
    let head = "\(record.stage.verb) of \(number(of: run)): \(record.outcome)"
    var rows = [
      row(record.outcome.isEmpty ? "\(record.stage.verb) of \(number(of: run))" : head),
      row(
        "\(record.state == .reused ? "taken over from an earlier run, " : "")\(time(record.seconds))"
      ),
    ]
    if let problem = record.problem { rows.append(row(problem, .error)) }
    let usage = record.usage
    guard !usage.isEmpty else {
      let name = run.identity?.isBuiltIn == true ? "the built-in model needs none" : "none"
      return rows + [row("calls of a language model: \(name)", .dim)]
    }
    rows.append(
      row(
        "prompt \(RunMeter.grouped(usage.inputTokens)) tok, reply "
          + "\(RunMeter.grouped(usage.outputTokens)) tok in \(Count.of(usage.calls, "call"))"))
    var pace: [String] = []
    if let first = record.firstText { pace.append("first text \(time(first))") }
    if record.callSeconds > 0, usage.outputTokens > 0 {
      pace.append("\(Int((Double(usage.outputTokens) / record.callSeconds).rounded())) tok/s")
    }
    pace.append("\(record.retries) sent again")
    if usage.replayed > 0 { pace.append("\(usage.replayed) kept") }
    if record.unusable > 0 { pace.append("\(record.unusable) not usable") }
    rows.append(row(pace.joined(separator: ", ")))
    var who = run.identity?.title ?? "model not recorded"
    if let money = UsageText.money(of: usage) { who = "\(money), \(who)" }
    rows.append(row(who, .dim))
    return rows
  }
}
