/// A regular expression whose search takes time in proportion to pattern and text, whatever was typed:
/// all ways through it are followed at once, and none is gone back on.
///
/// It knows `. [ ] ( ) (?: ) | ^ $ * + ? {n,m} \d \w \s \b` and their opposites, whatever their case,
/// and no back references.
struct FilterPattern: Sendable {
  /// The most steps; counted repetitions multiply them.
  private static let mostSteps = 2000

  private enum Step: Sendable {
    case one(Members)
    case either(Int, Int)
    case start
    case end
    case boundary(Bool)
    case found
  }

  /// The characters that one place takes.
  fileprivate struct Members: Sendable {
    var ranges: [ClosedRange<Character>] = []
    var classes: [Character] = []
    var isInverted = false

    func contain(_ character: Character) -> Bool {
      let forms = [character.lowercased(), character.uppercased()].compactMap {
        $0.count == 1 ? $0.first : nil
      }
      let isIn =
        ranges.contains { range in
          range.contains(character) || forms.contains(where: range.contains)
        }
        || classes.contains { Self.holds($0, character) }
      return isIn != isInverted
    }

    static func holds(_ name: Character, _ character: Character) -> Bool {
      switch name {
      case "d": character.isNumber
      case "D": !character.isNumber
      case "s": character.isWhitespace
      case "S": !character.isWhitespace
      case "w": isWord(character)
      case "W": !isWord(character)
      default: true
      }
    }

    static func isWord(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "_"
    }
  }

  fileprivate indirect enum Node {
    case empty
    case one(Members)
    case start
    case end
    case boundary(Bool)
    case sequence([Node])
    case either([Node])
    case times(Node, least: Int, most: Int?)
  }

  private var steps: [Step] = []

  /// `nil` while it is being typed and is none yet, and where it is too large.
  init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= Self.mostSteps else { return nil }
    var reader = FilterPatternReader(text)
    guard let node = reader.whole(), add(node) else { return nil }
    steps.append(.found)
  }

  private mutating func add(_ node: Node) -> Bool {
    guard steps.count < Self.mostSteps else { return false }
    switch node {
    case .empty: return true
    case .one(let members): steps.append(.one(members))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .boundary(let isThere): steps.append(.boundary(isThere))
    case .sequence(let nodes): return nodes.allSatisfy { add($0) }
    case .either(let nodes): return addEither(nodes[...])
    case .times(let node, let least, let most):
      for _ in 0..<least { guard add(node) else { return false } }
      guard let most else { return addLoop(node) }
      // Each further one may be left out, and with it all that follow.
      var forks: [Int] = []
      for _ in least..<most {
        forks.append(steps.count)
        steps.append(.either(steps.count + 1, 0))
        guard add(node) else { return false }
      }
      for fork in forks { steps[fork] = .either(fork + 1, steps.count) }
    }
    return true
  }

  private mutating func addLoop(_ node: Node) -> Bool {
    let fork = steps.count
    steps.append(.either(fork + 1, 0))
    guard add(node) else { return false }
    steps.append(.either(fork, fork))
    steps[fork] = .either(fork + 1, steps.count)
    return true
  }

  private mutating func addEither(_ nodes: ArraySlice<Node>) -> Bool {
    guard let first = nodes.first else { return true }
    guard nodes.count > 1 else { return add(first) }
    let fork = steps.count
    steps.append(.either(fork + 1, 0))
    guard add(first) else { return false }
    let leap = steps.count
    steps.append(.either(0, 0))
    steps[fork] = .either(fork + 1, steps.count)
    guard addEither(nodes.dropFirst()) else { return false }
    steps[leap] = .either(steps.count, steps.count)
    return true
  }

  /// Whether it occurs in a text.
  func matches(_ text: String) -> Bool {
    let characters = Array(text)
    var now: [Int] = []
    for place in 0...characters.count {
      var seen = [Bool](repeating: false, count: steps.count)
      var waiting: [(step: Int, members: Members)] = []
      // It may begin anywhere.
      var open = now + [0]
      while let step = open.popLast() {
        guard !seen[step] else { continue }
        seen[step] = true
        switch steps[step] {
        case .found: return true
        case .one(let members): waiting.append((step, members))
        case .either(let one, let other): open += [one, other]
        case .start: if place == 0 { open.append(step + 1) }
        case .end: if place == characters.count { open.append(step + 1) }
        case .boundary(let isThere):
          let before = place > 0 && Members.isWord(characters[place - 1])
          let after = place < characters.count && Members.isWord(characters[place])
          if (before != after) == isThere { open.append(step + 1) }
        }
      }
      guard place < characters.count else { break }
      now = waiting.compactMap { step, members in
        members.contain(characters[place]) ? step + 1 : nil
      }
    }
    return false
  }
}

/// Reads the text of a pattern.
private struct FilterPatternReader {
  private let characters: [Character]
  private var at = 0

  init(_ text: String) { characters = Array(text) }

  private var next: Character? { at < characters.count ? characters[at] : nil }

  private mutating func take(_ character: Character) -> Bool {
    guard next == character else { return false }
    at += 1
    return true
  }

  /// The whole pattern; `nil` where it is none.
  mutating func whole() -> FilterPattern.Node? {
    let node = either(depth: 0)
    return at == characters.count ? node : nil
  }

  private mutating func either(depth: Int) -> FilterPattern.Node? {
    guard depth <= 40 else { return nil }
    var ways: [FilterPattern.Node] = []
    repeat {
      var parts: [FilterPattern.Node] = []
      while let character = next, character != "|", character != ")" {
        guard let part = atom(depth: depth), let repeated = repeated(part) else { return nil }
        parts.append(repeated)
      }
      ways.append(.sequence(parts))
    } while take("|")
    return ways.count == 1 ? ways[0] : .either(ways)
  }

  private mutating func repeated(_ node: FilterPattern.Node) -> FilterPattern.Node? {
    let times: FilterPattern.Node
    switch next {
    case "*": times = .times(node, least: 0, most: nil)
    case "+": times = .times(node, least: 1, most: nil)
    case "?": times = .times(node, least: 0, most: 1)
    case "{":
      at += 1
      guard let (least, most) = bounds() else { return nil }
      times = .times(node, least: least, most: most)
      at -= 1
    default: return node
    }
    at += 1
    // How greedy it is makes no difference to whether it is there.
    if !take("?") { _ = take("+") }
    return next.map("*+?{".contains) == true ? nil : times
  }

  /// `n}`, `n,}` or `n,m}`.
  private mutating func bounds() -> (Int, Int?)? {
    guard let least = number() else { return nil }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}"), least <= most ?? least else { return nil }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let digit = next, digit.isASCII, digit.isNumber {
      digits.append(digit)
      at += 1
    }
    return Int(digits).flatMap { $0 <= 200 ? $0 : nil }
  }

  private mutating func atom(depth: Int) -> FilterPattern.Node? {
    guard let character = next else { return nil }
    at += 1
    switch character {
    case ".": return .one(.init(isInverted: true))
    case "^": return .start
    case "$": return .end
    case "[": return set()
    case "(":
      if take("?"), !take(":") { return nil }
      guard let inner = either(depth: depth + 1), take(")") else { return nil }
      return inner
    case "*", "+", "?", "{": return nil
    case "\\":
      guard let escaped = next else { return nil }
      at += 1
      if escaped == "b" || escaped == "B" { return .boundary(escaped == "b") }
      if "dDwWsS".contains(escaped) { return .one(.init(classes: [escaped])) }
      return escaped.isLetter || escaped.isNumber ? nil : .one(.init(ranges: [escaped...escaped]))
    default: return .one(.init(ranges: [character...character]))
    }
  }

  private mutating func set() -> FilterPattern.Node? {
    var members = FilterPattern.Members(isInverted: take("^"))
    var isFirst = true
    while let character = next, character != "]" || isFirst {
      isFirst = false
      at += 1
      var low = character
      if character == "\\" {
        guard let escaped = next else { return nil }
        at += 1
        if "dDwWsS".contains(escaped) {
          members.classes.append(escaped)
          continue
        }
        low = escaped
      }
      var high = low
      if next == "-", at + 1 < characters.count, characters[at + 1] != "]" {
        high = characters[at + 1]
        at += 2
        guard low <= high else { return nil }
      }
      members.ranges.append(low...high)
    }
    return take("]") ? .one(members) : nil
  }
}
