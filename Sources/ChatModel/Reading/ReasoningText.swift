/// Turns a reply that streams in as JSON into text a person can follow: what each step says and which
/// answer it points to, and the answer, a line each.
///
/// A reply that is no JSON is handed on as it is. Thoughts between `<think>` tags and the fences of
/// code are left out. It makes no difference where the stream is cut.
public struct ReasoningText: Sendable {
  /// What is being read outside of JSON.
  private enum Mode: Sendable {
    /// Text; held back is what may be the beginning of a tag, a fence or an object.
    case plain
    /// Within `<think>`.
    case thought
    /// The rest of a fence's line.
    case fence
    /// JSON.
    case json
    /// Behind the object: nothing more is said.
    case over
  }

  private static let shown = ["why", "for", "answer"]
  private static let heads = ["for": "\u{2192} ", "answer": "Answer: "]

  private var mode = Mode.plain
  private var held = ""
  private var hasText = false
  private var isInLine = false
  private var json = JSONWalk()
  /// What a line of JSON begins with, until it has begun.
  private var lineHead: String?
  private var isShown = false

  /// Creates a reader at the beginning of a reply.
  public init() {}

  /// Takes the next piece and gives the text that it makes certain.
  public mutating func take(_ piece: String) -> String {
    var output = ""
    for scalar in piece.unicodeScalars { read(scalar, into: &output) }
    return output
  }

  /// The end of the reply: gives what was still held back.
  public mutating func finish() -> String {
    var output = ""
    if mode == .plain { release(into: &output) }
    mode = .over
    return output
  }

  private mutating func read(_ scalar: Unicode.Scalar, into output: inout String) {
    switch mode {
    case .plain: readPlain(scalar, into: &output)
    case .thought:
      held.unicodeScalars.append(scalar)
      if scalar == ">" {
        if held.hasSuffix("</think>") || held.hasSuffix("</thinking>") { mode = .plain }
        held = ""
      } else if scalar == "<" {
        held = "<"
      } else if held.unicodeScalars.count > 16 {
        held = ""
      }
    case .fence:
      if scalar == "\n" || scalar == "{" { mode = .plain }
      if scalar == "{" { held = "{" }
    case .json:
      readJSON(scalar, into: &output)
    case .over: break
    }
  }

  // MARK: Plain text

  private mutating func readPlain(_ scalar: Unicode.Scalar, into output: inout String) {
    if held.hasPrefix("{") {
      let isSpace = scalar.properties.isWhitespace
      if isSpace {
        held.unicodeScalars.append(scalar)
      } else if scalar == "\"" || scalar == "}" {
        mode = .json
        if hasText { isInLine = true }
        let start = held
        held = ""
        for scalar in start.unicodeScalars + CollectionOfOne(scalar) {
          readJSON(scalar, into: &output)
        }
      } else {
        release(into: &output)
        readPlain(scalar, into: &output)
      }
      return
    }
    if !held.isEmpty {
      var longer = held
      longer.unicodeScalars.append(scalar)
      if longer == "<think>" || longer == "<thinking>" {
        held = ""
        mode = .thought
      } else if longer == "```" {
        held = ""
        mode = .fence
      } else if ["<think>", "<thinking>", "```"].contains(where: { $0.hasPrefix(longer) }) {
        held = longer
      } else {
        release(into: &output)
        readPlain(scalar, into: &output)
      }
      return
    }
    if scalar == "{" || scalar == "<" || scalar == "`" {
      held.unicodeScalars.append(scalar)
    } else {
      say(scalar, into: &output)
    }
  }

  private mutating func release(into output: inout String) {
    let text = held
    held = ""
    for scalar in text.unicodeScalars { say(scalar, into: &output) }
  }

  private mutating func say(_ scalar: Unicode.Scalar, into output: inout String) {
    // Nothing begins with an empty line.
    if !hasText, scalar.properties.isWhitespace { return }
    hasText = true
    output.unicodeScalars.append(scalar)
  }

  // MARK: JSON

  private mutating func readJSON(_ scalar: Unicode.Scalar, into output: inout String) {
    for event in json.take(scalar) {
      switch event {
      case .begins(let name):
        guard Self.shown.contains(name) else { continue }
        lineHead = Self.heads[name] ?? ""
        isShown = true
      case .scalar(let scalar):
        guard isShown else { continue }
        if let head = lineHead {
          if scalar.properties.isWhitespace { continue }
          if isInLine { output += "\n" }
          output += head
          lineHead = nil
          isInLine = true
          hasText = true
        }
        output.unicodeScalars.append(scalar.properties.isWhitespace ? " " : scalar)
      case .ends:
        isShown = false
        lineHead = nil
      case .over:
        mode = .over
      }
    }
  }
}
