/// What labels mean, in words that texts use.
///
/// World knowledge in its smallest form: about ten words a tag.
enum LabelGlosses {
  /// The words for a label: its gloss, or its own words.
  static func text(for label: String) -> String {
    let folded = label.lowercased()
    if let gloss = glosses[folded] { return gloss }
    return folded.split { $0 == "_" || $0 == "-" }.joined(separator: " ")
  }

  /// The words that speak for a label one by one: those of its text that are not in every
  /// description.
  static func cues(for label: String) -> [String] {
    var vocabulary = Vocabulary()
    _ = ParsedText(text(for: label), vocabulary: &vocabulary)
    let stock = StopWords.boilerplate(inReviews: false)
    return vocabulary.words.filter { $0.isContent && !stock.contains($0.text) }.map(\.text)
  }

  private static let glosses: [String: String] = {
    var glosses: [String: String] = [:]
    for entry in WordList.labelGlosses.entries {
      for label in entry.key.split(separator: ",") {
        glosses[label.split(separator: " ").joined(separator: " ")] = String(entry.value)
      }
    }
    return glosses
  }()
}
