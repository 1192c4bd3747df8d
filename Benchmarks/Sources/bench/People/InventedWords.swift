/// Words and names that nobody ever wrote, and sentences with them.
///
/// Nouns are invented; what stands between them is plain English, since a text without a word of
/// judgement would spare the model the work that real texts give it.
enum InventedWords {
  /// How many nouns there are.
  static let nouns = 4_000

  /// The noun of a number: two or three syllables.
  static func noun(_ number: Int) -> String {
    syllables(of: number + syllables.count)
  }

  /// A noun; a few are drawn often and most of them seldom, as in any real history.
  static func noun(using generator: inout SeededGenerator) -> Int {
    let draw = generator.unit()
    return Int(draw * draw * draw * Double(nouns))
  }

  /// A name that no other number has.
  static func name(_ number: Int) -> String {
    let given = noun(number &* 7_919 % nouns).capitalisedFirst
    return "\(given) \(syllables(of: number + syllables.count * syllables.count).capitalisedFirst)"
  }

  /// Sentences of so many words in all, about the nouns given and a few others.
  static func text(
    words: Int, about nouns: [Int], using generator: inout SeededGenerator
  ) -> String {
    var written: [String] = []
    var next = 0
    while written.count < words {
      let length = min(6 + generator.index(below: 8), words - written.count)
      var sentence: [String] = []
      while sentence.count < length {
        switch sentence.count % 3 {
        case 0: sentence.append(glue[generator.index(below: glue.count)])
        case 1: sentence.append(judgements[generator.index(below: judgements.count)])
        default:
          let isOwn = next < nouns.count
          sentence.append(noun(isOwn ? nouns[next] : noun(using: &generator)))
          next += 1
        }
      }
      sentence[0] = sentence[0].capitalisedFirst
      sentence[sentence.count - 1] += "."
      written += sentence
    }
    return written.joined(separator: " ")
  }

  /// A number in the base of the syllables, so that no two numbers share a word.
  private static func syllables(of number: Int) -> String {
    var rest = number
    var word = ""
    repeat {
      word = syllables[rest % syllables.count] + word
      rest /= syllables.count
    } while rest > 0
    return word
  }

  private static let syllables = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v"]
    .flatMap { consonant in ["a", "e", "i", "o", "u"].map { consonant + $0 } }
  private static let glue = [
    "the", "a", "with", "and", "but", "near", "under", "this", "its", "some", "no", "from",
  ]
  private static let judgements = [
    "slow", "lovely", "broken", "bright", "dull", "honest", "cheap", "sturdy", "bitter", "gentle",
    "noisy", "plain", "quick", "heavy", "fresh", "awful", "clever", "tired", "rare", "solid",
  ]
}

extension String {
  /// The text with its first letter as a capital.
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
