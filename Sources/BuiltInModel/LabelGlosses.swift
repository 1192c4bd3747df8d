/// What labels mean, in words that texts use.
///
/// World knowledge in its smallest form: ten words a tag, written from the tags' names alone.
enum LabelGlosses {
  /// The words for a label: its gloss, or its own words.
  static func text(for label: String) -> String {
    let folded = label.lowercased()
    if let gloss = glosses[folded] { return gloss }
    return folded.split { $0 == "_" || $0 == "-" }.joined(separator: " ")
  }

  private static let glosses: [String: String] = [
    "sci-fi": "science fiction space alien future robot technology",
    "based on a book": "novel adaptation adapted from the book by author",
    "comedy": "comedy funny hilarious laughs comic",
    "action": "action fight agent mission explosive chase war hero",
    "twist ending": "mystery secret identity amnesia murder truth revealed",
    "dystopia": "dystopian future society totalitarian post-apocalyptic government",
    "dark comedy": "black comedy satire absurd death crime quirky",
    "classic": "classic 1940s 1950s hollywood legendary",
    "psychology": "psychiatrist mental illness mind madness obsession therapy",
    "fantasy": "fantasy magic wizard fairy tale kingdom creature",
    "romance": "love romance falls in love couple relationship marriage",
    "thought-provoking": "philosophical existence meaning of life memory",
    "social commentary": "society politics racism class corporation media satire",
    "violence": "brutal violence gang killer murder revenge blood",
    "true story": "true story real life biography historical events based on the life of",
  ]
}
