internal import Actions
internal import Foundation

/// The text of a manual page while it is written.
struct Roff {
  private(set) var output = ""

  /// A line as it is.
  mutating func line(_ line: String) { output += line + "\n" }

  mutating func section(_ title: String) { line(".SH \(title)") }

  mutating func text(_ text: String) {
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if part.allSatisfy(\.isWhitespace) { line(".PP") } else { line(Self.escaped(String(part))) }
    }
  }

  /// Running text after a gap.
  mutating func paragraph(_ text: String) {
    line(".PP")
    self.text(text)
  }

  /// A tag that is roff already, and what it means.
  mutating func tagged(_ tag: String, _ meaning: String) {
    line(".TP")
    line(tag)
    text(meaning.isEmpty ? "\u{2014}" : meaning)
  }

  /// A command with its arguments and what is below it.
  mutating func command(_ command: CommandTree.Command, below parent: String) {
    let name = "\(parent) \(command.commandName)"
    line(".SS \(Self.escaped(name))")
    text(command.abstract ?? "")
    if let discussion = command.discussion, !discussion.isEmpty { paragraph(discussion) }
    for argument in command.shownArguments { self.argument(argument) }
    for inner in command.shownSubcommands { self.command(inner, below: name) }
  }

  mutating func argument(_ argument: CommandTree.Argument) {
    let value = Self.escaped("<\(argument.valueName ?? "value")>")
    let names = (argument.names ?? []).map { "\\fB\(Self.escaped($0.text))\\fR" }
    var tag = names.joined(separator: ", ")
    if argument.kind != "flag" { tag += (tag.isEmpty ? "" : " ") + "\\fI\(value)\\fR" }
    if argument.isRepeating { tag += " ..." }
    var meaning = argument.abstract ?? ""
    if let value = argument.defaultValue, !value.isEmpty { meaning += " (\(value))" }
    tagged(tag, meaning)
  }

  /// An action of the screen with the keys it has at first.
  mutating func action(_ action: Action) {
    let entry = ActionTable.entry(of: action)
    let keys = entry.keys.compactMap(Stroke.init(name:)).map(\.label).joined(separator: ", ")
    let name = entry.isCommand ? ":\(action.rawValue)" : action.rawValue
    let tag = "\\fB\(Self.escaped(name))\\fR" + (keys.isEmpty ? "" : "   \(Self.escaped(keys))")
    tagged(tag, entry.help)
  }

  /// A text in which nothing means anything to roff.
  static func escaped(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    // A line that begins with one of these would be an order.
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
