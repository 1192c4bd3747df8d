@testable import BuiltInModel

/// Word knowledge without any: no vectors, and one rarity for every word.
struct FlatWords: WordKnowledge {
  var dimensions: Int { 1 }
  func sum(of text: String) -> [Float] { [0] }
  func rarity(of word: String) -> Double { 0.5 }
}
