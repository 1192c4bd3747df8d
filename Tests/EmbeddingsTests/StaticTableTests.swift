internal import Foundation
internal import Testing

@testable internal import Embeddings

@Suite struct StaticTableTests {
  private let table = StaticTable.shared

  private func cosine(_ a: String, _ b: String) -> Float {
    dot(table.vector(of: a), table.vector(of: b))
  }

  @Test func theIdentityNamesTheTableThatIsThere() {
    let digest = SHA256.hexadecimal(of: BundledData.table)
    #expect(digest == BundledData.digest)
    #expect(table.identity.contains(digest.prefix(12)))
  }

  @Test(arguments: [
    "novel", "A long and winding road!", "Война и мир", "日本", "👍", "Straße", "?", "50 €",
  ])
  func aTextHasAVectorOfLengthOne(text: String) {
    let vector = table.vector(of: text)
    #expect(vector.count == table.dimensions)
    #expect(abs(dot(vector, vector) - 1) < 1e-5)
  }

  @Test(arguments: ["", "  \n", "\u{200b}"])
  func nothingHasAZeroVector(text: String) {
    #expect(table.vector(of: text) == [Float](repeating: 0, count: table.dimensions))
  }

  @Test(arguments: [
    ("novel", "book", "engine"),
    ("funny", "hilarious", "tragic"),
    ("boring", "dull", "london"),
    ("strong character development", "the heroes grow as people", "arrived two days late"),
    ("too expensive", "cost a lot of money", "delicious sauce"),
    ("high school", "college students", "space battle"),
  ])
  func neighboursInMeaningAreNeighbours(text: String, near: String, far: String) {
    #expect(cosine(text, near) > cosine(text, far) + 0.1)
  }

  @Test func rareWordsOutweighCommonOnes() {
    #expect(cosine("the dystopian one of it all", "dystopian") > 0.95)
    #expect(table.backgroundIDF(ofWord: "the") < table.backgroundIDF(ofWord: "novel") - 0.05)
    #expect(table.backgroundIDF(ofWord: "The") == table.backgroundIDF(ofWord: "the"))
    #expect(table.backgroundIDF(ofWord: "novel") == log(1 + 2122.0) / 10.3)
    #expect(table.backgroundIDF(ofWord: "heartwarming") == 1)
    #expect(table.backgroundIDF(ofWord: "") == 1)
    // Russian: "not", "cinema".
    #expect(table.backgroundIDF(ofWord: "не") < table.backgroundIDF(ofWord: "кино"))
  }

  @Test func caseAndAccentsDoNotMatter() {
    #expect(table.vector(of: "CAFÉ") == table.vector(of: "cafe"))
    #expect(table.vector(of: "café") == table.vector(of: "cafe\u{301}"))
  }

  // First and second share words, the third is about something else.
  @Test(arguments: [
    ("この映画はとても面白かった", "面白い映画でした", "駅前の静かな喫茶店"),
    ("这部电影非常好看", "好看的电影", "我昨天买了一双鞋"),
    ("Мне понравился этот фильм", "скучный фильм, не понравилось", "вкусный борщ"),
    ("Το βιβλίο ήταν υπέροχο", "υπέροχα βιβλία", "κακός καιρός σήμερα"),
    ("הספר היה נפלא", "ספר נפלא", "מזג אוויר חם"),
    ("كان الفيلم ممتعا", "الفيلم الجديد", "طقس بارد اليوم"),
    ("영화가 정말 재미있었다", "재미있는 영화", "어제 신발을 샀다"),
    ("หนังเรื่องนี้สนุกมาก", "หนังสนุก", "อากาศร้อนวันนี้"),
  ])
  func otherScriptsAreAlikeWhereTheyShareWords(text: String, near: String, far: String) {
    #expect(cosine(text, near) > 0.3)
    #expect(abs(cosine(text, far)) < 0.25)
    #expect(cosine(text, near) > cosine(text, far) + 0.2)
  }

  @Test func wordsOfBothKindsCountInOneText() {
    let mixed = "dystopian роман"
    #expect(cosine(mixed, "dystopian") > 0.4)
    #expect(cosine(mixed, "роман") > 0.4)
    // An emoji that leans on a word leaves the word to the table.
    #expect(cosine("hilarious👍", "hilarious") > 0.5)
    #expect(cosine("hilarious👍", "👍") > 0.4)
    #expect(abs(cosine("👍", "👎")) < 0.4)
    #expect(cosine("👍", "👍\u{1f3fd}") > 0.999)
  }

  @Test func textsAreEmbeddedInOrder() async throws {
    let texts = ["novel", "", "фильм"]
    #expect(try await table.embed(texts) == texts.map(table.vector(of:)))
  }
}
