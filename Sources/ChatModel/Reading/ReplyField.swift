internal import RPM

/// A value within a reply that knows where it stands, so that what is wrong with it can be said
/// precisely.
struct ReplyField {
  /// Where it stands, such as `steps[2].factor`; empty for the reply itself.
  let path: String
  private let value: WireValue

  /// The object in a reply.
  ///
  /// - Parameter list: the field that a bare list is taken for.
  init(reply: String, list: String) throws(ReplyProblem) {
    let value = try JSONExtraction.value(in: reply)
    path = ""
    if case .array = value {
      self.value = .object([.init(list, value)])
    } else {
      self.value = value
    }
  }

  private init(path: String, value: WireValue) {
    self.path = path
    self.value = value
  }

  /// A problem with this value.
  func problem(_ text: String) -> ReplyProblem {
    ReplyProblem(path.isEmpty ? text : "\(path): \(text)")
  }

  /// A field of an object.
  func field(_ name: String) throws(ReplyProblem) -> ReplyField {
    guard value.isObject else { throw problem("should be an object") }
    guard let found = value[name] else { throw problem("\"\(name)\" is missing") }
    return ReplyField(path: path.isEmpty ? name : "\(path).\(name)", value: found)
  }

  /// The elements of a list.
  func list() throws(ReplyProblem) -> [ReplyField] {
    guard case .array(let elements) = value else { throw problem("should be a list") }
    return elements.enumerated().map { index, element in
      ReplyField(path: "\(path)[\(index)]", value: element)
    }
  }

  /// The text of a string, also of a number or a truth value, without white space at its ends.
  func text() throws(ReplyProblem) -> String {
    switch value {
    case .string(let text): return text.trimmingWhitespace()
    case .number, .bool: return value.json
    default: throw problem("should be text")
    }
  }

  /// True or false, also in quotes.
  func flag() throws(ReplyProblem) -> Bool {
    if case .bool(let flag) = value { return flag }
    switch try text().lowercased() {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw problem("should be true or false")
    }
  }

  /// The position that an id such as `f3` names; a bare number will do.
  ///
  /// - Throws: `ReplyProblem` where there is no such thing among `count`.
  func position(_ letter: Character, count: Int) throws(ReplyProblem) -> Int {
    let text = try text()
    guard let position = Self.position(text, letter: letter, count: count) else {
      throw problem("\(text) does not exist; \(Self.range(letter, count: count))")
    }
    return position
  }

  /// The position that an id names, `nil` where it names none.
  static func position(_ id: String, letter: Character, count: Int) -> Int? {
    let digits = id.lowercased().first == letter ? id.dropFirst() : id[...]
    guard digits.allSatisfy(\.isASCII), let number = Int(digits),
      (1...max(1, count)).contains(number), count > 0
    else { return nil }
    return number - 1
  }

  /// Which ids there are, in words.
  static func range(_ letter: Character, count: Int) -> String {
    switch count {
    case 0: "there are none"
    case 1: "there is only \(letter)1"
    default: "there are \(letter)1 to \(letter)\(count)"
    }
  }
}
