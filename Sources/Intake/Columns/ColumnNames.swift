internal import CColumnNames
internal import RPM

/// What a column holds.
package enum ColumnRole: String, Sendable, Hashable, CaseIterable {
  case user, query, response, date, task, instruction, options, labels
}

/// Knows columns by their names.
enum ColumnNames {
  /// The names of the list with their roles.
  static let list: [String: ColumnRole] = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: ccolumnnames_text(&size), count: size)
    var list: [String: ColumnRole] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: " = ")
      guard !line.hasPrefix("#"), parts.count == 2 else { continue }
      list[String(parts[0])] = ColumnRole(rawValue: String(parts[1]))
    }
    return list
  }()

  /// Names that say little by themselves: products, too, have names and come from countries.
  private static let weak: Set<String> = [
    "name", "from", "country", "who", "email", "e mail", "owner", "value", "class", "category",
    "target", "tag", "subject", "product", "item", "data", "day", "note", "nota", "answers", "time",
    "start date", "survey", "dataset", "nom", "product name", "product title", "姓名", "名前", "имя",
  ]

  /// What people are told apart by.
  private static let ofPeople: Set<String> = [
    "name", "no", "nr", "number", "key", "hash", "code", "email", "mail", "handle", "nick",
    "nickname",
  ]

  /// The role that a name tells, and how surely (0 … 1); `nil` where it tells none.
  static func role(of name: String) -> (role: ColumnRole, certainty: Double)? {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    for (text, factor) in [(name, 1.0), (last, 0.95)] {
      let words = words(of: text)
      let plain = words.joined(separator: " ")
      if let role = list[plain] { return (role, factor * (weak.contains(plain) ? 0.6 : 1)) }
      // `rating_5`, `answer text`, `the_question`.
      let core = words.filter { Int($0) == nil && !["the", "id", "text", "value"].contains($0) }
      if core != words, let role = list[core.joined(separator: " ")] { return (role, 0.8) }
      // `customer_name`, `client no`: what is said of a person names the person.
      if let word = words.last, words.count > 1, ofPeople.contains(word),
        list[words.dropLast().joined(separator: " ")] == .user
      {
        return (.user, 0.9 * factor)
      }
      if let word = words.last, words.count > 1, let role = list[word], !weak.contains(word) {
        return (role, 0.6)
      }
    }
    return nil
  }

  /// `reviewText` and `Review_Text` are `review text`.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in name {
      let isPart = character.isLetter || character.isNumber
      if !isPart || character.isUppercase && wasLower {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isPart { word += character.lowercased() }
      wasLower = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// The name among `names` that is most like `name`, `nil` where none is like it.
  static func nearest(to name: String, among names: [String]) -> String? {
    let wanted = Array(words(of: name).joined(separator: " "))
    let ranked = names.map { other in
      (name: other, steps: steps(wanted, Array(words(of: other).joined(separator: " "))))
    }
    guard let best = ranked.min(by: { $0.steps < $1.steps }) else { return nil }
    if best.steps <= max(1, wanted.count / 3) { return best.name }
    return names.first {
      let plain = words(of: $0).joined(separator: " ")
      return plain.contains(String(wanted)) || String(wanted).contains(plain)
    }
  }

  /// Levenshtein's distance.
  private static func steps(_ one: [Character], _ other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (index, character) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for place in other.indices {
        let change = diagonal + (other[place] == character ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = min(change, row[place] + 1, row[place + 1] + 1)
      }
    }
    return row[other.count]
  }
}
