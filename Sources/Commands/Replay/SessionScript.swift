internal import Actions
internal import RPM
internal import TerminalKit

/// What is done in a cockpit and what must be seen, as a `.session` file says it.
///
/// A line is the name of a key, `type "text"`, `paste "text"`, `wait "text"`, `expect "text"` or
/// `size 120x36`; empty lines and those that begin with `#` are for the reader.
struct SessionScript: Hashable, Sendable {
  /// What one line wants.
  enum Action: Hashable, Sendable {
    case key(Key)
    /// Type a text, one key a character.
    case type(String)
    case paste(String)
    /// Wait until the screen shows a text: something has to end first.
    case wait(String)
    /// The screen must show a text.
    case expect(String)
    case size(Size)
  }

  /// A line that wants something.
  struct Step: Hashable, Sendable {
    /// Its number in the file, from 1.
    var line: Int
    var action: Action
  }

  /// A line that makes no sense: which, why, and the way out.
  struct Mistake: Error, Hashable, CustomStringConvertible {
    var line: Int
    var reason: String

    var description: String { "line \(line): \(reason)" }
  }

  var steps: [Step] = []

  /// A script without steps.
  init() {}

  /// Reads a file's text.
  init(_ text: String) throws(Mistake) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let line = line.trimmingWhitespace()
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      do {
        steps.append(Step(line: index + 1, action: try Self.action(of: line)))
      } catch {
        throw Mistake(line: index + 1, reason: error.text)
      }
    }
  }

  /// The screen that the script begins with; 80x24 where it does not say.
  var firstSize: Size {
    if case .size(let size) = steps.first?.action { return size }
    return Size(width: 80, height: 24)
  }

  // MARK: Reading

  private struct Reason: Error {
    var text: String
  }

  private static func action(of line: String) throws(Reason) -> Action {
    let word = String(line.prefix { !$0.isWhitespace })
    let rest = line.dropFirst(word.count).trimmingWhitespace()
    switch word {
    case "type": return .type(try quoted(rest, after: word))
    case "paste": return .paste(try quoted(rest, after: word))
    case "wait": return .wait(try quoted(rest, after: word))
    case "expect": return .expect(try quoted(rest, after: word))
    case "size": return .size(try size(rest))
    default:
      guard let key = Key(name: line), key.bytes != nil else {
        throw Reason(
          text: "'\(line)' is no key. Keys are named ctrl-q, alt-enter, pgdn, f5 or ?; other lines "
            + "begin with type, paste, wait, expect or size.")
      }
      return .key(key)
    }
  }

  private static func size(_ text: String) throws(Reason) -> Size {
    let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard numbers.count == 2, numbers.allSatisfy({ (1...1000).contains($0) }) else {
      throw Reason(text: "'\(text)' is no size. Write columns and rows, such as size 120x36.")
    }
    return Size(width: numbers[0], height: numbers[1])
  }

  private static func quoted(_ text: String, after word: String) throws(Reason) -> String {
    let reason = Reason(
      text: "a text in quotes must follow \(word), such as \(word) \"hello\"; in it \\\" is a "
        + "quote, \\n a new line and \\\\ a backslash.")
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { throw reason }
    var result = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      switch (isEscaped, character) {
      case (true, "n"): result.append("\n")
      case (true, "\""), (true, "\\"): result.append(character)
      case (true, _), (false, "\""): throw reason
      case (false, "\\"):
        isEscaped = true
        continue
      case (false, _): result.append(character)
      }
      isEscaped = false
    }
    guard !isEscaped, !result.isEmpty else { throw reason }
    return result
  }
}

extension SessionScript.Action: CustomStringConvertible {
  /// The line that means it.
  var description: String {
    switch self {
    // As a line of its own it would begin a comment.
    case .key(.text("#")): "type \"#\""
    case .key(let key): key.name ?? ""
    case .type(let text): "type \(Self.quoted(text))"
    case .paste(let text): "paste \(Self.quoted(text))"
    case .wait(let text): "wait \(Self.quoted(text))"
    case .expect(let text): "expect \(Self.quoted(text))"
    case .size(let size): "size \(size.width)x\(size.height)"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      switch character {
      case "\n": result += "\\n"
      case "\"", "\\": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result + "\""
  }
}
