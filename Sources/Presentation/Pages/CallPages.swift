internal import Foundation
package import RPM
package import TerminalKit
internal import Workbench

/// The calls of a language model: what was sent, and what came back untouched.
///
/// Everything a model or a person wrote goes through the sanitizer when it is broken into lines.
package enum CallPages {
  /// The most bytes of one text that are shown. Whoever needs more of it has it in the library.
  package static let longest = 256 * 1024

  /// The messages as they were sent, call by call.
  package static func prompts(_ calls: [Exchange], before: Int, width: Int, glyphs: Glyphs)
    -> [[Span]]
  {
    var page = Page(width: width, glyphs: glyphs)
    page.addForgotten(before)
    for (index, call) in calls.enumerated() {
      page.addHead(call, number: before + index + 1, of: before + calls.count)
      page.add(
        "prompt \(call.prompt.role) version \(call.prompt.version), \(call.prompt.hash)",
        role: .dim)
      page.add(models(of: call), role: .dim)
      for message in call.messages {
        page.add(
          "\(message.role.rawValue), \(RunMeter.grouped(message.text.count)) characters",
          role: .key)
        page.add(message.text, role: .text)
      }
      page.addGap()
    }
    return page.lines
  }

  /// The replies as they came, call by call.
  package static func replies(_ calls: [Exchange], before: Int, width: Int, glyphs: Glyphs)
    -> [[Span]]
  {
    var page = Page(width: width, glyphs: glyphs)
    page.addForgotten(before)
    for (index, call) in calls.enumerated() {
      page.addHead(call, number: before + index + 1, of: before + calls.count)
      if let problem = call.problem {
        page.add("\(glyphs.cross) cannot be used: \(problem)", role: .error)
      }
      page.add(figures(of: call), role: .dim)
      page.add(models(of: call), role: .dim)
      if let reasoning = call.reasoning, !reasoning.isEmpty {
        page.add("hidden reasoning", role: .key)
        page.add(reasoning, role: .dim)
        page.add("reply", role: .key)
      }
      if call.reply.isEmpty {
        page.add("nothing came", role: .warning)
      } else {
        page.add(call.reply, role: .quote)
      }
      page.addGap()
    }
    return page.lines
  }

  /// What went wrong with the calls of a run, with the replies that could not be used.
  package static func problems(_ calls: [Exchange], width: Int, glyphs: Glyphs) -> [[Span]] {
    guard let call = calls.last(where: { $0.problem != nil }), let problem = call.problem else {
      return []
    }
    var page = Page(width: width, glyphs: glyphs)
    page.addGap()
    page.add("\(glyphs.cross) \(call.stage.verb): \(problem)", role: .error)
    page.add("the reply that could not be used; R has them all", role: .key)
    page.add(call.reply.isEmpty ? "nothing came" : call.reply, role: .quote)
    return page.lines
  }

  private static func figures(of call: Exchange) -> String {
    var parts: [String] = []
    parts.append(call.finishReason.map { "finish \($0)" } ?? "no finish reason")
    if call.isReplayed {
      parts.append("kept from an earlier call, nothing paid")
    } else {
      if call.attempts > 1 { parts.append(Count.of(call.attempts, "attempt")) }
      parts.append(AnswerReport.milliseconds(call.seconds))
    }
    let used = RunMeter.text(call.usage)
    if !used.isEmpty, !call.isReplayed { parts.append(used) }
    if call.usage.cachedInputTokens > 0 {
      parts.append("\(RunMeter.grouped(call.usage.cachedInputTokens)) cached")
    }
    return parts.joined(separator: ", ")
  }

  private static func models(of call: Exchange) -> String {
    guard let reported = call.reportedModel else { return "\(call.model.title), says no name" }
    return reported == call.model.name
      ? call.model.title : "\(call.model.title), says it is \(reported)"
  }

  private struct Page {
    let width: Int
    let glyphs: Glyphs
    var lines: [[Span]] = []

    mutating func addHead(_ call: Exchange, number: Int, of count: Int) {
      let head = "call \(number) of \(count)  \(call.stage.verb)"
      lines.append([Span(TextLayout.truncate(head, width: width, glyphs: glyphs), .header)])
    }

    mutating func addForgotten(_ count: Int) {
      guard count > 0 else { return }
      add("\(Count.of(count, "earlier call")) of this fit not shown", role: .dim)
      addGap()
    }

    mutating func addGap() { lines.append([]) }

    mutating func add(_ text: String, role: Role) {
      let (head, left, tail) = Self.cut(text)
      append(head, role)
      guard left > 0 else { return }
      append("… \(RunMeter.grouped(left)) bytes left out here …", .warning)
      append(tail, role)
    }

    private mutating func append(_ text: String, _ role: Role) {
      let wrapped = WrappedText(text, width: width, glyphs: glyphs)
      for index in 0..<wrapped.count { lines.append([Span(wrapped[index], role)]) }
    }

    /// The beginning and the end of a text that is too long to be shown whole.
    private static func cut(_ text: String) -> (head: String, left: Int, tail: String) {
      let bytes = text.utf8.count
      guard bytes > longest else { return (text, 0, "") }
      let (head, tail) = (longest * 3 / 4, longest / 4)
      return (
        String(decoding: text.utf8.prefix(head), as: UTF8.self), bytes - head - tail,
        String(decoding: text.utf8.suffix(tail), as: UTF8.self)
      )
    }
  }
}
