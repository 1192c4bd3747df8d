/// How much two texts overlap in words: ROUGE-1 and ROUGE-L as F measures (method, section 13).
///
/// Texts are lower-cased and everything but `a` to `z` and `0` to `9` separates words; there is no
/// stemming.
public struct Rouge: Sendable, Hashable {
  /// The F measure of shared words, each as often as both texts have it, 0 to 1.
  public var rouge1: Double
  /// The F measure of the longest common subsequence of words, 0 to 1.
  public var rougeL: Double

  /// Compares a gold text with a predicted one; both are 0 when either has no word.
  public init(gold: String, predicted: String) {
    let gold = Self.words(gold)
    let predicted = Self.words(predicted)
    guard !gold.isEmpty, !predicted.isEmpty else {
      rouge1 = 0
      rougeL = 0
      return
    }
    let total = Double(gold.count + predicted.count)
    rouge1 = 2 * Double(Self.shared(gold, predicted)) / total
    rougeL = 2 * Double(Self.commonSubsequence(gold, predicted)) / total
  }

  /// The words of a text as ROUGE sees them.
  public static func words(_ text: String) -> [String] {
    text.lowercased().utf8
      .split {
        !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0)
      }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func shared(_ one: [String], _ other: [String]) -> Int {
    var left: [String: Int] = [:]
    for word in one { left[word, default: 0] += 1 }
    var count = 0
    for word in other where left[word, default: 0] > 0 {
      left[word, default: 0] -= 1
      count += 1
    }
    return count
  }

  private static func commonSubsequence(_ one: [String], _ other: [String]) -> Int {
    var lengths = [Int](repeating: 0, count: other.count + 1)
    for word in one {
      var diagonal = 0
      for index in other.indices {
        let above = lengths[index + 1]
        lengths[index + 1] = word == other[index] ? diagonal + 1 : max(above, lengths[index])
        diagonal = above
      }
    }
    return lengths[other.count]
  }
}
