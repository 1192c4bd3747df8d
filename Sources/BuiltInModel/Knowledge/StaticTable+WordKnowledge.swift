internal import Embeddings

extension StaticTable: WordKnowledge {
  func rarity(of word: String) -> Double { backgroundIDF(ofWord: word) }
}
