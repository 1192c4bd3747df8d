internal import Testing

@testable internal import Embeddings

@Suite struct HashedNGramsTests {
  private let embedder = HashedNGrams(dimensions: 256)

  private func cosine(_ a: String, _ b: String) -> Float {
    dot(embedder.vector(of: a), embedder.vector(of: b))
  }

  @Test func formsOfAWordAreAlikeAndOtherWordsAreNot() {
    #expect(cosine("painting", "paintings") > 0.6)
    #expect(cosine("книга", "книги") > 0.3)
    #expect(abs(cosine("painting", "engine")) < 0.4)
  }

  // 200 words of random letters: none may fall together by the accident of a hash.
  @Test func strangersAreNearARightAngle() {
    var state: UInt64 = 7
    let words = (0..<200).map { _ in
      String(
        (0..<8).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Character(Unicode.Scalar(UInt8(97 + (state >> 33) % 26)))
        })
    }
    let matrix = VectorMatrix(words.map(embedder.vector(of:)), dimensions: 256)
    var sum: Float = 0
    for row in 0..<words.count {
      for (other, value) in matrix.dots(with: matrix[row]).enumerated() where other != row {
        sum += value * value
        #expect(abs(value) < 0.5)
      }
    }
    // Random directions have a mean square of 1/256.
    let mean = sum / Float(words.count * (words.count - 1))
    #expect(mean < 2.0 / 256)
  }

  @Test func accentsPointsAndFinalSigmaAreFolded() {
    #expect(cosine("υπέροχος", "ΥΠΕΡΟΧΟΣ") > 0.999)
    #expect(cosine("ёлка", "елка") > 0.999)
    #expect(cosine("سَلَام", "سلام") > 0.999)
    #expect(cosine("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}") > 0.999)
  }

  @Test func theSeedDecidesTheSpace() {
    let other = HashedNGrams(dimensions: 256, seed: 1)
    #expect(other.identity != embedder.identity)
    #expect(other.vector(of: "word") != embedder.vector(of: "word"))
    #expect(HashedNGrams(dimensions: 256).vector(of: "word") == embedder.vector(of: "word"))
  }

  @Test func runsSplitWhereTheScriptChanges() {
    typealias Run = WritingSystem.Run
    #expect(
      WritingSystem.runs(of: "le café 東京タワー!") == [
        Run(system: .latin, text: "le café "), Run(system: .unspaced, text: "東京タワー"),
        Run(system: .latin, text: "!"),
      ])
    #expect(
      WritingSystem.runs(of: "да, нет") == [
        Run(system: .spaced, text: "да"), Run(system: .latin, text: ", "),
        Run(system: .spaced, text: "нет"),
      ])
    #expect(
      WritingSystem.runs(of: "ok👍🏽👍") == [
        Run(system: .latin, text: "ok"), Run(system: .pictograph, text: "👍🏽"),
        Run(system: .pictograph, text: "👍"),
      ])
    #expect(WritingSystem.runs(of: "").isEmpty)
  }
}
