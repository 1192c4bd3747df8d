/// What people in general think of the film that a text describes, as far as its title, year and
/// genre tell: world knowledge in its smallest form, for scales that judge what is described.
struct Reputation: Sendable {
  /// What the genre words add, one value a token, 0 for most.
  let shares: [Double]
  /// What the title and the year in parentheses behind it add.
  let title: Double

  /// All of it.
  var value: Double { shares.reduce(title, +) }

  /// Genres are named early in a description.
  private static let opening = 40
  private static let longestTitle = 80
  private static let old = (before: 1985, value: 0.33)
  private static let classic = (before: 1970, value: 0.65)

  /// How genres fare with those who rate films: what people seek out does better than what they
  /// happen to see.
  private static let genres: [String: Double] = [
    "noir": 1, "documentary": 0.8, "war": 0.6, "drama": 0.4, "crime": 0.3, "mystery": 0.3,
    "animation": 0.3, "animated": 0.3, "western": 0.1, "musical": 0.1, "thriller": -0.1,
    "sci": -0.1, "science": -0.1, "action": -0.2, "children": -0.3, "comedy": -0.3, "horror": -0.7,
  ]

  private static let titles: [String: Double] = {
    var titles: [String: Double] = [:]
    for (title, value) in WordList.films.numbers { titles[folded(title)] = value }
    return titles
  }()

  /// Reads a text.
  ///
  /// - Parameter isMuted: whether the word at a position is taken out. A title goes with its first
  ///   word.
  init(
    of text: ParsedText, words: WordMeasures, isMuted: (Int) -> Bool = { _ in false }
  ) {
    var shares = [Double](repeating: 0, count: text.tokens.count)
    var heard: Set<String> = []
    var places: [(index: Int, value: Double)] = []
    for index in text.tokens.indices.prefix(Self.opening) {
      let word = words.vocabulary.words[text.tokens[index].word].text
      guard let value = Self.genres[word], heard.insert(word).inserted, !isMuted(index) else {
        continue
      }
      places.append((index, value))
    }
    for place in places { shares[place.index] = place.value / Double(places.count) }
    self.shares = shares
    title = text.tokens.isEmpty || isMuted(0) ? 0 : Self.title(opening: text)
  }

  /// The value of the title that a text opens with, up to a year in parentheses.
  private static func title(opening text: ParsedText) -> Double {
    guard let open = text.scalars.prefix(longestTitle).firstIndex(of: "(") else { return 0 }
    let inside = text.scalars[(open + 1)...].prefix(while: \.isDecimalDigit)
    guard inside.count == 4, text.scalars.dropFirst(open + 5).first == ")",
      let year = Int(string(inside))
    else { return 0 }
    let age = year < classic.before ? classic.value : year < old.before ? old.value : 0
    return age + (titles[folded(Substring(string(text.scalars[..<open])))] ?? 0)
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// A title without case, punctuation, and articles around it.
  private static func folded(_ title: Substring) -> String {
    let plain = title.lowercased().filter { $0 != "'" && $0 != "\u{2019}" }
      .map { $0 == "&" ? " and " : String($0) }.joined()
    var words = plain.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    let articles: Set = ["the", "a", "an"]
    if words.count > 1, let first = words.first, articles.contains(first) { words.removeFirst() }
    // As catalogues write it: "Matrix, The".
    if words.count > 1, let last = words.last, articles.contains(last) { words.removeLast() }
    return words.joined(separator: " ")
  }
}
