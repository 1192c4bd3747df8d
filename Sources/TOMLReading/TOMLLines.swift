/// Where the keys of a TOML text stand, which its parser does not tell.
///
/// The text is taken to be valid. A key within an inline table is on the line of the table.
package struct TOMLLines {
  private var lines: [[String]: Int] = [:]

  /// Finds all keys.
  package init(_ text: String) {
    var scanner = Scanner(text)
    scanner.scan { path, line in if lines[path] == nil { lines[path] = line } }
  }

  /// The line of a key, from 1; of the table around it where the key itself has none.
  package func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return nil
  }
}

private struct Scanner {
  private let characters: [Character]
  private var position = 0
  private var line = 1

  init(_ text: String) {
    // One character a line end, so that lines can be counted.
    characters = text.map { $0 == "\r\n" ? "\n" : $0 }
  }

  mutating func scan(_ found: ([String], Int) -> Void) {
    var table: [String] = []
    while let next = peek() {
      switch next {
      case "\n", " ", "\t": advance()
      case "#": skipLine()
      case "[":
        let start = line
        while peek() == "[" { advance() }
        table = key(until: "]")
        found(table, start)
        skipLine()
      default:
        let start = line
        let path = table + key(until: "=")
        for count in stride(from: path.count, to: table.count, by: -1) {
          found(Array(path.prefix(count)), start)
        }
        advance()
        skipValue()
      }
    }
  }

  private func peek(_ offset: Int = 0) -> Character? {
    position + offset < characters.count ? characters[position + offset] : nil
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where position < characters.count {
      if characters[position] == "\n" { line += 1 }
      position += 1
    }
  }

  private mutating func skipLine() {
    while let next = peek(), next != "\n" { advance() }
  }

  /// A dotted key; its end is not consumed.
  private mutating func key(until end: Character) -> [String] {
    var parts = [""]
    while let next = peek(), next != end, next != "\n" {
      switch next {
      case ".": parts.append("")
      case "\"", "'":
        advance()
        while let part = peek(), part != next, part != "\n" {
          if part == "\\", next == "\"" { advance() }
          if let part = peek() { parts[parts.count - 1].append(part) }
          advance()
        }
      case " ", "\t": break
      default: parts[parts.count - 1].append(next)
      }
      advance()
    }
    return parts
  }

  /// Goes to the end of a value, which may span lines.
  private mutating func skipValue() {
    var depth = 0
    while let next = peek() {
      switch next {
      case "\n":
        if depth == 0 { return }
        advance()
      case "#": skipLine()
      case "[", "{":
        depth += 1
        advance()
      case "]", "}":
        depth -= 1
        advance()
      case "\"", "'": skipText(next)
      default: advance()
      }
    }
  }

  private mutating func skipText(_ quote: Character) {
    let isLong = peek(1) == quote && peek(2) == quote
    advance(isLong ? 3 : 1)
    while let next = peek() {
      if next == "\\", quote == "\"" {
        advance(2)
      } else if isLong ? next == quote && peek(1) == quote && peek(2) == quote : next == quote {
        advance(isLong ? 3 : 1)
        // A long text may end with one or two quotes of its own.
        while isLong, peek() == quote { advance() }
        return
      } else if !isLong, next == "\n" {
        return
      } else {
        advance()
      }
    }
  }
}
